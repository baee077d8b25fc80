import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Bench, Part } from './bench.ts';
import { callbacksPart } from './callbacks/part.ts';
import { historyPart } from './callbacks/history-part.ts';
import { instancesPart } from './callbacks/instances-part.ts';
import { memoryPart } from './callbacks/memory-part.ts';
import { openCluster } from './cluster.ts';
import { burstPart } from './people/burst-part.ts';
import { dialPart } from './people/dial-part.ts';
import { joinsPart } from './people/joins-part.ts';
import { latencyPart } from './people/latency-part.ts';
import { quietPart } from './people/quiet-part.ts';
import { searchPart } from './people/search-part.ts';
import type { PartResult } from './report.ts';
import { json, loadAverage, report } from './report.ts';
import { scalePart } from './scale/part.ts';

const RESULTS = fileURLToPath(new URL('./RESULTS.md', import.meta.url));
/** In the order of a report; what needs a quiet machine most comes first. */
const PARTS: readonly Part[] = [callbacksPart, historyPart, instancesPart, memoryPart, burstPart, dialPart, joinsPart, latencyPart, searchPart, quietPart, scalePart];

const HELP = `Measures the app on this machine, as processes, against both emulators.

  npm run bench                          everything, half an hour
  npm run bench -- --only callbacks,dial some of: ${PARTS.map(({ name }) => name).join(', ')}
  npm run bench -- --quick               fewer of everything, for a look
  --postgres postgres://…                a server to make databases on; a throw-away one is made when absent
  --write                                writes bench/RESULTS.md, or those parts of it
  --json                                 ends with one line of JSON: every figure by name
`;

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' }, quick: { type: 'boolean', default: false }, postgres: { type: 'string' },
    write: { type: 'boolean', default: false }, json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
  },
});

/** The parts that were asked for. @throws when there is none of a name. */
function chosen(): readonly Part[] {
  if (options.only === undefined) return PARTS;
  return options.only.split(',').map((name) => {
    const part = PARTS.find((one) => one.name === name.trim());
    if (part === undefined) throw new Error(`There is no part "${name}". There are: ${PARTS.map((one) => one.name).join(', ')}.`);
    return part;
  });
}

async function main(): Promise<void> {
  if (options.help) return void process.stdout.write(HELP);
  const parts = chosen();
  const cluster = await openCluster(options.postgres);
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const results: PartResult[] = [];
  try {
    for (const part of parts) {
      say(`${part.name} …`);
      const bench: Bench = { cluster, quick: options.quick, note: (text) => say(`  ${text}`), found: (name) => results.flatMap((result) => result.figures).find((figure) => figure.name === name)?.value };
      const figures = await part.run(bench);
      results.push({ name: part.name, how: part.how(bench), figures, load: loadAverage(), appendix: part.appendix?.() });
    }
  } finally {
    await cluster.stop();
  }
  const order = PARTS.map(({ name }) => name);
  process.stdout.write(`${report(results, '', order)}\n`);
  if (options.write) await writeFile(RESULTS, report(results, await readFile(RESULTS, 'utf8').catch(() => ''), order));
  if (options.json) process.stdout.write(`${json(results)}\n`);
}

await main();
