/** What something costs, in units of a currency (ISO 4217): 0.014 USD. */
export interface Price {
  readonly amount: number;
  readonly currency: string;
}

/** What calls cost, to be told beforehand. It is an estimate: nothing waits for it, and nothing fails without it. */
export interface Prices {
  /** What a minute of a call from our number to this one (E.164) costs; null when nobody can say just now. Never throws. */
  perMinute(number: string): Promise<Price | null>;
}
