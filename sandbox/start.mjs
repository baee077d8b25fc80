// What `npm start` runs. Plain JavaScript, for an older Node cannot even read the rest: it would fail with an error that helps nobody.
import { nodeProblem } from '../src/node-version.mjs';

const problem = nodeProblem(process.versions.node);
if (problem === undefined) {
  await import('./start.ts');
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
