import type { Ended, LogLine } from './instance.ts';
import type { Performed } from './perform.ts';
import type { ConferenceRow, Rows } from './rows.ts';
import type { Posted } from './slack-side.ts';
import type { Ring } from './truth.ts';
import type { World } from './world.ts';

/** What must never happen, by the name of its figure. */
export const FINDING_KINDS = ['participantsLost', 'rungTwice', 'wrongFinalStates', 'staleCards', 'threadLinesLost', 'threadLinesDoubledWithoutCause', 'callsStillUp'] as const;
/** Nobody's loss, and worth a look all the same: the end came before somebody's turn, and what kept them waiting until then is known. */
export const NOTED_KINDS = ['cutOffByTimeLimit', 'cutOffByHost'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number] | (typeof NOTED_KINDS)[number];

/** One thing that is not as it must be. */
export interface Finding {
  readonly kind: FindingKind;
  readonly conferenceId: string;
  readonly name: string;
  /** First name of the person it is about; null when it is about the conference. */
  readonly who: string | null;
  readonly what: string;
}

/** Everything known at the end of a run. */
export interface Evidence {
  readonly performed: Performed;
  readonly rings: readonly Ring[];
  readonly rows: Rows;
  readonly cards: readonly Posted[];
  readonly journal: World['journal'];
  readonly ends: readonly Ended[];
  readonly log: readonly LogLine[];
}

/** Says what was found of a conference. */
export function findingOf({ id, name }: ConferenceRow) {
  return (kind: FindingKind, who: string | null, what: string): Finding => ({ kind, conferenceId: id, name: name ?? '', who, what });
}
