import type { JournalEntry } from '../../emulators/shared/journal.ts';
import { awayFor } from './away.ts';
import type { Evidence, FindingKind } from './findings.ts';
import type { Pressed } from './press.ts';
import type { CallRow, ConferenceRow, ParticipantRow } from './rows.ts';
import { HURRY } from './settings.ts';

interface Known {
  readonly participant: ParticipantRow;
  /** Nothing where they never had one. */
  readonly call: CallRow | undefined;
  /** Whether it came with the conference; all others their host wished. */
  readonly isFirst: boolean;
  /** In E.164. */
  readonly number: string;
  /** Each time their host wished to have the missing rung again. */
  readonly presses: readonly Pressed[];
}

interface Why {
  readonly kind: Extract<FindingKind, 'participantsLost' | 'cutOffByTimeLimit' | 'cutOffByHost'>;
  readonly what: string;
}

/** With nothing going wrong a call is placed within a second or two of its turn; so long it may take on a machine with much to do. */
const CALM_MS = 30_000;
/** What was in the hands of a process that died is another's only after 15 s, and that one may die too, or find no database. */
const LONGER_EACH_TIME_MS = 15_000;
/** Fifty seconds were seen, on a machine that had eighteen things to do at once. */
const AT_THE_LONGEST_MS = 90_000;
/** What was done to the app so long before still delays it. */
const LASTS_MS = 20_000;
/** How long the app leaves Twilio alone that could not say what became of a call. */
const ASKED_AGAIN_AFTER_MS = 30_000;

/**
 * Why a call was never at Twilio. Everybody in a run exists and has a number that may be rung, and no fault is a definite refusal: whoever the app takes for
 * one that cannot be called is lost. Rightly never rung is only who waited, when the end was decided on, for something the evidence names: they had just
 * been asked for, or Twilio had not said what became of a call to their number.
 */
export function neverRung(evidence: Evidence, conference: ConferenceRow, known: Known): Why {
  const { participant: { state, not_called_code }, call } = known;
  const { decided_end_at, decided_reason } = conference;
  if (not_called_code !== null) return lost(`was not rung (${not_called_code}), and can be`);
  if (call?.placing === 'refused') return lost(`was not rung: Twilio is said to have refused it (${JSON.stringify(call.refusal)}), and refuses nobody`);
  if (call?.placing !== 'abandoned' || state !== 'cancelled' || decided_end_at === null) return lost(`was not rung, and is ${state} (call ${call?.placing ?? 'none'}, sid ${call?.sid ?? 'none'})`);
  const endedAt = decided_end_at.getTime();
  const heldUntil = lastHeld(evidence, known, wishedAt(conference, known, endedAt), endedAt);
  const waited = endedAt - heldUntil - awayFor(evidence, heldUntil, endedAt);
  const disturbed = disturbances(evidence).filter((at) => at > heldUntil - LASTS_MS && at < endedAt).length;
  if (waited > Math.min(AT_THE_LONGEST_MS, CALM_MS + disturbed * LONGER_EACH_TIME_MS)) return lost(`was not rung for ${waited} ms, though nothing stood in the way, and then the conference ended (${decided_reason})`);
  return { kind: decided_reason === 'ended-by' ? 'cutOffByHost' : 'cutOffByTimeLimit', what: `waited for their turn until the end came (${decided_reason}), the last ${waited} ms without a reason` };
}

function lost(what: string): Why {
  return { kind: 'participantsLost', what };
}

/** When the call was wished for, at the latest. */
function wishedAt({ people_known_at, requested_at }: ConferenceRow, { isFirst, presses }: Known, endedAt: number): number {
  const knownAt = (people_known_at ?? requested_at).getTime();
  return isFirst ? knownAt : Math.max(knownAt, ...presses.map(({ shownAt }) => shownAt).filter((at) => at < endedAt));
}

/** The last moment before the end at which there was a reason not to place the call: its wish is one, and each question about a call to the number. */
function lastHeld({ journal }: Evidence, { number }: Known, from: number, to: number): number {
  const held = journal.twilio.filter(({ at, tookMs = 0 }) => at - tookMs < to).flatMap((entry) => heldBy(entry, number) ?? []);
  return Math.min(to, Math.max(from, ...held));
}

/** Until when this request keeps the number's turn: while what became of a call is not known, no other is asked for (ADR 9). @returns nothing when it keeps none. */
function heldBy({ direction, what, request, at, status, fault, tookMs = 0 }: JournalEntry, number: string): number | undefined {
  if (direction !== 'in' || !/\/Calls\.json(?:\?|$)/u.test(what)) return undefined;
  // The app's patience may end a little before the emulator knows, and so may that of a busy machine.
  const wasAnswered = status !== undefined && status < 300 && fault === undefined && tookMs < Number(HURRY['TWILIO_TIMEOUT_MS']) * 0.8;
  const [method, path = ''] = what.split(' ');
  if (method === 'POST') return isObject(request) && request['To'] === number && !wasAnswered ? at : undefined;
  if (new URL(path, 'http://twilio').searchParams.get('To') !== number) return undefined;
  return wasAnswered ? at : at + ASKED_AGAIN_AFTER_MS;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** When processes ended, by the script or by themselves, and when something was done to what they stand on. */
function disturbances({ performed, ends }: Evidence): number[] {
  return [...performed.done, ...ends].map(({ at }) => at);
}
