import type { Call } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { Interrupted, sleep } from '../core/world.ts';
import type { Next, Performance } from './performance.ts';
import { goTo, NEXT } from './performance.ts';
import { sound, SOUNDS } from './sound.ts';
import type { Element } from './xml.ts';

const DEFAULT_TIMEOUT_SECONDS = 5;

/**
 * Collects digits while its children are played, then for `timeout` seconds after the last digit. Digits end it at numDigits or
 * finishOnKey and go to `action` (by default this document again); without any, the next verb follows, unless actionOnEmptyResult.
 * Source: docs voice/twiml/gather. Speech is a declared gap.
 */
export async function gather(performance: Performance, verb: Element): Promise<Next> {
  const { world, call, signal } = performance;
  const { attributes } = verb;
  const listening = new Listening(attributes['finishOnKey'] ?? '#', Number(attributes['numDigits'] ?? Number.POSITIVE_INFINITY));
  call.digits = listening;
  notice(world, call);
  try {
    await prompt(performance, verb, listening);
    const timeoutMs = Number(attributes['timeout'] ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
    await listening.finished(world, timeoutMs, signal);
  } finally {
    if (call.digits === listening) call.digits = undefined;
  }
  if (listening.digits === '' && attributes['actionOnEmptyResult'] !== 'true') return NEXT;
  return goTo(performance, verb, attributes['action'] ?? '', {
    Digits: listening.digits,
    FinishedOnKey: listening.finishedOn,
    msg: listening.digits === '' ? 'Gather Timeout' : 'Gather End',
  });
}

/** Plays the nested verbs; with bargeIn, the default, the first digit stops them. */
async function prompt(performance: Performance, verb: Element, listening: Listening): Promise<void> {
  const { world, signal, audience } = performance;
  const prompts = AbortSignal.any([signal, verb.attributes['bargeIn'] === 'false' ? new AbortController().signal : listening.interrupted]);
  try {
    for (const child of verb.children) {
      if (SOUNDS.has(child.name)) await sound(world, child, audience, prompts);
      else world.surprises.note('misplaced', `<${child.name}> in <Gather>`);
    }
  } catch (error) {
    if (!(error instanceof Interrupted) || signal.aborted) throw error;
  }
}

function notice(world: World, call: Call): void {
  world.phones.of(call.direction === 'inbound' ? call.from : call.to).changed();
}

class Listening {
  digits = '';
  finishedOn = '';
  readonly #key: string;
  readonly #most: number;
  readonly #interrupt = new AbortController();
  #pressed = Promise.withResolvers<void>();
  #done = false;

  constructor(key: string, most: number) {
    this.#key = key;
    this.#most = most;
  }

  /** Aborted by the first key. */
  get interrupted(): AbortSignal {
    return this.#interrupt.signal;
  }

  press(digit: string): void {
    if (this.#done) return;
    if (this.#key !== '' && this.#key.includes(digit)) {
      this.finishedOn = digit;
      this.#done = true;
    } else {
      this.digits += digit;
      this.#done = this.digits.length >= this.#most;
    }
    this.#interrupt.abort();
    this.#pressed.resolve();
    this.#pressed = Promise.withResolvers<void>();
  }

  /** Waits for the last digit: each one starts the timeout anew. */
  async finished(world: World, timeoutMs: number, signal: AbortSignal): Promise<void> {
    while (!this.#done) {
      const stop = new AbortController();
      const waiting = sleep(world, timeoutMs, AbortSignal.any([signal, stop.signal])).then(() => 'timeout' as const);
      const first = await Promise.race([waiting, this.#pressed.promise]);
      stop.abort();
      waiting.catch(() => undefined);
      if (first === 'timeout') return;
    }
  }
}
