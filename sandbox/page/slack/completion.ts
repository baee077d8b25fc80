import type { Team } from '../api.ts';

/** Something that completes what is being typed. */
export interface Completion {
  /** What stands there once it is taken. */
  readonly text: string;
  readonly label: string;
  readonly hint: string;
}

/** A place in a text where something can be completed: from where to where, and by what. */
export interface Completable {
  readonly from: number;
  readonly to: number;
  readonly completions: readonly Completion[];
}

const COMMANDS: readonly Completion[] = [
  { text: '/conference ', label: '/conference', hint: 'NAME @people: rings their phones; alone: opens a form' },
  { text: '/conference me', label: '/conference me', hint: 'your number, and when you may be rung' },
  { text: '/conference contacts', label: '/conference contacts', hint: 'the phone book' },
  { text: '/conference costs', label: '/conference costs', hint: 'what this month cost' },
  { text: '/conference history', label: '/conference history', hint: 'the conferences you were part of' },
  { text: '/conference help', label: '/conference help', hint: 'says all this' },
];
const MOST = 8;

/** What can be completed at the caret; undefined when nothing can. Commands stand only at the beginning, as in Slack; a whole one is sent by Enter, not completed. */
export function completableAt(text: string, caret: number, team: Team): Completable | undefined {
  const before = text.slice(0, caret);
  if (/^\/[a-z ]*$/u.test(before) && caret === text.length) {
    if (COMMANDS.some(({ label }) => label === before.trim())) return undefined;
    return some({ from: 0, to: caret, completions: COMMANDS.filter(({ text: command }) => command.startsWith(before)) });
  }
  const [, at = ''] = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u.exec(before) ?? [];
  if (!/(?:^|\s)@[\p{L}\p{N}._-]*$/u.test(before)) return undefined;
  const wanted = at.toLowerCase();
  const people = team.users.filter(({ deleted, id, botId }) => !deleted && botId === undefined && id !== 'USLACKBOT')
    .filter(({ name, displayName }) => [name, ...displayName.toLowerCase().split(' ')].some((part) => part.startsWith(wanted)))
    .map(({ name, displayName }): Completion => ({ text: `@${name} `, label: `@${name}`, hint: displayName }));
  const groups = team.groups.filter(({ handle, disabled }) => !disabled && handle.startsWith(wanted)).map(({ handle, name }): Completion => ({ text: `@${handle} `, label: `@${handle}`, hint: `${name} (group)` }));
  return some({ from: caret - at.length - 1, to: caret, completions: [...people, ...groups].slice(0, MOST) });
}

/** The text with a completion in its place, and where the caret is then. */
export function complete(text: string, { from, to }: Completable, completion: Completion): { readonly text: string; readonly caret: number } {
  return { text: text.slice(0, from) + completion.text + text.slice(to).replace(/^ /u, ''), caret: from + completion.text.length };
}

function some(completable: Completable): Completable | undefined {
  return completable.completions.length === 0 ? undefined : completable;
}
