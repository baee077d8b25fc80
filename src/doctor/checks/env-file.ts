import { closest } from '../closest.ts';
import type { Check } from '../check.ts';
import { failure, ok, skipped, warning } from '../check.ts';
import type { EnvFile } from '../../config/env-file.ts';

/** @param known every variable the app reads. */
export function envFile(known: readonly string[]): Check {
  return {
    id: 'env-file',
    title: 'The file .env',
    symptom: 'A setting in .env changes nothing, or others on the machine can read its secrets.',
    why: 'A line that cannot be read, or a name nobody knows, is passed over without a word.',
    mend: 'Correct .env (every variable stands in .env.example), and give it to its owner alone: `chmod 600 .env`.',
    look: ({ envFile: file }) => {
      if (file === null) return skipped('Not looked at here: the app read it when it started.');
      if (file.kind === 'none') return ok('There is no .env here; settings come from the environment alone.');
      if (file.kind === 'unreadable') return failure(`.env cannot be read: ${file.why}.`, { mend: 'Make .env a file the app may read: `ls -l .env` shows whose it is.' });
      const problems = problemsOf(file, known);
      return problems.length === 0 ? ok(`.env holds ${file.names.length} settings.`) : warning(problems.join(' '));
    },
  };
}

function problemsOf({ oddLines, names, overruled, isOpenToOthers }: Extract<EnvFile, { kind: 'read' }>, known: readonly string[]): string[] {
  const unknown = [...new Set(names)].flatMap((name) => (known.includes(name) ? [] : [{ name, meant: closest(name, known) }]));
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  return [
    ...oddLines.map((line) => `Line ${line} is no setting and is passed over.`),
    // Other programs read .env too; only what looks like a slip is worth a word.
    ...unknown.flatMap(({ name, meant }) => (meant === undefined ? [] : [`${name} is not known; is ${meant} meant?`])),
    ...twice.map((name) => `${name} stands there more than once; the last one counts.`),
    ...overruled.map((name) => `${name} is set outside of .env too, differently, and that one wins.`),
    ...(isOpenToOthers ? ['Others on this machine may read it.'] : []),
  ];
}
