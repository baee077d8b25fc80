import { styleText } from 'node:util';
import type { Finding, Verdict } from '../domain/finding.ts';
import { summarize } from '../domain/finding.ts';

const MARKS: Readonly<Record<Verdict, readonly [mark: string, colour: 'green' | 'yellow' | 'red' | 'dim']>> = {
  ok: ['ok  ', 'green'], warning: ['warn', 'yellow'], failure: ['FAIL', 'red'], skipped: ['-   ', 'dim'],
};
const INDENT = '      ';

/** The findings as text for a terminal. @param stream decides about colours, as NO_COLOR and FORCE_COLOR do. */
export function report(findings: readonly Finding[], stream: NodeJS.WritableStream): string {
  const lines = findings.flatMap(({ title, verdict, found, why, mend }) => {
    const [mark, colour] = MARKS[verdict];
    return [
      `${styleText(colour, mark, { stream })}  ${title}: ${indented(found)}`,
      ...(why === null ? [] : [`${INDENT}Why it matters: ${indented(why)}`]),
      ...(mend === null ? [] : [`${INDENT}What to do: ${indented(mend)}`]),
    ];
  });
  return [...lines, '', summarize(findings), ''].join('\n');
}

/** The findings for programs. */
export function jsonReport(findings: readonly Finding[]): string {
  return `${JSON.stringify({ summary: summarize(findings), findings }, null, 2)}\n`;
}

function indented(text: string): string {
  return text.replaceAll('\n', `\n${INDENT}`);
}
