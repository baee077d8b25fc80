import type { Finding } from '../../domain/finding.ts';
import { summarize } from '../../domain/finding.ts';
import { escapeText } from './text.ts';

/** Slack takes 40,000; nobody reads so many. */
const LONGEST = 3_500;
const MARKS: Readonly<Record<string, string>> = { failure: '🔴 Does not work', warning: '🟡 Warning' };

/** What the doctor found, in short: what is wrong with what to do, the worst first, and the sum. */
export function doctorsWords(findings: readonly Finding[]): string {
  const wrong = [...findings.filter(({ verdict }) => verdict === 'failure'), ...findings.filter(({ verdict }) => verdict === 'warning')];
  const head = `*The doctor:* ${summarize(findings)}`;
  const told: string[] = [];
  for (const finding of wrong) {
    const text = [...told, wordsFor(finding)].join('\n');
    if (text.length > LONGEST) break;
    told.push(wordsFor(finding));
  }
  const rest = wrong.length - told.length;
  return [head, ...told, ...(rest === 0 ? [] : [`And ${rest} more: \`npm run doctor\` on the server shows all of it.`])].join('\n');
}

/** Commands stay as they are written, between backticks. */
function wordsFor({ verdict, title, found, mend }: Finding): string {
  return `${MARKS[verdict]} · *${escapeText(title)}*: ${escapeText(found)}${mend === null ? '' : `\nWhat to do: ${escapeText(mend)}`}`;
}
