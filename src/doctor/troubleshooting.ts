import type { Check } from './check.ts';

const HEAD = ['| check | what you see | why it matters | what to do |', '|---|---|---|---|'];

/** The table of docs/troubleshooting.md: a row for each check. */
export function troubleshootingTable(checks: readonly Check[]): string {
  return [...HEAD, ...checks.map(({ id, title, symptom, why, mend }) => `| **${title}** (\`${id}\`) | ${cell(symptom)} | ${cell(why)} | ${cell(mend)} |`)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}
