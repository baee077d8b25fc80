import { expect } from 'vitest';
import type { SeenView } from '../../emulators/slack/people/seen-view.ts';
import type { Story } from './scenario.ts';
import { ModalStory } from './modal-story.ts';
import { presses } from './press-story.ts';
import type { World } from './world.ts';

/** How soon the card has to show what somebody did, in the world's time. */
const SHOWN_WITHIN_MS = 2_000;

/** Somebody with a conference before them: its card, and its details once they opened them. */
export class Hands {
  readonly #world: World;
  readonly #who: string;
  readonly #room: string;
  readonly #modal: ModalStory;

  constructor({ world }: Pick<Story, 'world'>, who: string, room = 'Review') {
    this.#world = world;
    this.#who = who;
    this.#room = room;
    this.#modal = new ModalStory({ world }, who);
  }

  async opensDetails(): Promise<this> {
    await presses(this.#world, this.#who, 'Details', this.#room);
    return this;
  }

  /** Chooses in the menu of a person in the details. */
  async chooses(whom: string, control: string): Promise<this> {
    const { error } = await this.#modal.chooses(this.#blockOf(whom), control);
    expect(error).toBeUndefined();
    return this;
  }

  /** What the menu of a person offers, in its order; nothing where there is none. */
  menuOf(whom: string): string[] {
    const block = this.#view.blocks.find((one) => one['block_id'] === this.#blockOf(whom));
    return [...JSON.stringify(block?.['accessory'] ?? {}).matchAll(/"text":"([^"]+)"/gu)].map(([, text = '']) => text);
  }

  /** Chooses under "More" on the card. */
  async choosesOnCard(choice: string): Promise<this> {
    await this.#world.slack.as(this.#who).chooses('room-menu', choice, this.#room);
    await this.#world.settle();
    return this;
  }

  async presses(button: string): Promise<this> {
    await presses(this.#world, this.#who, button, this.#room);
    return this;
  }

  /** Presses a button of the details. */
  async pressesInView(button: string): Promise<this> {
    await presses(this.#world, this.#who, button);
    return this;
  }

  /** The details come to show these words. */
  async sees(...texts: string[]): Promise<this> {
    await this.#modal.says(...texts);
    return this;
  }

  seesNot(...texts: string[]): this {
    for (const text of texts) expect(this.#view.text).not.toContain(text);
    return this;
  }

  /** The modal before them, in the words of its labels. */
  get form(): ModalStory {
    return this.#modal;
  }

  get #view(): SeenView {
    return this.#modal.seen;
  }

  #blockOf(whom: string): string {
    const block = this.#view.blocks.find((one) => JSON.stringify(one['text'] ?? '').includes(`${whom}:`));
    const id = block?.['block_id'];
    if (typeof id !== 'string') throw new Error(`The details show no ${whom}. They show:\n${this.#view.text}`);
    return id;
  }
}

/** The card comes to show this within two seconds of now. */
export async function cardShowsSoon({ slack, world }: Story, room: string, ...texts: string[]): Promise<void> {
  const before = world.clock.now();
  await slack.channel('general').card(room).shows(...texts);
  expect(world.clock.now() - before).toBeLessThanOrEqual(SHOWN_WITHIN_MS);
}

/** Ina has Alice and Bob rung; both are in the room. */
export async function aliceAndBobAreIn({ slack, phones }: Story) {
  await slack.as('ina').types('/conference Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  const bob = await phones.of('bob').answers();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', 'Bob Berg: in the room');
  return { alice, bob };
}

/** Everything the thread says but these lines, told at the end of stories that are about something else; with `lines` among it. */
export async function threadSays({ slack }: Story, ...lines: string[]): Promise<void> {
  const thread = slack.channel('general').thread('Review');
  await slack.channel('general').card('Review').shows('Ended');
  await thread.saysLike(/^(?:Ended(?: after|:)|.+ ended the conference)/u);
  await thread.says(...lines);
  await thread.says(...thread.lines.filter((line) => !lines.includes(line) && !/^(?:Ended(?: after|:)|.+ ended the conference)/u.test(line)));
}
