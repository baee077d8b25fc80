import { parseArgs } from 'node:util';
import { lookAtEnvFile } from './config/env-file.ts';
import { readEnvironment } from './config/load.ts';
import { examine } from './doctor/examine.ts';
import { jsonReport, report } from './doctor/report.ts';
import { hasFailure } from './domain/finding.ts';
import { admit } from './patients.ts';

const USAGE = `What is wrong with this installation, why it matters, and how to mend it.

  npm run doctor                   looks at everything, changes nothing, and shows no secret
  npm run doctor -- --json         the same for programs

It ends with 1 when something does not work, and with 0 when all is well or there are only warnings.
`;

/** The operator's edge of the process: one look, then the end. @returns the exit code. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const environment = readEnvironment();
  const { patient, clean, close } = await admit(environment, lookAtEnvFile('.env', environment));
  try {
    const findings = await examine(patient, clean);
    process.stdout.write(values.json ? jsonReport(findings) : report(findings, process.stdout));
    return hasFailure(findings) ? 1 : 0;
  } finally {
    await close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
