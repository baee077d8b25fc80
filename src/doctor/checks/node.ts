import { nodeProblem } from '../../node-version.mjs';
import type { Check } from '../check.ts';
import { failure, ok } from '../check.ts';

export const node: Check = {
  id: 'node',
  title: 'Node.js',
  symptom: 'The app ends at once, with an error about TypeScript or syntax.',
  why: 'The app is TypeScript that Node runs as it is, which older ones cannot.',
  mend: 'Start the app with `npm start`, which runs the Node that `npm ci` installed beside it. After `npm ci --ignore-scripts` that one is missing: run `npm ci` again.',
  look: ({ nodeVersion }) => (nodeProblem(nodeVersion) === undefined ? ok(`Node ${nodeVersion}.`) : failure(`This is Node ${nodeVersion}.`)),
};
