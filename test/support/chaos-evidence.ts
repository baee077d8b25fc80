import type { Evidence } from '../../bench/chaos/findings.ts';
import { IS_UP } from '../../bench/chaos/instance.ts';
import type { Verdict } from '../../bench/chaos/report.ts';
import { judge } from '../../bench/chaos/report.ts';
import type { CallRow, ConferenceRow, LineRow, ParticipantRow } from '../../bench/chaos/rows.ts';
import type { Member } from '../../bench/chaos/team.ts';
import { madeUpMembers } from '../../bench/chaos/team.ts';
import type { Ring } from '../../bench/chaos/truth.ts';
import type { JournalEntry } from '../../emulators/shared/journal.ts';

/** Made-up evidence of one conference of three, as a chaos run would bring it home: enough of it for its judge. */

/** When it was asked for, epoch milliseconds. */
export const BEGAN = Date.UTC(2026, 0, 5, 12);
export const NAME = 'Review BA';
const ID = 'conference-1';
const CARD_TS = '1767614400.500000';
const MEMBERS = madeUpMembers(3);

/** Somebody of it. @param index 0 is the host. */
export function member(index: number): Member {
  const found = MEMBERS[index];
  if (found === undefined) throw new Error('There are three of them.');
  return found;
}

/** A moment of the run. @param seconds after it was asked for. */
export function at(seconds: number): number {
  return BEGAN + seconds * 1_000;
}

function date(seconds: number | null): Date | null {
  return seconds === null ? null : new Date(at(seconds));
}

/** How it ended; seconds are counted from when it was asked for. */
export interface End {
  readonly reason: string;
  readonly at: number;
  /** When it was decided on; absent where the phones ended it. */
  readonly decidedAt?: number;
}

function conferenceRow({ reason, at: endedAt, decidedAt }: End, rings: readonly Ring[]): ConferenceRow {
  return {
    id: ID, name: NAME, trigger_id: 'trigger', channel_id: 'C1', state: 'ended', end_reason: reason, ended_at: date(endedAt),
    decided_end_at: date(decidedAt ?? null), decided_reason: decidedAt === undefined ? null : reason,
    requested_at: new Date(BEGAN), people_known_at: date(0.2), live_at: rings.some(({ wasInRoom }) => wasInRoom) ? date(2) : null,
    card_channel_id: 'C1', card_ts: CARD_TS, card_lost: null, settled: true,
  };
}

export function participantRow(index: number, state: string, code: string | null = null): ParticipantRow {
  const { userId, fullName, firstName } = member(index);
  return { id: `person-${index}`, conference_id: ID, slack_user_id: userId, name: fullName, short_name: firstName, state, not_called_code: code };
}

/** @param number which call of theirs it is. */
export function callRow(index: number, over: Partial<CallRow> = {}, number = 0): CallRow {
  const id = `call-${index}-${number}`;
  return { id, conference_id: ID, participant_id: `person-${index}`, placing: 'placed', sid: `CA-${index}-${number}`, status: 'completed', refusal: null, ...over };
}

/** A call nobody ever asked Twilio for. */
export function unplaced(index: number, over: Partial<CallRow> = {}, number = 0): CallRow {
  return callRow(index, { placing: 'abandoned', sid: null, status: null, ...over }, number);
}

/** A call as Twilio and the phone lived it, of somebody who answered and was in the room; `over` says otherwise. */
export function ring(index: number, fromSecond: number, toSecond: number, over: Partial<Ring> = {}, number = 0): Ring {
  return {
    sid: `CA-${index}-${number}`, conferenceId: ID, callId: `call-${index}-${number}`, number: member(index).number, status: 'completed', sipCode: 200,
    startedAt: at(fromSecond), lastAt: at(toSecond), wasInRoom: true, endWasTold: true, presenceWasTold: true, presenceToldAt: at(fromSecond), ...over,
  };
}

/** What makes a ring one of a busy line. */
export const BUSY: Partial<Ring> = { status: 'busy', sipCode: 486, wasInRoom: false, presenceWasTold: false, presenceToldAt: Number.POSITIVE_INFINITY };
/** What makes a ring one that was declined, of whose end no callback told. */
export const DECLINED: Partial<Ring> = { ...BUSY, sipCode: 603, endWasTold: false };

/** A row of the thread's table. @param postedAt the second it was posted at; null when it never was. */
export function lineRow(index: number, kind: string, postedAt: number | null, number = 0): LineRow {
  const key = `person-${index}:call-${index}-${number}:${kind}:0`;
  return { conference_id: ID, key, line: { kind, participantId: `person-${index}` }, posted_ts: postedAt === null ? null : tsAt(postedAt) };
}

function endedRow(postedAt: number): LineRow {
  return { conference_id: ID, key: 'ended', line: { kind: 'ended' }, posted_ts: tsAt(postedAt) };
}

/** Slack's name for a message of that second. */
export function tsAt(seconds: number): string {
  return (at(seconds) / 1_000).toFixed(6);
}

/** A request of the app to Twilio. @param tookMs from its beginning, at `second`, to its end. */
export function asked(second: number, what: string, over: Partial<JournalEntry> & { readonly tookMs?: number } = {}): JournalEntry {
  const { tookMs = 10 } = over;
  return { number: 1, direction: 'in', what, status: 200, ...over, at: at(second) + tookMs, tookMs };
}

/** One of "place a call to somebody". */
export function placing(second: number, index: number, over: Partial<JournalEntry> = {}): JournalEntry {
  return asked(second, 'POST /2010-04-01/Accounts/AC1/Calls.json', { request: { To: member(index).number }, status: 201, ...over });
}

/** One of "which calls were there to somebody". */
export function listing(second: number, index: number, over: Partial<JournalEntry> = {}): JournalEntry {
  return asked(second, `GET /2010-04-01/Accounts/AC1/Calls.json?To=${encodeURIComponent(member(index).number)}`, over);
}

export function hangUp(second: number, index: number, number = 0): JournalEntry {
  return asked(second, `POST /2010-04-01/Accounts/AC1/Calls/CA-${index}-${number}.json`, { request: { Status: 'completed' } });
}

export interface Parts {
  readonly end: End;
  readonly participants: readonly ParticipantRow[];
  readonly calls: readonly CallRow[];
  readonly rings: readonly Ring[];
  readonly lines: readonly LineRow[];
  /** What stands in the thread; when absent exactly what the lines say. */
  readonly replies?: readonly { readonly ts: string; readonly text: string }[];
  readonly pressed?: readonly { readonly button: 'End for all' | 'Ring the missing'; readonly at: number; readonly refused?: string }[];
  readonly twilio?: readonly JournalEntry[];
  /** Seconds at which something was done to the app. */
  readonly disturbed?: readonly number[];
  /** When an instance came up, and when it was killed. */
  readonly instances?: readonly { readonly instance: number; readonly up: number; readonly killed?: number }[];
}

/** Three people who were all in the room and hung up by themselves. Nothing is wrong with it. */
export const WELL: Parts = {
  end: { reason: 'everyone-left', at: 30 },
  participants: [0, 1, 2].map((index) => participantRow(index, 'left')),
  calls: [0, 1, 2].map((index) => callRow(index)),
  rings: [0, 1, 2].map((index) => ring(index, 1, 28 + index)),
  lines: [...[0, 1, 2].map((index) => lineRow(index, 'joined', 3)), ...[0, 1, 2].map((index) => lineRow(index, 'left', 29 + index))],
};

/** What the judge says of it, with its figures. */
export function verdictOf({ end, participants, calls, rings, lines, replies, pressed = [], twilio = [], disturbed = [], instances = [] }: Parts): Verdict {
  const told = [...lines, endedRow(end.at + 2)];
  const [host, ...invited] = MEMBERS;
  if (host === undefined) throw new Error('Nobody asks for it.');
  const evidence: Evidence = {
    performed: {
      asked: [{
        name: NAME, at: BEGAN, error: undefined, answer: 'Ringing everybody.',
        command: { kind: 'command', name: NAME, channel: 'room-1', host, invited, thinksMs: [], delivery: null, hands: [] },
      }],
      pressed: pressed.map(({ button, at: second, refused }) => ({ name: NAME, button, at: at(second), shownAt: at(second) + 200, refused })),
      done: disturbed.map((second) => ({ at: at(second), what: 'SIGKILL' })), faultsStoppedAt: at(60),
    },
    rings,
    rows: { conferences: [conferenceRow(end, rings)], participants, calls, lines: told, unapplied: [], deadJobs: [] },
    cards: [{ channel: 'room-1', ts: CARD_TS, text: cardOf(participants), replies: replies ?? repliesOf(told, participants) }],
    journal: { slack: [], twilio: [...twilio] },
    ends: instances.flatMap(({ instance, killed }) => (killed === undefined ? [] : [{ instance, at: at(killed), how: 'killed' as const, code: null, tookMs: 1, complaint: '' }])),
    log: instances.map(({ instance, up }) => ({ instance, level: 'info', at: at(up), message: IS_UP, facts: {} })),
  };
  return judge({ evidence, seconds: 0, callbacks: { sent: 0, lost: 0, doubled: 0 }, refused: { bad: 0, none: 0 } });
}

const WORDS: Readonly<Record<string, string>> = { left: 'left', busy: 'line busy', declined: 'declined', cancelled: 'not rung, the conference ended first', 'not-called': 'not rung', unreachable: 'could not be reached' };

function cardOf(participants: readonly ParticipantRow[]): string {
  return [NAME, 'Ended', ...participants.map(({ name, state }) => `⚪ ${name}: ${WORDS[state] ?? state}`)].join('\n');
}

/** Each message tells the same of the same person once. */
function repliesOf(lines: readonly LineRow[], participants: readonly ParticipantRow[]): { ts: string; text: string }[] {
  const byTs = Map.groupBy(lines.filter(({ posted_ts }) => posted_ts !== null), ({ posted_ts }) => posted_ts ?? '');
  return [...byTs].map(([ts, rows]) => ({
    ts, text: [...new Set(rows.map(({ line }) => sentence(line.kind, participants.find(({ id }) => id === line.participantId)?.short_name ?? '')))].join('\n'),
  }));
}

/** How a thread words it. */
export function sentence(kind: string, who: string): string {
  switch (kind) {
    case 'ended': return 'Ended after 28 s.';
    case 'busy': return `${who}'s line was busy`;
    case 'rung-again': return `${member(0).firstName} had ${who} rung again`;
    case 'left-before-joining': return `${who} picked up and hung up before joining`;
    default: return `${who} ${kind}`;
  }
}
