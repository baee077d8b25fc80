import type { twilioWorld } from '../emulators/twilio/client.ts';
import type { Line } from '../emulators/slack/people/line.ts';
import type { Cast } from './cast.ts';
import type { Paint } from './paint.ts';

type PhoneView = Awaited<ReturnType<ReturnType<typeof twilioWorld>['phones']>>[number];

/** Messages as they stand in Slack, one under the other. */
export function showLines(lines: readonly Line[], paint: Paint): string {
  if (lines.length === 0) return 'Nothing stands there.\n';
  return lines.map(({ author, text, error }) =>
    `${paint('bold', author)}\n${text.split('\n').map((line) => `  ${line}`).join('\n')}${error === undefined ? '' : ` (${error})`}\n`).join('\n');
}

/** One phone: whose, what it does, and what it heard last. */
export function showPhone({ number, state, calls }: Pick<PhoneView, 'number' | 'state' | 'calls'>, cast: Cast, paint: Paint): string {
  const call = calls.at(-1);
  const doing = state === 'talking' ? (call === undefined || call.room === null ? 'on the phone' : 'in the room') : state;
  const heard = call?.heard.findLast(({ kind }) => kind === 'say' || kind === 'person')?.text;
  const colour = state === 'idle' ? 'dim' : state === 'ringing' ? 'yellow' : 'green';
  return `${cast.nameOf(number).padEnd(8)} ${number.padEnd(16)} ${paint(colour, doing.padEnd(12))}${heard === undefined ? '' : ` heard last: “${heard}”`}\n`;
}
