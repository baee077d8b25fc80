import { expect } from 'vitest';
import type { ChannelView } from '../../emulators/slack/people/channel-view.ts';
import type { Line } from '../../emulators/slack/people/line.ts';
import type { Reply } from '../../emulators/slack/people/reply.ts';
import type { World } from './world.ts';

/** Slack as the people of a story see it. A message the story never mentions is a surprise. */
export class SlackStory {
  readonly #world: World;
  readonly #told: Told = new Set();

  constructor(world: World) {
    this.#world = world;
  }

  as(who: string): ToldPerson {
    return new ToldPerson(this.#world, who, this.#told);
  }

  channel(name: string): ToldChannel {
    return new ToldChannel(this.#world, () => this.#world.slack.channel(name), this.#told);
  }

  untold(): string[] {
    const { world } = this.#world.slack;
    const people = [...world.users.values()].map(({ id }) => this.#world.slack.as(id));
    const ephemerals = people.flatMap((person) => person.sees.map((line) => ({ line, where: `to ${person.user.name} alone` })));
    const views = [...world.channels.keys()].map((id) => this.#world.slack.channel(id));
    const messages = views.flatMap((view) => view.messages.flatMap((root) =>
      [root, ...view.thread(root.ts).messages].map((line) => ({ line, where: `in ${view.name}` }))));
    return [...ephemerals, ...messages].filter(({ line }) => line.author === 'Conference' || line.error !== undefined)
      .filter(({ line }) => !isCard(line) || !this.#told.has(line.ts))
      .flatMap(({ line, where }) => textsOf(line).filter(({ key }) => !this.#told.has(key)).map(({ text }) => `a message ${where}: ${text}`));
  }
}

/** What the story mentioned: cards by their ts, everything else line by line. */
type Told = Set<string>;

function isCard({ blocks }: Line): boolean {
  return blocks.length > 0;
}

/** The lines of a message, each with what tells it from all others, also from its like in the same message. */
function textsOf({ ts, text: whole }: Line): { readonly key: string; readonly text: string }[] {
  const texts = whole.split('\n');
  return texts.map((text, index) => ({ key: `${ts} ${texts.slice(0, index).filter((before) => before === text).length} ${text}`, text }));
}

function tell(told: Told, lines: readonly Line[], texts: readonly string[]): void {
  const all = lines.flatMap(textsOf);
  for (const expected of texts) {
    const found = all.find(({ key, text }) => text === expected && !told.has(key));
    if (found === undefined) throw new Error(`Nobody reads "${expected}" (any more). What can be read: ${all.map(({ text }) => `"${text}"`).join(', ') || 'nothing'}`);
    told.add(found.key);
  }
}

/** Somebody doing and reading things in Slack. */
export class ToldPerson {
  readonly #world: World;
  readonly #who: string;
  readonly #told: Told;
  readonly #channel: string;

  constructor(world: World, who: string, told: Told, channel = 'general') {
    this.#world = world;
    this.#who = who;
    this.#told = told;
    this.#channel = channel;
  }

  in(channel: string): ToldPerson {
    return new ToldPerson(this.#world, this.#who, this.#told, channel);
  }

  /** Types a line; resolves when the app has acknowledged it and done what it could at once. */
  async types(text: string, { asIs = false }: { asIs?: boolean } = {}): Promise<Reply> {
    const reply = await this.#world.slack.as(this.#who).in(this.#channel).types(text, { asIs });
    await this.#world.settle();
    return reply;
  }

  /** Reads these lines, which only they see, among whatever they see. */
  async reads(...texts: string[]): Promise<void> {
    const all = (): string[] => this.#world.slack.as(this.#who).sees.flatMap(({ text }) => text.split('\n'));
    await this.#world.until(() => texts.every((text) => all().includes(text)), () => `${this.#who} reads ${texts.join(' / ')}; reads:\n${all().join('\n')}`, 15_000);
    tell(this.#told, this.#world.slack.as(this.#who).sees, texts);
  }

  /** Their direct messages with the app. */
  get directMessages(): ToldChannel {
    return new ToldChannel(this.#world, () => this.#world.slack.as(this.#who).directMessages, this.#told);
  }
}

/** A conversation. */
export class ToldChannel {
  readonly #world: World;
  readonly #view: () => ChannelView;
  readonly #told: Told;

  constructor(world: World, view: () => ChannelView, told: Told) {
    this.#world = world;
    this.#view = view;
    this.#told = told;
  }

  card(name: string): { shows(...texts: string[]): Promise<Line> } {
    return {
      /** The latest card of this name comes to show these words, in any order. */
      shows: async (...texts) => {
        const now = (): Line | undefined => this.#view().card(name);
        await this.#world.until(() => texts.every((text) => now()?.text.includes(text) === true), () => `the card "${name}" shows ${texts.join(', ')}; it shows:\n${now()?.text ?? 'nothing'}`);
        const card = now();
        if (card === undefined) throw new Error(`There is no card "${name}".`);
        this.#told.add(card.ts);
        return card;
      },
    };
  }

  get cards(): readonly Line[] {
    return this.#view().cards;
  }

  thread(name: string): { says(...lines: string[]): Promise<void>; saysLike(...patterns: RegExp[]): Promise<void>; readonly lines: readonly string[] } {
    const lines = (): string[] => this.#view().thread(name).lines.flatMap((text) => text.split('\n'));
    return {
      get lines() {
        return lines();
      },
      /** The thread comes to hold these lines, in any order, each as often as it stands here. */
      says: async (...texts) => {
        await this.#world.until(() => texts.every((text) => lines().includes(text)), () => `the thread of "${name}" says ${texts.join(' / ')}; it says:\n${lines().join('\n')}`);
        tell(this.#told, this.#view().thread(name).messages, texts);
      },
      /** The thread comes to hold a line like each of these; for lines with a time in them that is not the point of the story. */
      saysLike: async (...patterns) => {
        const like = (pattern: RegExp): string | undefined => lines().find((text) => pattern.test(text));
        await this.#world.until(() => patterns.every((pattern) => like(pattern) !== undefined), () => `the thread of "${name}" says ${patterns.join(' / ')}; it says:\n${lines().join('\n')}`);
        tell(this.#told, this.#view().thread(name).messages, patterns.map((pattern) => like(pattern) ?? ''));
      },
    };
  }

  async hasNoCard(): Promise<void> {
    await this.#world.settle();
    expect(this.#view().cards).toEqual([]);
  }

  /** Reads plain messages, each line as it stands. */
  async says(...texts: string[]): Promise<void> {
    await this.#world.until(() => texts.every((text) => this.#view().messages.some((line) => line.text.split('\n').includes(text))), () => `the channel says ${texts.join(' / ')}; it says:\n${this.#view().messages.map(({ text }) => text).join('\n')}`, 15_000);
    tell(this.#told, this.#view().messages, texts);
  }
}
