import type { Call, PresenceMark } from './call.ts';
import { addPeople, decideHeld, knowPeople, ringAgain, withCompany } from './apply-people.ts';
import { carriedOut, takenOut, wished } from './apply-hands.ts';
import { isFinal, isFurther, isLeasedSince, isTakenForMachine, laterMark } from './call.ts';
import type { Conference } from './conference.ts';
import { extended, warned } from './apply-limit.ts';
import type { ConferenceEvent, Report } from './events.ts';
import type { Participant } from './participant.ts';
import { isFollowing } from './ring-plan.ts';

/** Adds to a conference what an event tells; the very same object when it tells nothing new. States are read off afterwards. */
export function applyEvent(conference: Conference, event: ConferenceEvent): Conference {
  switch (event.kind) {
    case 'people-resolved':
      return knowPeople(conference, event);
    case 'people-added':
      return addPeople(conference, event);
    case 'ring-again':
      return ringAgain(conference, event);
    case 'held-decided':
      return decideHeld(conference, event);
    case 'call-held-back':
      return changeCall(conference, event.callId, (call) => (call.placing === 'waiting' && call.notBefore !== event.notBefore ? { ...call, notBefore: event.notBefore } : call));
    case 'call-leased':
      return changeCall(conference, event.callId, (call) => (call.placing === 'waiting' ? { ...call, placing: 'leased', notBefore: null, leasedAt: event.at } : call));
    case 'call-leased-anew':
      return changeCall(conference, event.callId, (call) => (isLeasedSince(call, event.leasedAt) ? { ...call, leasedAt: event.at } : call));
    case 'call-released':
      return changeCall(conference, event.callId, (call) => (call.placing === 'leased' ? release(call, conference) : call));
    case 'call-placed':
      return changeCall(conference, event.callId, (call) => withSid(call, event.sid));
    case 'call-refused':
      return changeCall(conference, event.callId, (call) =>
        call.placing === 'leased' ? { ...call, placing: 'refused', refusal: { ...event.refusal, at: event.at } } : call);
    case 'end-decided':
      if (conference.decidedEnd !== null) return conference;
      return abandonWaiting({ ...conference, decidedEnd: { reason: event.reason, at: event.at, ...(event.by === undefined ? {} : { by: event.by }) } });
    case 'limit-warned':
      return warned(conference, event);
    case 'extended':
      return extended(conference, event);
    case 'calls-priced':
      return withPrices(conference, event);
    case 'call-progressed':
      return changeCall(conference, event.callId, (call) => progress(withSid(call, event.sid), event));
    case 'removal-decided':
      return withCompany(changeCall(conference, event.callId, (call, { slackUserId }) => (call.removedAt !== null || isFinal(call.status) ? call : takenOut(call, event.at, slackUserId === event.by))));
    case 'control-decided':
      return conference.decidedEnd === null ? mapCalls(conference, (call) => wished(call, event)) : conference;
    case 'control-carried-out':
      return changeCall(conference, event.callId, (call) => carriedOut(call, event));
    case 'machine-answered':
      return changeCall(conference, event.callId, (call) => withMachine(withSid(call, event.sid), event));
    case 'challenge-decided':
      return changeCall(conference, event.callId, (call) => (isTakenForMachine(call) && call.challengedAt === null && !isFinal(call.status) ? { ...call, challengedAt: event.at } : call));
    case 'challenge-passed':
      return changeCall(conference, event.callId, (call) => (isTakenForMachine(call) && !isFinal(call.status) ? { ...call, passedAt: event.at } : call));
    case 'participant-marked':
      return changeCall(conference, callOfSid(conference, event)?.id ?? '', (call) => marked(withSid(call, event.sid), event));
    case 'participant-joined':
    case 'participant-left':
      return changePresence(conference, event);
    case 'room-ended':
      return markRoomEnded(conference, event.roomSid, event.at);
  }
}

/** The first price named stays. */
function withPrices(conference: Conference, { prices, isLast }: Extract<ConferenceEvent, { kind: 'calls-priced' }>): Conference {
  const priced = mapCalls(conference, (call) => {
    const price = prices.get(call.id);
    return call.price === null && price !== undefined ? { ...call, price } : call;
  });
  return isLast && !priced.pricesGivenUp ? { ...priced, pricesGivenUp: true } : priced;
}

/** A call Twilio surely never got goes back to wait, unless they were taken out or the conference ended meanwhile (`carryOn` withdraws what followed another). */
function release(call: Call, conference: Conference): Call {
  const isWanted = call.removedAt === null && (conference.decidedEnd === null || isFollowing(call));
  return { ...call, placing: isWanted ? 'waiting' : 'abandoned', leasedAt: null };
}

function abandonWaiting(conference: Conference): Conference {
  return mapCalls(conference, (call) => ((call.placing === 'waiting' && !isFollowing(call)) || call.placing === 'held' ? { ...call, placing: 'abandoned' } : call));
}

/** The first sid heard stays: an answer and a callback name the same one. */
function withSid(call: Call, sid: string): Call {
  return call.sid === null ? { ...call, sid, placing: 'placed' } : call;
}

function progress(call: Call, report: Extract<Report, { kind: 'call-progressed' }>): Call {
  if (call.sid !== report.sid) return call;
  const { status, at } = report;
  const answeredAt = status === 'in-progress' ? earliest(call.answeredAt, at) : call.answeredAt;
  const further = isFurther(status, call.status);
  if (!further) {
    // Asked, Twilio names no SIP code; its callback does, and may come after the answer. Only the code tells a decline from a busy line.
    const sipResponseCode = status === call.status ? call.sipResponseCode ?? report.sipResponseCode : call.sipResponseCode;
    return answeredAt === call.answeredAt && sipResponseCode === call.sipResponseCode ? call : { ...call, answeredAt, sipResponseCode };
  }
  return isFinal(status)
    ? { ...call, answeredAt, status, endedAt: at, sipResponseCode: report.sipResponseCode }
    : { ...call, answeredAt, status };
}

/** The first word counts, whichever is heard first. */
function withMachine(call: Call, { sid, machine: kind, at }: Extract<Report, { kind: 'machine-answered' }>): Call {
  return call.sid !== sid || (call.machine !== null && call.machine.at <= at) ? call : { ...call, machine: { kind, at } };
}

function marked(call: Call, { mark, on, roomSid, sequence, at }: Extract<Report, { kind: 'participant-marked' }>): Call {
  const latest = laterMark(call[mark], { on, roomSid, sequence, at });
  return latest === call[mark] ? call : { ...call, [mark]: latest };
}

function changePresence(conference: Conference, report: Extract<Report, { kind: 'participant-joined' | 'participant-left' }>): Conference {
  const call = callOfSid(conference, report);
  if (call === undefined) return conference;
  const mark: PresenceMark = {
    kind: report.kind === 'participant-joined' ? 'join' : 'leave', roomSid: report.roomSid, sequence: report.sequence, at: report.at,
  };
  return changeCall(conference, call.id, (known) => withMark(withSid(known, report.sid), mark));
}

/** A report of the room can be heard before the answer to our own request: the call Twilio is being asked for is then the one. */
function callOfSid(conference: Conference, { participantId, sid }: { readonly participantId: string; readonly sid: string }): Call | undefined {
  const calls = conference.participants.find(({ id }) => id === participantId)?.calls;
  return calls?.find((call) => call.sid === sid) ?? calls?.find((call) => call.sid === null && call.placing === 'leased');
}

function withMark(call: Call, mark: PresenceMark): Call {
  if (call.presence.some(({ roomSid, sequence }) => roomSid === mark.roomSid && sequence === mark.sequence)) return call;
  return { ...call, presence: [...call.presence, mark].sort(inOrder) };
}

/** Twilio's Timestamp has whole seconds; within one, its SequenceNumber counts, and across rooms their names, only to be definite. */
function inOrder(a: PresenceMark, b: PresenceMark): number {
  return a.at - b.at || (a.roomSid === b.roomSid ? a.sequence - b.sequence : a.roomSid < b.roomSid ? -1 : 1);
}

function markRoomEnded(conference: Conference, roomSid: string, at: number): Conference {
  const known = conference.endedRooms[roomSid];
  const ended = earliest(known ?? null, at);
  return ended === known ? conference : { ...conference, endedRooms: { ...conference.endedRooms, [roomSid]: ended } };
}

function earliest(known: number | null, at: number): number {
  return known === null ? at : Math.min(known, at);
}

function changeCall(conference: Conference, callId: string, change: (call: Call, participant: Participant) => Call): Conference {
  return mapCalls(conference, (call, participant) => (call.id === callId ? change(call, participant) : call));
}

/** Maps every call, keeping the identity of whatever did not change, so that only what changed is stored. */
function mapCalls(conference: Conference, change: (call: Call, participant: Participant) => Call): Conference {
  let changed = false;
  const participants = conference.participants.map((participant) => {
    const calls = participant.calls.map((call) => change(call, participant));
    if (calls.every((call, index) => call === participant.calls[index])) return participant;
    changed = true;
    return { ...participant, calls };
  });
  return changed ? { ...conference, participants } : conference;
}
