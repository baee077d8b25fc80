import { slackWorld } from '../emulators/slack/client.ts';
import type { SeenView } from '../emulators/slack/people/seen-view.ts';
import type { Entry } from '../emulators/slack/people/fill.ts';
import type { Cast } from './cast.ts';
import type { Command } from './desk.ts';
import type { Paint } from './paint.ts';

/** What comes after an answer comes within this, as a rule: an app opens a form first and fills it then. */
const CALM_MS = 800;
const LONGEST_MS = 3_000;

type Slack = ReturnType<typeof slackWorld>;
type Person = ReturnType<Slack['as']>;

/** What people do with a form, a menu or the Home tab. */
export const FORM_DEEDS = ['submits', 'closes', 'chooses', 'opens home', 'uses'] as const;

/** Does something with what stands before somebody: `submits "Room name=Weekly" "Slack people=@alice"`. @throws Error that says what there is. */
export function withForms(who: string, does: string, words: readonly string[]): Command {
  return async ({ slackUrl, cast, write, paint }) => {
    const slack = slackWorld(slackUrl);
    const person = slack.as(cast.member(who).handle);
    if (does === 'submits') await submit(person, words);
    else if (does === 'closes') await well(person.closes());
    else if (does === 'chooses') await well(person.chooses(words[0] ?? '', words[1] ?? ''));
    else if (does === 'uses') await well(person.opensShortcut(words[0] ?? ''));
    else if (does === 'opens' && words[0] === 'home') await person.opensHome();
    else throw new Error(`With a form, a menu or the Home tab one can do this: ${FORM_DEEDS.join(', ')}.`);
    await calm(slack);
    const { modal, home } = await person.looks();
    const shown = does === 'opens' ? home : modal;
    if (shown !== undefined) write(showView(shown, cast, paint));
  };
}

/** Resolves once nothing has changed in Slack for a moment. */
export async function calm(slack: Slack): Promise<void> {
  const quiet = Promise.withResolvers<void>();
  let timer = setTimeout(quiet.resolve, CALM_MS);
  const longest = setTimeout(quiet.resolve, LONGEST_MS);
  const stop = slack.follow({
    changed: () => {
      clearTimeout(timer);
      timer = setTimeout(quiet.resolve, CALM_MS);
    },
    failed: quiet.reject,
  });
  try {
    await quiet.promise;
  } finally {
    clearTimeout(timer);
    clearTimeout(longest);
    stop();
  }
}

/** A form or the Home tab as text: its words, what stands in its inputs, what is wrong with it, and what can be pressed. */
export function showView({ title, text, buttons, submit, errors, values, blocks }: SeenView, cast: Cast, paint: Paint): string {
  const pressed = [...buttons, ...(submit === '' ? [] : [submit])];
  const filled = blocks.flatMap(({ block_id: id, label }) => {
    const words = typeof id === 'string' ? Object.values(values[id] ?? {}).map((state) => wordsIn(state, cast)).join(', ') : '';
    return words === '' ? [] : [`${plain(label)}: ${words}`];
  });
  return [
    ...(title === '' ? [] : [paint('bold', title)]),
    ...text.split('\n').map((line) => `  ${line}`),
    ...(filled.length === 0 ? [] : [`  Filled in: ${filled.join(' · ')}`]),
    ...Object.values(errors).map((error) => paint('yellow', `  ! ${error}`)),
    ...(pressed.length === 0 ? [] : [paint('dim', `  Buttons: ${pressed.join(' · ')}`)]),
    '',
  ].join('\n');
}

async function submit(person: Person, words: readonly string[]): Promise<void> {
  const { modal } = await person.looks();
  if (modal === undefined) throw new Error('No form is open. Open one with: types "/conference"');
  const entries: Record<string, Entry> = {};
  for (const word of words) {
    const at = word.indexOf('=');
    if (at < 1) throw new Error(`Say what goes where, as in "Room name=Weekly"; "${word}" has no =.`);
    const label = word.slice(0, at).trim();
    entries[label] = await entryFor(person, modal, label, word.slice(at + 1).trim());
  }
  await well(person.submits(entries));
}

/** People and options are several when there is a comma; what an app suggests is searched for as somebody would who types it. */
async function entryFor(person: Person, { blocks }: SeenView, label: string, value: string): Promise<Entry> {
  const type = typeUnder(blocks, label);
  if (type === undefined || !/select|checkboxes/u.test(type)) return value;
  const parts = value.split(',').map((part) => part.trim().replace(/^[@#]/u, '')).filter((part) => part !== '');
  const chosen = type.includes('external') ? await Promise.all(parts.map((part) => suggestion(person, label, part))) : parts;
  return type.startsWith('multi') || type === 'checkboxes' ? chosen : (chosen[0] ?? null);
}

async function suggestion(person: Person, label: string, words: string) {
  const [found] = await person.searches(label, words);
  if (found === undefined) throw new Error(`Nothing is suggested for "${words}" in "${label}".`);
  return found;
}

function typeUnder(blocks: SeenView['blocks'], label: string): string | undefined {
  for (const { label: written, element } of blocks) {
    if (plain(written) === label && typeof element === 'object' && element !== null && 'type' in element) return typeof element['type'] === 'string' ? element['type'] : undefined;
  }
  return undefined;
}

type Json = SeenView['blocks'][number][string];

/** What stands in an input, as a person reads it. */
function wordsIn(state: Json, cast: Cast): string {
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return '';
  return Object.entries(state).filter(([key]) => key !== 'type').flatMap(([, value]) => (Array.isArray(value) ? value : [value])).flatMap((one: Json) => {
    if (typeof one === 'string') return one === '' ? [] : [cast.members.find(({ id }) => id === one)?.fullName ?? one];
    return typeof one === 'object' && one !== null && 'text' in one ? [plain(one['text'])] : [];
  }).join(', ');
}

/** The words of a text object of Slack's. */
function plain(written: Json): string {
  return typeof written === 'object' && written !== null && 'text' in written && typeof written['text'] === 'string' ? written['text'] : '';
}

async function well(doing: Promise<{ readonly error?: string | undefined }>): Promise<void> {
  const { error } = await doing;
  if (error !== undefined) throw new Error(`Slack says: ${error}`);
}
