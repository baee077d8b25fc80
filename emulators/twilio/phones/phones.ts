import type { Behaviour } from './behaviour.ts';
import type { Leg } from './leg.ts';

/** One telephone: its calls, newest last, and what it will do with the next. */
export class Handset {
  readonly number: string;
  readonly legs: Leg[] = [];
  /** Intentions for the next calls; the last one stays. */
  plan: Behaviour[] = [];
  /** With call waiting a second call rings; without, it finds the line busy. */
  callWaiting = false;
  #listeners = new Set<() => void>();

  constructor(number: string) {
    this.number = number;
  }

  /** The call somebody holding this phone means: the newest that is not over, else the newest. */
  get current(): Leg | undefined {
    return this.legs.findLast((leg) => leg.state !== 'over') ?? this.legs.at(-1);
  }

  /** Takes the intention for a call that arrives now. */
  nextIntention(otherwise: Behaviour): Behaviour {
    const next = this.plan.length > 1 ? this.plan.shift() : this.plan[0];
    return next ?? otherwise;
  }

  /** Calls `listener` after every change; returns the way to stop it. */
  on(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Every telephone of the world; a number exists as soon as somebody mentions it. */
export class Phones {
  readonly all = new Map<string, Handset>();

  of(number: string): Handset {
    const known = this.all.get(number);
    if (known !== undefined) return known;
    const handset = new Handset(number);
    this.all.set(number, handset);
    return handset;
  }
}
