/**
 * Something real Twilio would let pass in silence, or that this emulator cannot play: a misspelt form key, an unknown TwiML attribute, a
 * verb it does not execute. Tests look here and fail on what they did not expect.
 */
export interface Surprise {
  readonly kind: 'unknown-key' | 'wrong-value' | 'unknown-verb' | 'unknown-attribute' | 'misplaced' | 'gap' | 'unknown-route' | 'endless' | 'crash';
  readonly what: string;
}

export class Surprises {
  #list: Surprise[] = [];

  note(kind: Surprise['kind'], what: string): void {
    this.#list.push({ kind, what });
  }

  get all(): readonly Surprise[] {
    return this.#list;
  }

  clear(): void {
    this.#list = [];
  }
}
