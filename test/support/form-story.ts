import { expect } from 'vitest';
import type { Entry } from '../../emulators/slack/people/fill.ts';
import type { SeenView } from '../../emulators/slack/people/seen-view.ts';
import type { World } from './world.ts';

/** The form (a modal of Slack's) before somebody in a story: each word lets time pass until it can be done, does it, and lets everything come to rest. */
export class ToldForm {
  readonly #world: World;
  readonly #who: string;

  constructor(world: World, who: string) {
    this.#world = world;
    this.#who = who;
  }

  /** What is on it; empty when there is none. */
  get text(): string {
    return this.#seen?.text ?? '';
  }

  get view(): SeenView | undefined {
    return this.#seen;
  }

  /** What the app keeps on it for itself. */
  get metadata(): string {
    const kept = this.#seen?.payload['private_metadata'];
    return typeof kept === 'string' ? kept : '';
  }

  get isOpen(): boolean {
    return this.#seen !== undefined;
  }

  /** It comes to show these words, in any order. */
  async shows(...texts: string[]): Promise<this> {
    await this.#world.until(() => texts.every((text) => this.text.includes(text)), () => `${this.#who}'s form shows ${texts.join(' / ')}; it shows:\n${this.text || 'nothing'}`, 15_000);
    return this;
  }

  showsNot(...texts: string[]): this {
    for (const text of texts) expect(this.text).not.toContain(text);
    return this;
  }

  async presses(button: string): Promise<this> {
    await this.#world.settle();
    const { error } = await this.#world.slack.as(this.#who).presses(button);
    if (error !== undefined) throw new Error(`Slack said ${error} when ${this.#who} pressed "${button}".`);
    await this.#world.settle();
    return this;
  }

  /** Fills in what is given and submits. @param entries by label. */
  async submits(entries: Readonly<Record<string, Entry>> = {}): Promise<this> {
    await this.#world.settle();
    const { error } = await this.#world.slack.as(this.#who).submits(entries);
    if (error !== undefined) throw new Error(`Slack said ${error} when ${this.#who} submitted the form.`);
    await this.#world.settle();
    return this;
  }

  /** The complaint under its inputs, word for word or like a pattern. */
  complains(...sentences: (string | RegExp)[]): this {
    expect(Object.values(this.#seen?.errors ?? {})).toEqual(sentences.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one) as unknown)));
    return this;
  }

  async closes(): Promise<this> {
    await this.#world.slack.as(this.#who).closes();
    await this.#world.settle();
    return this;
  }

  isClosed(): void {
    expect(this.#seen).toBeUndefined();
  }

  get #seen(): SeenView | undefined {
    return this.#world.slack.as(this.#who).modal;
  }
}
