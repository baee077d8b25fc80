import { join } from 'node:path';
import { readEnvironment } from './config/load.ts';
import { loadConfig } from './config/config.ts';
import { CHECKS } from './doctor/checks.ts';
import { examine } from './doctor/examine.ts';
import { admit } from './patients.ts';
import { createEnvStore } from './setup/env-store.ts';
import { setUp } from './setup/setup.ts';
import { createTerminal } from './setup/terminal.ts';
import { manifestFor } from './slack/manifest.ts';

const TEMPLATE = join(import.meta.dirname, '..', '.env.example');

/** The operator's edge of the process: questions, answers, an .env file. @returns the exit code. */
async function main(): Promise<number> {
  const terminal = createTerminal(process.stdin, process.stdout);
  try {
    terminal.say('This asks for what is missing in .env, checks each answer, and keeps it there. Nothing you type is shown where it is a secret.');
    const environment = await setUp(readEnvironment(), {
      terminal,
      store: createEnvStore('.env', TEMPLATE),
      slackLink: (apiUrl) => manifestFor(apiUrl).link,
      examine: async (settings, names) => {
        const { patient, clean, close } = await admit(settings, { kind: 'none' }, { database: 'none' });
        try {
          return await examine(patient, clean, CHECKS.filter(({ id }) => names.includes(id)));
        } finally {
          await close();
        }
      },
    });
    if (environment === null) {
      terminal.say('\nNot all is answered. What was right is kept in .env; `npm run setup` goes on from there.');
      return 1;
    }
    const problems = loadConfig(environment).problems ?? [];
    for (const problem of problems) terminal.say(`\n${problem}`);
    terminal.say(problems.length > 0 ? '\nThese are left, and are best put right in .env itself.' : '\nEvery setting is there. `npm start` starts the app, `npm run doctor` looks at all of it, and `/conference help` in Slack is the first word.');
    return problems.length > 0 ? 1 : 0;
  } finally {
    terminal.close();
  }
}

process.exitCode = await main();
