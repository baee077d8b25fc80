import * as z from 'zod';
import type { Call, Placing, PresenceMark, Refusal } from '../domain/call.ts';
import type { Conference } from '../domain/conference.ts';
import { isSettled } from '../domain/conference.ts';
import type { DialedNumber, Participant, ParticipantState } from '../domain/participant.ts';
import type { CallModel, ConferenceModel, ParticipantModel } from '../generated/prisma/models.ts';
import type { Cipher } from './cipher.ts';

export type CallRow = CallModel;
export type ParticipantRow = ParticipantModel & { calls: CallRow[] };
export type ConferenceRow = ConferenceModel & { participants: ParticipantRow[] };

const presence: z.ZodType<PresenceMark[]> = z.array(
  z.object({ kind: z.enum(['join', 'leave']), roomSid: z.string(), sequence: z.number(), at: z.number() }));
const refusal: z.ZodType<Refusal> = z.object({
  code: z.string(), sentence: z.string(), becomes: z.enum(['unreachable', 'not-called']), at: z.number(),
});
const endedRooms = z.record(z.string(), z.number());
const number: z.ZodType<DialedNumber> = z.object({ e164: z.string(), extension: z.string().nullable() });

/** A conference out of its rows. */
export function conferenceFrom(row: ConferenceRow, cipher: Cipher): Conference {
  const { id, teamId, hostUserId, channelId, name, roomName } = row;
  return {
    id, teamId, hostUserId, channelId, name, roomName,
    state: row.state as Conference['state'],
    requestedAt: row.requestedAt.getTime(),
    peopleKnownAt: time(row.peopleKnownAt),
    liveAt: time(row.liveAt),
    end: endFrom(row.endReason, row.endedAt),
    decidedEnd: endFrom(row.decidedReason, row.decidedEndAt),
    endedRooms: endedRooms.parse(row.endedRooms),
    participants: [...row.participants].sort((a, b) => a.position - b.position).map((participant) => participantFrom(participant, cipher)),
  };
}

/** The columns a change of a conference touches. */
export function conferenceColumns(conference: Conference) {
  return {
    name: conference.name,
    state: conference.state,
    settled: isSettled(conference),
    peopleKnownAt: date(conference.peopleKnownAt),
    liveAt: date(conference.liveAt),
    endedAt: date(conference.end?.at ?? null),
    endReason: conference.end?.reason ?? null,
    decidedEndAt: date(conference.decidedEnd?.at ?? null),
    decidedReason: conference.decidedEnd?.reason ?? null,
    endedRooms: { ...conference.endedRooms },
  };
}

function participantFrom(row: ParticipantRow, cipher: Cipher): Participant {
  const { id, slackUserId, name, shortName, isHost, notCalledCode, notCalledSentence } = row;
  return {
    id, slackUserId, name, shortName, isHost,
    number: row.number === null ? null : readNumber(row.number, cipher),
    notCalled: notCalledCode === null ? null : { code: notCalledCode, sentence: notCalledSentence ?? '' },
    state: row.state as ParticipantState,
    calls: [...row.calls].sort((a, b) => a.position - b.position).map(callFrom),
  };
}

/** The row of a new participant. */
export function participantRow(conference: Conference, participant: Participant, position: number, cipher: Cipher) {
  const { id, slackUserId, name, shortName, isHost, notCalled, state } = participant;
  return {
    id, conferenceId: conference.id, teamId: conference.teamId, position, slackUserId, name, shortName, isHost, state,
    number: participant.number === null ? null : sealNumber(participant.number, cipher),
    notCalledCode: notCalled?.code ?? null,
    notCalledSentence: notCalled?.sentence ?? null,
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
  return {
    id: row.id,
    placing: row.placing as Placing,
    leasedAt: time(row.leasedAt),
    sid: row.sid,
    refusal: row.refusal === null ? null : refusal.parse(row.refusal),
    status: row.status as Call['status'],
    answeredAt: time(row.answeredAt),
    endedAt: time(row.endedAt),
    sipResponseCode: row.sipResponseCode,
    presence: presence.parse(row.presence),
  };
}

/** The columns a change of a call touches. */
export function callColumns(call: Call) {
  return {
    placing: call.placing,
    leasedAt: date(call.leasedAt),
    sid: call.sid,
    ...(call.refusal === null ? {} : { refusal: { ...call.refusal } }),
    status: call.status,
    answeredAt: date(call.answeredAt),
    endedAt: date(call.endedAt),
    sipResponseCode: call.sipResponseCode,
    presence: call.presence.map((mark) => ({ ...mark })),
  };
}

function endFrom(reason: string | null, at: Date | null): Conference['end'] {
  return reason === null || at === null ? null : { reason: reason as NonNullable<Conference['end']>['reason'], at: at.getTime() };
}

function time(at: Date | null): number | null {
  return at === null ? null : at.getTime();
}

function date(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
