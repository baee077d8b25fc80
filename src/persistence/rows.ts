import * as z from 'zod';
import { aloneSince } from '../domain/alone.ts';
import type { Call, Machine, MarkWish, Placing, PresenceMark, Refusal, RoomMark } from '../domain/call.ts';
import type { Conference } from '../domain/conference.ts';
import { isSettled } from '../domain/conference.ts';
import { isPriced } from '../domain/cost.ts';
import { writeDecimal } from '../domain/money.ts';
import type { HeldPerson } from '../domain/held-person.ts';
import type { DialedNumber, Participant, ParticipantState } from '../domain/participant.ts';
import type { LimitWarning } from '../domain/limit-warning.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';

/** A conference as `loadConferences` reads it; all times are epoch milliseconds, people and calls in their order. */
export interface ConferenceRow {
  readonly id: string;
  readonly teamId: string;
  readonly hostUserId: string;
  readonly channelId: string;
  readonly name: string | null;
  readonly roomName: string;
  readonly state: string;
  readonly requestedAt: number;
  readonly confirmJoin: boolean;
  readonly ringAttempts: number;
  readonly ringPauseMs: number;
  readonly peopleKnownAt: number | null;
  readonly liveAt: number | null;
  readonly endedAt: number | null;
  readonly endReason: string | null;
  readonly decidedEndAt: number | null;
  readonly decidedReason: string | null;
  readonly decidedBy: string | null;
  readonly endedRooms: unknown;
  readonly extendedMs: number;
  readonly limitWarning: unknown;
  readonly pricesGivenUp: boolean;
  readonly participants: readonly ParticipantRow[];
  readonly calls: readonly CallRow[];
}

interface ParticipantRow {
  readonly id: string;
  readonly slackUserId: string | null;
  readonly name: string;
  readonly shortName: string;
  readonly isHost: boolean;
  readonly number: string | null;
  readonly secondNumber: string | null;
  readonly numberSource: string | null;
  readonly held: unknown;
  readonly notCalledCode: string | null;
  readonly notCalledSentence: string | null;
  readonly state: string;
}

interface CallRow {
  readonly id: string;
  readonly participantId: string;
  readonly attempt: number;
  readonly toSecond: boolean;
  readonly placing: string;
  readonly notBefore: number | null;
  readonly leasedAt: number | null;
  readonly sid: string | null;
  readonly refusal: unknown;
  readonly status: string | null;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly sipResponseCode: number | null;
  readonly presence: unknown;
  readonly muted: unknown;
  readonly onHold: unknown;
  readonly wishes: unknown;
  readonly removedAt: number | null;
  readonly removedThemselves: boolean;
  readonly machine: unknown;
  readonly challengedAt: number | null;
  readonly passedAt: number | null;
  /** In millionths of `priceUnit`. */
  readonly price: number | null;
  readonly priceUnit: string | null;
}

const presence: z.ZodType<PresenceMark[]> = z.array(
  z.object({ kind: z.enum(['join', 'leave']), roomSid: z.string(), sequence: z.number(), at: z.number() }));
const refusal: z.ZodType<Refusal> = z.object({
  code: z.string(), sentence: z.string(), becomes: z.enum(['unreachable', 'not-called']), at: z.number(),
});
const roomMark: z.ZodType<RoomMark | null> = z.object({ on: z.boolean(), roomSid: z.string(), sequence: z.number(), at: z.number() }).nullable();
const wish: z.ZodType<MarkWish> = z.object({ on: z.boolean(), roomSid: z.string(), by: z.string().nullable(), ofAll: z.boolean(), at: z.number(), outcome: z.enum(['asked', 'done', 'gone', 'failed']) });
const wishes: z.ZodType<Call['wishes']> = z.object({ muted: wish.exactOptional(), onHold: wish.exactOptional() });
const machine: z.ZodType<Machine | null> = z.object({ kind: z.enum(['machine', 'fax']), at: z.number() }).nullable();
const decided = z.object({ decision: z.enum(['ring', 'leave-out']), by: z.string().nullable(), at: z.number() }).nullable();
const held: z.ZodType<HeldPerson> = z.discriminatedUnion('reason', [
  z.object({ reason: z.enum(['night', 'own-quiet-hours']), localTime: z.string(), decided }),
  z.object({ reason: z.literal('do-not-disturb'), localTime: z.string().nullable(), decided }),
]);
const limitWarning: z.ZodType<LimitWarning | null> = z.object({ endsAt: z.number(), at: z.number(), extendMs: z.number(), extendedAt: z.number().nullable() }).nullable();
const endedRooms = z.record(z.string(), z.number());
const number: z.ZodType<DialedNumber> = z.object({ e164: z.string(), extension: z.string().nullable() });

/** A conference out of its row. */
export function conferenceFrom(row: ConferenceRow, cipher: Cipher): Conference {
  const { id, teamId, hostUserId, channelId, name, roomName, requestedAt, confirmJoin, peopleKnownAt, liveAt, extendedMs, pricesGivenUp } = row;
  const calls = Map.groupBy(row.calls, ({ participantId }) => participantId);
  return {
    id, teamId, hostUserId, channelId, name, roomName, requestedAt, confirmJoin, peopleKnownAt, liveAt, extendedMs, pricesGivenUp,
    ringPlan: { attempts: row.ringAttempts, pauseMs: row.ringPauseMs },
    limitWarning: limitWarning.parse(row.limitWarning),
    state: row.state as Conference['state'],
    end: endFrom(row.endReason, row.endedAt, row.decidedBy),
    decidedEnd: endFrom(row.decidedReason, row.decidedEndAt, row.decidedBy),
    endedRooms: endedRooms.parse(row.endedRooms),
    participants: row.participants.map((participant) => participantFrom(participant, calls.get(participant.id) ?? [], cipher)),
  };
}

/** The columns a change of a conference touches, as `saveChanges` writes them. */
export function conferenceColumns(conference: Conference) {
  const { id, name, state, end, decidedEnd } = conference;
  return {
    id, name, state, settled: isSettled(conference), priced: isPriced(conference), prices_given_up: conference.pricesGivenUp,
    people_known_at: date(conference.peopleKnownAt), live_at: date(conference.liveAt),
    ended_at: date(end?.at ?? null), end_reason: end?.reason ?? null,
    decided_end_at: date(decidedEnd?.at ?? null), decided_reason: decidedEnd?.reason ?? null, decided_by: decidedEnd?.by ?? null,
    ended_rooms: conference.endedRooms,
    extended_ms: conference.extendedMs, limit_warning: conference.limitWarning, alone_since: date(aloneSince(conference)),
  };
}

function participantFrom(row: ParticipantRow, calls: readonly CallRow[], cipher: Cipher): Participant {
  const { id, slackUserId, name, shortName, isHost, notCalledCode, notCalledSentence } = row;
  return {
    id, slackUserId, name, shortName, isHost,
    // Opened when somebody asks for it: most who load a conference want to know who is in it, and dial nobody.
    get number() {
      return row.number === null ? null : readNumber(row.number, cipher);
    },
    get secondNumber() {
      return row.secondNumber === null ? null : readNumber(row.secondNumber, cipher);
    },
    numberSource: row.numberSource as Participant['numberSource'],
    held: row.held === null ? null : held.parse(row.held),
    notCalled: notCalledCode === null ? null : { code: notCalledCode, sentence: notCalledSentence ?? '' },
    state: row.state as ParticipantState,
    calls: calls.map(callFrom),
  };
}

/** The row of a participant. */
export function participantRow(conference: Conference, participant: Participant, position: number, cipher: Cipher) {
  const { id, slackUserId, name, isHost } = participant;
  const { short_name: shortName, number, second_number: secondNumber, number_source: numberSource, held: heldBack, not_called_code: notCalledCode, not_called_sentence: notCalledSentence, state } = participantColumns(participant, cipher);
  return { id, conferenceId: conference.id, teamId: conference.teamId, position, slackUserId, name, isHost, shortName, number, secondNumber, numberSource, held: heldBack ?? Prisma.DbNull, notCalledCode, notCalledSentence, state };
}

/** The columns a decision about a participant touches, as `saveChanges` writes them. */
export function participantColumns(participant: Participant, cipher: Cipher) {
  const { id, shortName, numberSource, held: heldBack, notCalled, state } = participant;
  return {
    id, state, short_name: shortName, held: heldBack, number_source: numberSource,
    number: participant.number === null ? null : sealNumber(participant.number, cipher),
    second_number: participant.secondNumber === null ? null : sealNumber(participant.secondNumber, cipher),
    not_called_code: notCalled?.code ?? null, not_called_sentence: notCalled?.sentence ?? null,
  };
}

/** An encrypted number, as participants and contacts keep it. */
export function sealNumber(plain: DialedNumber, cipher: Cipher): string {
  return cipher.seal(JSON.stringify(plain));
}

/** Reads what `sealNumber` wrote. */
export function readNumber(sealed: string, cipher: Cipher): DialedNumber {
  return number.parse(JSON.parse(cipher.open(sealed)));
}

function callFrom(row: CallRow): Call {
  const { id, attempt, toSecond, notBefore, leasedAt, sid, answeredAt, endedAt, sipResponseCode } = row;
  return {
    id, attempt, toSecond, notBefore, leasedAt, sid, answeredAt, endedAt, sipResponseCode,
    placing: row.placing as Placing,
    refusal: row.refusal === null ? null : refusal.parse(row.refusal),
    status: row.status as Call['status'],
    presence: presence.parse(row.presence),
    muted: roomMark.parse(row.muted),
    onHold: roomMark.parse(row.onHold),
    wishes: wishes.parse(row.wishes),
    removedAt: row.removedAt,
    removedThemselves: row.removedThemselves,
    machine: machine.parse(row.machine),
    challengedAt: row.challengedAt,
    passedAt: row.passedAt,
    price: row.price === null || row.priceUnit === null ? null : { currency: row.priceUnit, millionths: row.price },
  };
}

/** The columns a change of a call touches, as `saveChanges` writes them. */
export function callColumns(call: Call) {
  const { id, attempt, toSecond, placing, sid, refusal: refused, status, sipResponseCode } = call;
  return {
    id, attempt, to_second: toSecond, placing, sid, refusal: refused, status, sip_response_code: sipResponseCode,
    not_before: date(call.notBefore), leased_at: date(call.leasedAt), answered_at: date(call.answeredAt), ended_at: date(call.endedAt), presence: call.presence,
    muted: call.muted, on_hold: call.onHold, wishes: call.wishes, removed_at: date(call.removedAt), machine: call.machine, challenged_at: date(call.challengedAt), passed_at: date(call.passedAt), removed_themselves: call.removedThemselves,
    price: call.price === null ? null : writeDecimal(call.price), price_unit: call.price?.currency ?? null,
  };
}

/** @param by who ended it for everyone; of another end nobody did. */
function endFrom(reason: string | null, at: number | null, by: string | null): Conference['end'] {
  return reason === null || at === null ? null : { reason: reason as NonNullable<Conference['end']>['reason'], at, ...(reason === 'ended-by' ? { by } : {}) };
}

function date(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
