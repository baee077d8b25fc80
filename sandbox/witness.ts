import type { Happening } from './happenings.ts';

/** It went otherwise than the story has it; the message says how. */
export class WentOtherwise extends Error {
  override readonly name = 'WentOtherwise';
}

interface Expectation {
  readonly fits: (happening: Happening) => boolean;
  readonly met: () => void;
  readonly failed: (error: Error) => void;
}

/** Sees everything, waits for what a story expects, and remembers what nobody expected. */
export class Witness {
  readonly #unexpected: Happening[] = [];
  readonly #expectations = new Set<Expectation>();
  readonly #patienceMs: number;
  #trouble: WentOtherwise | undefined;
  #seen = 0;

  /** @param patienceMs real milliseconds after which something expected is missing. */
  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  get seen(): number {
    return this.#seen;
  }

  see(happening: Happening): void {
    this.#seen += 1;
    if (happening.kind === 'logged') return this.#seeLog(happening);
    // Music and beeps are Twilio's own taste, and no part of any story.
    if (happening.kind === 'phone' && happening.does === 'hears-sound') return;
    for (const one of lineByLine(happening)) {
      const awaited = [...this.#expectations].find(({ fits }) => fits(one));
      if (awaited === undefined) this.#unexpected.push(one);
      else awaited.met();
    }
  }

  /**
   * Resolves once something that fits has happened, now or since anybody last asked; each happening meets one expectation.
   * @param what completes "It should have come to this: …".
   * @throws WentOtherwise when it does not happen in time, or the app warns of anything meanwhile.
   */
  async expects(what: string, fits: (happening: Happening) => boolean): Promise<void> {
    if (this.#trouble !== undefined) throw this.#trouble;
    const at = this.#unexpected.findIndex(fits);
    if (at >= 0) return void this.#unexpected.splice(at, 1);
    let expectation: Expectation | undefined;
    let patience: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((met, failed) => {
        expectation = { fits, met, failed };
        this.#expectations.add(expectation);
        patience = setTimeout(() => failed(new WentOtherwise(`within ${this.#patienceMs / 1_000} s it should have come to this: ${what}. ${this.#instead()}`)), this.#patienceMs);
      });
    } finally {
      clearTimeout(patience);
      if (expectation !== undefined) this.#expectations.delete(expectation);
    }
  }

  /** Takes what is of no further interest. */
  takes(fits: (happening: Happening) => boolean): void {
    for (let at = this.#unexpected.findIndex(fits); at >= 0; at = this.#unexpected.findIndex(fits)) this.#unexpected.splice(at, 1);
  }

  /** What happened and no expectation took. */
  get unexpected(): readonly Happening[] {
    return this.#unexpected;
  }

  /** @throws WentOtherwise when anything happened that the story did not mention. */
  expectsNothingMore(): void {
    if (this.#trouble !== undefined) throw this.#trouble;
    if (this.#unexpected.length > 0) throw new WentOtherwise(`nobody expected this: ${this.#unexpected.map(describe).join('; ')}.`);
  }

  /** A story in which all is well has no warnings, so the first one ends it. */
  #seeLog({ level, message }: { readonly level: string; readonly message: string }): void {
    if (level === 'info' || this.#trouble !== undefined) return;
    this.#trouble = new WentOtherwise(`the app's log has a line at level ${level}: ${message}.`);
    for (const { failed } of this.#expectations) failed(this.#trouble);
  }

  #instead(): string {
    return this.#unexpected.length === 0 ? 'Nothing else happened.' : `Instead there was: ${this.#unexpected.map(describe).join('; ')}.`;
  }
}

/** What happens at one moment shares a message of the thread; which lines do is a matter of milliseconds, and no part of a story. */
function lineByLine(happening: Happening): Happening[] {
  if (happening.kind !== 'posted' || happening.place.in !== 'thread') return [happening];
  return happening.text.split('\n').map((text) => ({ ...happening, text }));
}

/** A happening in a few words, without colours. */
export function describe(happening: Happening): string {
  switch (happening.kind) {
    case 'typed': return `${happening.who} typed ${happening.text}`;
    case 'read-alone': return `${happening.who} alone read "${happening.text}"`;
    case 'posted': return `${happening.place.in === 'thread' ? 'the thread' : `#${happening.place.channel}`} said "${happening.text.replaceAll('\n', ' | ')}"`;
    case 'edited': return `a message became "${happening.text.replaceAll('\n', ' | ')}"`;
    case 'deleted': return `a message was deleted: "${happening.before}"`;
    case 'phone': return `${happening.who}'s phone ${happening.does}${happening.text === '' ? '' : ` "${happening.text}"`}`;
    case 'logged': return `the app logged "${happening.message}"`;
  }
}
