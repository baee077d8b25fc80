import { setTimeout as wait } from 'node:timers/promises';
import { slackWorld } from '../emulators/slack/client.ts';
import { twilioWorld } from '../emulators/twilio/client.ts';
import type { Cast } from './cast.ts';
import type { Happening, PhoneDoes } from './happenings.ts';
import type { Transcript } from './transcript.ts';
import type { Witness } from './witness.ts';
import { WentOtherwise } from './witness.ts';

export interface StageOptions {
  readonly slackUrl: string;
  readonly twilioUrl: string;
  readonly cast: Cast;
  readonly witness: Witness;
  readonly transcript: Transcript;
  /** What a person takes to react, in milliseconds. */
  readonly reactionMs: number;
}

/** The words a story is played with: people act over HTTP, and everything they expect is waited for. */
export interface Stage {
  readonly chapter: (title: string) => void;
  readonly person: (who: string) => Player;
  /** The replies under the card of that name; each line is a whole one. */
  readonly thread: (name: string) => { says(...lines: (string | RegExp)[]): Promise<void> };
  /** The card of that name in #general; each line is a whole one, in any order. */
  readonly card: (name: string) => { appears(): Promise<void>; shows(...lines: (string | RegExp)[]): Promise<void> };
}

/** Somebody with a keyboard and a phone. */
export interface Player {
  types(text: string): Promise<void>;
  readsAlone(text: string): Promise<void>;
  rings(): Promise<void>;
  answers(): Promise<void>;
  hears(words: string): Promise<void>;
  isInTheRoom(): Promise<void>;
  isBusy(): Promise<void>;
  says(words: string, ...heardBy: Player[]): Promise<void>;
  hearsPerson(words: string): Promise<void>;
  hangsUp(): Promise<void>;
}

/** Sets the stage in a running sandbox. */
export function createStage(options: StageOptions): Stage {
  const { slackUrl, witness, transcript } = options;
  const slack = slackWorld(slackUrl);
  return {
    chapter: transcript.chapter,
    person: (who) => createPlayer(who, options),
    thread: (name) => ({
      says: async (...lines) => {
        for (const line of lines) {
          await witness.expects(`the thread of ${name} says "${shown(line)}"`, (seen) =>
            seen.kind === 'posted' && seen.place.in === 'thread' && seen.place.root === name && isMeant(seen.text, line));
        }
      },
    }),
    card: (name) => ({
      appears: () => witness.expects(`the card of ${name} appears in #general`, (seen) =>
        seen.kind === 'posted' && seen.isCard && seen.place.in === 'channel' && seen.place.channel === 'general' && isCalled(seen.text, name)),
      // What a card shows on its way is a matter of milliseconds: each change is taken, until it shows what it should.
      shows: async (...lines) => {
        const isChange = (seen: Happening): boolean => seen.kind === 'edited' && seen.isCard && isCalled(seen.text, name);
        const isThere = async (): Promise<boolean> => holdsAll((await slack.channel('general').look()).cards.findLast(({ text }) => isCalled(text, name))?.text ?? '', lines);
        while (!(await isThere())) await witness.expects(`the card of ${name} shows ${lines.map(shown).join(', ')}`, isChange);
        witness.takes(isChange);
      },
    }),
  };
}

function createPlayer(who: string, { slackUrl, twilioUrl, cast, witness, transcript, reactionMs }: StageOptions): Player {
  const { firstName, handle, number } = cast.member(who);
  if (number === undefined) throw new Error(`${firstName} has no phone to play with.`);
  const person = slackWorld(slackUrl).as(handle);
  const phone = twilioWorld(twilioUrl).phone(number);
  const does = (what: PhoneDoes, words: string, text = ''): Promise<void> =>
    witness.expects(`${firstName}'s phone ${words}`, (seen) => seen.kind === 'phone' && seen.number === number && seen.does === what && seen.text === text);
  const react = (): Promise<void> => wait(reactionMs);

  return {
    types: async (text) => {
      await react();
      transcript.act(firstName, `types in #general: ${text}`);
      const { status, error } = await person.types(text);
      if (status !== 200 || error !== undefined) throw new WentOtherwise(`Slack should have had a 200 for ${text}, but had ${status ?? 'no answer'}${error === undefined ? '' : ` (${error})`}.`);
      await witness.expects(`${firstName} typed ${text}`, (seen) => seen.kind === 'typed' && seen.who === firstName && seen.text === text);
    },
    readsAlone: (text) => witness.expects(`${firstName} alone reads "${text}"`, (seen) => seen.kind === 'read-alone' && seen.who === firstName && seen.text === text),
    rings: () => does('rings', 'rings'),
    answers: async () => {
      await react();
      await phone.answers();
      await does('answers', 'is answered');
    },
    hears: (words) => does('hears', `hears "${words}"`, words),
    isInTheRoom: () => does('enters', 'is in the room'),
    isBusy: async () => {
      await react();
      await phone.isBusy();
      await does('is-busy', 'is busy');
    },
    says: async (words, ...heardBy) => {
      await react();
      transcript.act(firstName, `says “${words}”`);
      await phone.says(words);
      for (const other of heardBy) await other.hearsPerson(words);
    },
    hearsPerson: (words) => does('hears-person', `hears "${words}"`, words),
    hangsUp: async () => {
      await react();
      await phone.hangsUp();
      await does('leaves', 'leaves the room');
      await does('is-over', 'hangs up');
    },
  };
}

function holdsAll(text: string, lines: readonly (string | RegExp)[]): boolean {
  const there = text.split('\n');
  return lines.every((line) => there.some((one) => isMeant(one, line)));
}

/** A card's first line is the conference's name. */
function isCalled(text: string, name: string): boolean {
  return text.split('\n')[0] === name;
}

function isMeant(text: string, line: string | RegExp): boolean {
  return typeof line === 'string' ? text === line : line.test(text);
}

function shown(line: string | RegExp): string {
  return typeof line === 'string' ? line : line.source;
}
