import type { CountryCode, E164 } from '../../domain/phone-number.ts';

/** What Twilio answered, or why not. */
export type TwilioAnswer<Value> =
  | { readonly kind: 'answered'; readonly value: Value }
  /** A definite refusal, by HTTP status and Twilio's own code. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: number | undefined; readonly message: string }
  | { readonly kind: 'unreachable'; readonly why: string };

export interface TwilioAccount {
  /** active, suspended, closed. */
  readonly status: string;
  readonly isTrial: boolean;
  readonly name: string;
}

export interface OwnedNumber {
  readonly hasVoice: boolean;
  /** What Twilio fetches when somebody calls it; null when nothing is set. */
  readonly voiceUrl: string | null;
}

/** An alert of Twilio's debugger: those of one code together. */
export interface TwilioAlert {
  readonly code: string;
  readonly count: number;
  /** Epoch milliseconds. */
  readonly lastAt: number;
  /** What it means, in plain words. */
  readonly words: string;
}

/** Asks Twilio, and changes nothing there. */
export interface TwilioLook {
  account(): Promise<TwilioAnswer<TwilioAccount>>;
  /** Amount and ISO currency. */
  balance(): Promise<TwilioAnswer<{ readonly amount: number; readonly currency: string }>>;
  /** Null when the account does not own it. */
  ownedNumber(number: E164): Promise<TwilioAnswer<OwnedNumber | null>>;
  isVerifiedCallerId(number: E164): Promise<TwilioAnswer<boolean>>;
  /** Whether ordinary numbers of a country may be called; null when Twilio knows no such country. */
  mayCall(country: CountryCode): Promise<TwilioAnswer<boolean | null>>;
  /** What a minute to the country costs (the middle one of its prices); null when Twilio does not say. */
  minutePrice(country: CountryCode): Promise<TwilioAnswer<number | null>>;
  /** @param since epoch milliseconds. */
  alerts(since: number): Promise<TwilioAnswer<readonly TwilioAlert[]>>;
  /** The signature Twilio would send with these fields to this address. */
  sign(url: string, fields: Readonly<Record<string, string>>): string;
}
