import type { CountryCode } from 'libphonenumber-js';
import type { Clock } from './clock.ts';
import type { CallbackStore, ConferenceStore, Contacts, DialTurns, Directory, Log, Messenger, Pace, Telephony, Upkeep } from './ports.ts';

/** What the use cases work with: put together once, in `app.ts`. */
export interface Context {
  readonly store: ConferenceStore;
  readonly callbacks: CallbackStore;
  readonly pace: Pace;
  readonly dialTurns: DialTurns;
  readonly upkeep: Upkeep;
  readonly contacts: Contacts;
  readonly directory: Directory;
  readonly messenger: Messenger;
  readonly telephony: Telephony;
  readonly clock: Clock;
  readonly log: Log;
  readonly rules: Rules;
}

/** The settings the use cases go by. */
export interface Rules {
  readonly ringHost: boolean;
  readonly maxParticipants: number;
  /** How long callbacks are kept, in milliseconds. */
  readonly callbackRetentionMs: number;
  readonly allowedCountries: readonly CountryCode[];
  readonly defaultCountry: CountryCode;
  /** The number we call from: never rung. */
  readonly ownNumber: string;
  /** Whether the log shows numbers in full (`LOG_PHONE_NUMBERS=full`). */
  readonly logNumbersInFull: boolean;
}
