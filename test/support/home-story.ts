import { expect } from 'vitest';
import type { World } from './world.ts';

/** Somebody at their Home tab. */
export class ToldHome {
  readonly #world: World;
  readonly #who: string;

  constructor(world: World, who: string) {
    this.#world = world;
    this.#who = who;
  }

  /** Opens it; resolves when everything that follows from it has happened. */
  async opens(): Promise<this> {
    await this.#world.slack.as(this.#who).opensHome();
    await this.#world.settle();
    return this;
  }

  /** It comes to show these words, in any order. */
  async shows(...texts: string[]): Promise<this> {
    await this.#world.until(() => texts.every((text) => this.text.includes(text)), () => `${this.#who}'s Home shows ${texts.join(' / ')}; it shows:\n${this.text}`, 15_000);
    return this;
  }

  /** Now, without letting time pass. */
  showsNot(...texts: string[]): this {
    for (const text of texts) expect(this.text).not.toContain(text);
    return this;
  }

  async presses(button: string): Promise<this> {
    await this.#world.slack.as(this.#who).presses(button, 'home');
    await this.#world.settle();
    return this;
  }

  get text(): string {
    return this.#world.slack.as(this.#who).home?.text ?? '';
  }

  get buttons(): readonly string[] {
    return this.#world.slack.as(this.#who).home?.buttons ?? [];
  }
}

/** How often the Home of somebody was sent to Slack; of anybody when nobody is named. */
export function homesSent({ slack }: World, who?: string): number {
  const user = who === undefined ? undefined : slack.as(who).user.id;
  return slack.journal.entries.filter(({ direction, what, request }) => direction === 'in' && what.includes('views.publish') && (user === undefined || JSON.stringify(request).includes(user))).length;
}
