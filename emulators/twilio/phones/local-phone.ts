import type { World } from '../core/world.ts';
import { act } from './acts.ts';
import type { Leg, Line } from './leg.ts';
import { Phone } from './phone.ts';
import type { Handset } from './phones.ts';
import { until } from './until.ts';

/** A phone in the same process: the words of every phone, and a look at it without waiting. */
export class LocalPhone extends Phone {
  readonly #world: World;
  readonly #handset: Handset;

  constructor(world: World, handset: Handset) {
    super(handset.number, (word) => act(world, handset, word));
    this.#world = world;
    this.#handset = handset;
  }

  /** What its current call is doing; `idle` without one. */
  get state(): 'idle' | 'ringing' | 'talking' {
    const state = this.#handset.current?.state ?? 'over';
    return state === 'over' ? 'idle' : state;
  }

  /** Every call that reached it or left it, oldest first. A busy or unreachable line was never reached. */
  get calls(): readonly Leg[] {
    return this.#handset.legs;
  }

  /** What it heard in its current or last call. */
  get heard(): readonly Line[] {
    return this.#handset.current?.heard ?? [];
  }

  /** Calls `listener` after every change; returns the way to stop it. */
  on(listener: () => void): () => void {
    return this.#handset.on(listener);
  }

  /** Resolves once `holds` is true, now or after a change. @throws Error with the phone's story when patience runs out. */
  async until(holds: (phone: this) => boolean, what = 'reach the awaited state'): Promise<this> {
    await until(this.#world, this.#handset, what, () => (holds(this) ? true : undefined));
    return this;
  }
}
