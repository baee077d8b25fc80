/** What goes wrong with a callback on its way. Times are milliseconds of the emulator's clock. */
export type CallbackFault =
  | { readonly kind: 'lose' }
  | { readonly kind: 'double' }
  | { readonly kind: 'delay'; readonly ms: number }
  /** Held back by a random time up to `withinMs`, so that it may overtake or be overtaken. */
  | { readonly kind: 'shuffle'; readonly withinMs: number };

export interface CallbackRule {
  /** Substring of the callback's URL. */
  readonly url?: string;
  /** The event: `ringing`, `participant-join`, `amd`, ... */
  readonly event?: string;
  /** How many matching callbacks pass before it strikes. */
  readonly after?: number;
  /** How many it strikes; unlimited when absent. */
  readonly times?: number;
  /** How likely it strikes a matching callback, 0 to 1; always when absent. */
  readonly chance?: number;
  readonly fault: CallbackFault;
}

/** How many callbacks left, and how many met which fault. A doubled one counts as sent twice. */
export interface CallbackCounts {
  sent: number;
  lost: number;
  doubled: number;
  delayed: number;
  shuffled: number;
}

interface Planted extends CallbackRule {
  seen: number;
  struck: number;
}

const COUNTED = { lose: 'lost', double: 'doubled', delay: 'delayed', shuffle: 'shuffled' } as const;

/** The faults planted on status callbacks, in order; the first that matches strikes. */
export class CallbackFaults {
  readonly counts: CallbackCounts = { sent: 0, lost: 0, doubled: 0, delayed: 0, shuffled: 0 };
  #rules: Planted[] = [];
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Plants a fault; returns the way to take it out again. */
  plant(rule: CallbackRule): () => void {
    const planted: Planted = { ...rule, seen: 0, struck: 0 };
    this.#rules.push(planted);
    return () => {
      this.#rules = this.#rules.filter((other) => other !== planted);
    };
  }

  /** What is planted, in order; a rule that has struck as often as it may is left out. */
  get rules(): CallbackRule[] {
    return this.#rules.filter(({ times, struck }) => times === undefined || struck < times).map(({ seen: _seen, struck: _struck, ...rule }) => rule);
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault that strikes this callback, counted; undefined when none does. */
  strike(callback: { readonly url: string; readonly event: string }): CallbackFault | undefined {
    const rule = this.#rules.find((candidate) => this.#strikes(candidate, callback));
    if (rule === undefined) return undefined;
    rule.struck += 1;
    this.counts[COUNTED[rule.fault.kind]] += 1;
    return rule.fault;
  }

  #strikes(rule: Planted, callback: { readonly url: string; readonly event: string }): boolean {
    if (rule.url !== undefined && !callback.url.includes(rule.url)) return false;
    if (rule.event !== undefined && rule.event !== callback.event) return false;
    rule.seen += 1;
    if (rule.seen <= (rule.after ?? 0)) return false;
    if (rule.times !== undefined && rule.struck >= rule.times) return false;
    return rule.chance === undefined || this.#random() < rule.chance;
  }
}
