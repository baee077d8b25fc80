import type { OwnedNumber } from '../options.ts';
import type { Alert, Call, Conference } from './entities.ts';

/** A number the account owns or has verified, with its sid. */
export interface NumberRecord extends OwnedNumber {
  readonly sid: string;
  readonly createdAt: number;
}

/** All that exists, by sid. Maps keep the order in which things were made. */
export class Store {
  readonly calls = new Map<string, Call>();
  readonly conferences = new Map<string, Conference>();
  readonly numbers = new Map<string, NumberRecord>();
  readonly callerIds = new Map<string, NumberRecord>();
  readonly alerts: Alert[] = [];
  /** The next moment at which the account may start a call. */
  nextSlot = 0;
  /** API requests about a call, as its Events resource shows them. */
  readonly apiEvents = new Map<string, Record<string, unknown>[]>();
}

/** Calls that count against the account's concurrency: everything begun and not over. */
export function callsUp(store: Store): Call[] {
  return [...store.calls.values()].filter((call) => call.endedAt === undefined);
}
