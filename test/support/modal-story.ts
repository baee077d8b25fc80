import { expect } from 'vitest';
import type { JsonObject } from '../../emulators/slack/json.ts';
import type { Entry } from '../../emulators/slack/people/fill.ts';
import type { Reply } from '../../emulators/slack/people/reply.ts';
import type { SeenView } from '../../emulators/slack/people/seen-view.ts';
import type { World } from './world.ts';

/** The modal somebody has before them, in the words of its labels. Each word lets everything come to rest. */
export class ModalStory {
  readonly #world: World;
  readonly #who: string;

  constructor({ world }: { readonly world: World }, who: string) {
    this.#world = world;
    this.#who = who;
  }

  /** Takes a shortcut, on a message that says these words if given. */
  async opensShortcut(callbackId: string, onMessage?: string): Promise<Reply> {
    return this.#resting(this.#world.slack.as(this.#who).opensShortcut(callbackId, onMessage));
  }

  /** What they see of it. @throws when none is open. */
  get seen(): SeenView {
    const view = this.#world.slack.as(this.#who).modal;
    if (view === undefined) throw new Error(`${this.#who} has no modal before them.`);
    return view;
  }

  /** Its buttons; none while none is open. */
  get buttons(): readonly string[] {
    return this.#world.slack.as(this.#who).modal?.buttons ?? [];
  }

  isClosed(): void {
    expect(this.#world.slack.as(this.#who).modal?.text).toBeUndefined();
  }

  async chooses(menu: string, entry: Entry): Promise<Reply> {
    return this.#resting(this.#world.slack.as(this.#who).chooses(menu, entry));
  }

  /** What the phone book suggests while they type this. */
  async finds(typed: string): Promise<JsonObject[]> {
    return this.#resting(this.#world.slack.as(this.#who).searches('Contacts and groups from the phone book', typed));
  }

  async submits(entries: Readonly<Record<string, Entry>> = {}): Promise<Reply> {
    return this.#resting(this.#world.slack.as(this.#who).submits(entries));
  }

  async closes(): Promise<Reply> {
    return this.#resting(this.#world.slack.as(this.#who).closes());
  }

  /** What an input holds, by its label. */
  holds(label: string): unknown {
    const block = this.#block(label);
    const [state] = Object.values(this.seen.values[block] ?? {});
    const { type: _type, ...held } = state ?? {};
    const [value] = Object.values(held);
    return Array.isArray(value) ? value.map((one) => (typeof one === 'object' && one !== null && 'value' in one ? one.value : one)) : value;
  }

  /** The sentences under inputs, by label: all there are. */
  complains(sentences: Readonly<Record<string, string>>): void {
    expect(this.seen.errors).toEqual(Object.fromEntries(Object.entries(sentences).map(([label, sentence]) => [this.#block(label), sentence])));
  }

  /** The view comes to say this somewhere. */
  async says(...texts: string[]): Promise<void> {
    const said = () => this.#world.slack.as(this.#who).modal?.text ?? '';
    await this.#world.until(() => texts.every((text) => said().includes(text)), () => `the modal says ${texts.join(' / ')}; it says:\n${said()}`, 15_000);
  }

  #block(label: string): string {
    const block = this.seen.blocks.find((one) => typeof one['label'] === 'object' && one['label'] !== null && 'text' in one['label'] && one['label']['text'] === label);
    const id = block?.['block_id'];
    if (typeof id !== 'string') throw new Error(`The modal asks for no "${label}". It says:\n${this.seen.text}`);
    return id;
  }

  async #resting<Result>(deed: Promise<Result>): Promise<Result> {
    const result = await deed;
    await this.#world.settle();
    return result;
  }
}
