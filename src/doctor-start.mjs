// What `npm run doctor` runs. Plain JavaScript, for an older Node cannot even read the rest, and that is the first thing to be told.
import { nodeProblem } from './node-version.mjs';

const problem = nodeProblem(process.versions.node);
if (problem === undefined) {
  await import('./doctor-main.ts');
} else {
  process.stdout.write(`FAIL  Node.js: ${problem}\n`);
  process.exitCode = 1;
}
