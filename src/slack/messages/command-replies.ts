import type { CommandText, Invitee, NotRung } from '../../domain/command-text.ts';
import { maskPhoneNumber } from '../../domain/phone-number.ts';
import { listNames } from '../../domain/people-names.ts';
import { escapeText } from './text.ts';

type Start = Extract<CommandText, { kind: 'start' }>;

/** "Ringing @alice and @bob, and you.", at once, before anybody was looked up. */
export function ringing({ invitees, notRung }: Start, host: { readonly userId: string; readonly isRung: boolean }): string {
  const others = invitees.filter((invitee) => invitee.kind !== 'slack-user' || invitee.userId !== host.userId);
  const names = listNames(others.map(mention));
  const sentence = others.length === 0 ? 'Ringing you.' : host.isRung || others.length < invitees.length ? `Ringing ${names}, and you.` : `Ringing ${names}.`;
  return [sentence, ...explainNotRung(notRung)].join('\n');
}

/** What to type, with examples. */
export function help(maxParticipants: number): string {
  return [
    '*Get people on the phone now.*',
    '`/conference` alone opens a form to choose from. `/conference Project Review @alice @bob` rings Alice, Bob and you, and connects you all in one call.',
    '`/conference @oncall` rings everybody in a user group, `/conference group:leads` a group of the phone book (`group:"On call"` when its name has a space), `/conference Vendor call @alice +14155550100` an outside number too.',
    '`/conference urgent: Outage @oncall` also rings those for whom it is night; otherwise I ask you first.',
    `The name is whatever is left when the people are taken out; none is needed. Up to ${maxParticipants} people.`,
    'In a thread, where commands do not work: the menu of a message (⋮), “Call these people”.',
    'Admins: `/conference doctor` says what is wrong with the app itself, and how to mend it.',
    '`/conference me` sets your number and when you are not rung. `/conference contacts` is the phone book. `/conference forget me` erases your number and name.',
    'A card in the channel shows who is there, its thread who came and went; its buttons add people, mute, announce and end. `/conference costs` and `/conference history` tell what was.',
  ].join('\n');
}

/** The name is longer than anybody would want to hear. */
export function nameTooLong({ length, limit }: Extract<CommandText, { kind: 'refused' }>): string {
  return `Nobody is being rung: a conference's name has at most ${limit} characters, and this one has ${length}. Shorten it and try again.`;
}

/** More people than one conference takes, the host among them, counted before groups are opened up. */
export function tooManyPeople(count: number, maxParticipants: number): string {
  return `Nobody is being rung: that would be ${count} people on the phone, and a conference takes at most ${maxParticipants}. Leave some out, or an admin can raise MAX_PARTICIPANTS (Twilio takes at most 250).`;
}

/** Storing the command takes longer than Slack waits for an answer: it may still come to something. */
export function beingStored(): string {
  return 'I am noting it down, which takes longer than usual just now. If no phone rings within a minute, please try again.';
}

/** The command could not be stored, so nothing will happen. */
export function notStored(): string {
  return 'Nobody is being rung: I cannot reach my database just now. Please try again in a moment.';
}

/** Slack did not open the form a command opens. @param words what to type again, behind the command. */
export function notOpened(words: string): string {
  return `Slack did not open the form in time. Please type \`/conference ${words}\` once more.`;
}

function mention(invitee: Invitee): string {
  switch (invitee.kind) {
    case 'slack-user': return `<@${invitee.userId}>`;
    case 'user-group': return `<!subteam^${invitee.groupId}>`;
    case 'saved-group': return `the group “${escapeText(invitee.name)}”`;
    case 'contact': return escapeText(invitee.name);
    case 'outside-number': return escapeText(maskPhoneNumber(invitee.raw));
  }
}

/** What of a typed text rings nobody, a line each, escaped. */
export function explainNotRung(notRung: readonly NotRung[]): string[] {
  return notRung.map(({ kind, text }) => {
    const shown = escapeText(text);
    switch (kind) {
      case 'unescaped-mention': return `Not rung: ${shown}. Slack did not tell me who that is; pick the person from the list it offers while you type.`;
      case 'broadcast': return `Not rung: ${shown}. I never ring a whole channel; name the people, or a user group.`;
      case 'not-a-number': return `Not rung: ${shown}. That is no phone number; write it like +14155550100.`;
    }
  });
}
