import { VARIABLE_LIST } from './env.ts';
import type { Variable } from './variable.ts';

const LINE_LENGTH = 120;
const HEADER = 'Copy this file to .env and fill in what you have. Without the Slack and Twilio accounts `npm start` runs the sandbox. Empty means not set.';

/**
 * The text of .env.example: every variable with what it is and its default. A test holds the file against it; to write it anew:
 * `node -e "import('./src/config/env-example.ts').then((m) => process.stdout.write(m.envExample()))" > .env.example`
 */
export function envExample(): string {
  const blocks = VARIABLE_LIST.map(({ name, variable }) => `${comment(`${variable.doc}${needOf(variable)}`)}\n${name}=${variable.default ?? ''}`);
  return `${[comment(HEADER), ...blocks].join('\n\n')}\n`;
}

function needOf({ required }: Variable): string {
  if (required === 'accounts' || required === 'beside-accounts') return ' Required to ring real phones.';
  return required === 'production' ? ' Required in production.' : '';
}

function comment(text: string): string {
  const lines: string[] = [];
  let line = '#';
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > LINE_LENGTH) {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\n');
}
