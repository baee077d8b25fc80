import { expect } from 'vitest';
import type { AnsweredBy } from '../../emulators/twilio/phones/behaviour.ts';
import type { LocalPhone } from '../../emulators/twilio/phones/local-phone.ts';
import type { World } from './world.ts';

/** The numbers of the made-up team, as they are dialled. */
export const NUMBERS = {
  ina: '+14155550100', alice: '+14155550101', bob: '+14155550102', carol: '+442079460103', emil: '+493023125104', ada: '+14155550107',
} as const;
export type Somebody = keyof typeof NUMBERS;

/** Everybody's phones. A phone that is rung and that the story never mentions is a surprise. */
export class Phones {
  readonly #world: World;
  readonly #mentioned = new Set<string>();

  constructor(world: World) {
    this.#world = world;
  }

  /** The phone of somebody of the team, or with an E.164 number. */
  of(who: Somebody | `+${string}`): ToldPhone {
    const number = who in NUMBERS ? NUMBERS[who as Somebody] : who;
    this.#mentioned.add(number);
    return new ToldPhone(this.#world, this.#world.twilio.phone(number), who);
  }

  /** How often a number was called, counted at Twilio. */
  callsTo(who: Somebody | `+${string}`): number {
    const number = who in NUMBERS ? NUMBERS[who as Somebody] : who;
    return [...this.#world.twilio.store.calls.values()].filter(({ to }) => to === number).length;
  }

  untold(): string[] {
    const called = [...this.#world.twilio.store.calls.values()].map(({ to }) => to);
    return [...new Set(called)].filter((number) => !this.#mentioned.has(number)).map((number) => `a call to the phone ending in ${number.slice(-2)}`);
  }
}

/** A phone in a story: each word lets time pass until it can be done, does it, and lets everything come to rest. */
export class ToldPhone {
  readonly #world: World;
  readonly #phone: LocalPhone;
  readonly #who: string;

  constructor(world: World, phone: LocalPhone, who: string) {
    this.#world = world;
    this.#phone = phone;
    this.#who = who;
  }

  async rings(): Promise<this> {
    await this.#world.until(() => this.#phone.state === 'ringing', `${this.#who}'s phone rings`);
    return this;
  }

  /** @param as what machine detection takes them for. */
  answers(as: AnsweredBy = 'human'): Promise<this> {
    return this.#afterRinging(() => this.#phone.answers(as));
  }

  isBusy(): Promise<this> {
    return this.#afterRinging(() => this.#phone.isBusy());
  }

  declines(): Promise<this> {
    return this.#afterRinging(() => this.#phone.declines());
  }

  isUnreachable(): Promise<this> {
    return this.#afterRinging(() => this.#phone.isUnreachable());
  }

  /** It rings until the network gives up. */
  async doesNotAnswer(): Promise<this> {
    await this.#afterRinging(() => this.#phone.doesNotAnswer());
    await this.#world.until(() => this.#phone.state === 'idle', `${this.#who}'s phone stops ringing`);
    return this;
  }

  async hears(words: string): Promise<this> {
    const heard = (): string => this.#phone.heard.map(({ text }) => text).join(' ');
    await this.#world.until(() => heard().includes(words), () => `${this.#who} hears "${words}", but heard "${heard()}"`);
    return this;
  }

  /** What was said to them, word for word. */
  async hearsOnly(...said: string[]): Promise<this> {
    await this.#world.settle();
    expect(this.#phone.heard.filter(({ kind }) => kind === 'say').map(({ text }) => text)).toEqual(said);
    return this;
  }

  async hangsUp(): Promise<this> {
    await this.#world.until(() => this.#phone.state === 'talking', `${this.#who} is on the phone`);
    await this.#phone.hangsUp();
    await this.#world.settle();
    return this;
  }

  /** Presses keys once something listens for them. */
  async presses(digits: string): Promise<this> {
    await this.#world.until(() => this.#phone.state === 'talking', `${this.#who} is on the phone`);
    await this.#phone.presses(digits);
    await this.#world.settle();
    return this;
  }

  /** The line is dead: they hung up, or were hung up on. */
  async isIdle(): Promise<this> {
    await this.#world.until(() => this.#phone.state === 'idle', `${this.#who}'s phone is silent`);
    return this;
  }

  async neverRings(): Promise<this> {
    await this.#world.settle();
    expect(this.#phone.calls).toEqual([]);
    return this;
  }

  async #afterRinging(act: () => Promise<unknown>): Promise<this> {
    await this.rings();
    await act();
    await this.#world.settle();
    return this;
  }
}
