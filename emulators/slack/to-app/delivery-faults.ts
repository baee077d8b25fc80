export type DeliveryKind = 'command' | 'interaction' | 'options' | 'event';

/**
 * What goes wrong on the way to the app. `doubled`: it arrives twice at once, word for word (the same trigger_id); `again`: once more
 * after the app answered; `lost`: it never arrives and the person sees a timeout at once; `lost-answer`: it arrives, Slack never
 * hears back; `unsigned` and `stale`: what an attacker would send.
 */
export type DeliveryFault = 'doubled' | 'again' | 'lost' | 'lost-answer' | 'unsigned' | 'stale';

export interface DeliveryRule {
  readonly kind?: DeliveryKind;
  readonly fault: DeliveryFault;
  /** How many deliveries it strikes; one when absent. */
  readonly times?: number;
}

/** The faults planted on the way to the app. */
export class DeliveryFaults {
  #rules: { rule: DeliveryRule; left: number }[] = [];

  plant(rule: DeliveryRule): () => void {
    const planted = { rule, left: rule.times ?? 1 };
    this.#rules.push(planted);
    return () => {
      this.#rules = this.#rules.filter((other) => other !== planted);
    };
  }

  /** What is still to strike, in order; `times` is how often. */
  get rules(): DeliveryRule[] {
    return this.#rules.filter(({ left }) => left > 0).map(({ rule, left }) => ({ ...rule, times: left }));
  }

  clear(): void {
    this.#rules = [];
  }

  strike(kind: DeliveryKind): DeliveryFault | undefined {
    const planted = this.#rules.find(({ rule, left }) => left > 0 && (rule.kind === undefined || rule.kind === kind));
    if (planted === undefined) return undefined;
    planted.left -= 1;
    return planted.rule.fault;
  }
}
