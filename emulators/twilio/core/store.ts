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
  /** Conferences that have not ended, by friendly name: at most one of a name (docs voice/twiml/conference). */
  readonly running = new Map<string, Conference>();
  readonly numbers = new Map<string, NumberRecord>();
  readonly callerIds = new Map<string, NumberRecord>();
  readonly alerts: Alert[] = [];
  /** The next moment at which the account may start a call. */
  nextSlot = 0;
  /** API requests about a call, as its Events resource shows them. */
  readonly apiEvents = new Map<string, Record<string, unknown>[]>();
}

/** How many calls count against the account's concurrency: everything begun and not over. */
export function callsUp(store: Store): number {
  let up = 0;
  for (const call of store.calls.values()) if (call.endedAt === undefined) up += 1;
  return up;
}
