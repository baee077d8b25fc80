import { parseArgs } from 'node:util';
import { readEnvironment } from '../src/config/load.ts';
import { firstLight } from './story.ts';
import { paintFor } from './paint.ts';
import { PLANTS, plantNamed } from './plants.ts';
import { play } from './play.ts';
import { refuseProduction, SandboxRefused } from './refuse-production.ts';
import { HUMAN, INSTANT } from './timing.ts';
import { createTranscript } from './transcript.ts';

const HELP = `Plays one conference with made-up people and phones, and ends with 0 when all went as told, else with 1.
  --fast          without the time people take
  --plant <what>  for the demo's own tests: breaks something, so that it has to end with 1
                  (${Object.entries(PLANTS).map(([name, { doc }]) => `${name}: ${doc}`).join('; ')})`;

const paint = paintFor(process.stdout);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { fast: { type: 'boolean', default: false }, plant: { type: 'string' }, help: { type: 'boolean', default: false } } });
  if (values.help) return void process.stdout.write(`${HELP}\n`);
  const environment = readEnvironment();
  refuseProduction(environment);
  const plant = plantNamed(values.plant);

  let startedAt: number | undefined;
  const seconds = (): string => ((performance.now() - (startedAt ?? performance.now())) / 1_000).toFixed(1);
  const transcript = createTranscript({ write: (text) => process.stdout.write(text), paint, stamp: () => `${seconds().padStart(6)} s` });
  transcript.line(`${paint('bold', 'Conference')}, played with made-up people: Slack and Twilio are emulated on this machine, and no real phone rings.`);

  const seen = await play({
    story: firstLight, transcript, timing: values.fast ? INSTANT : HUMAN, environment,
    ...(plant === undefined ? {} : { prepare: plant }),
    onReady: () => {
      startedAt = performance.now();
    },
  });
  transcript.line(`\n${paint('green', '✓')} All went as told, in ${seconds()} s: ${seen} things seen, none of them unexpected.`);
  transcript.line(`  To play with it yourself: ${paint('bold', 'npm start')}`);
}

try {
  await main();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\n${paintFor(process.stderr)('red', '✗')} ${error instanceof SandboxRefused ? message : `It went otherwise: ${message}`}\n`);
  process.exitCode = 1;
}
