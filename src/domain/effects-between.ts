import type { Call } from './call.ts';
import { isTakenForMachine, isUnderWay } from './call.ts';
import type { Conference } from './conference.ts';
import { isSettled, neverBegan } from './conference.ts';
import { isPriced } from './cost.ts';
import type { Effect } from './effects.ts';
import type { ConferenceEvent } from './events.ts';
import { hands } from './hands.ts';
import type { Participant, ParticipantState } from './participant.ts';
import { hasJoined, latestCall } from './participant.ts';
import { isInRoom } from './call-state.ts';
import { nextAttemptAt } from './ring-plan.ts';
import { linesOfNextCall } from './tries.ts';
import type { PersonLine } from './thread-line.ts';
import { timeEffects } from './time-effects.ts';
import { wishes } from './wishes.ts';

/** What has to be done because `event` made `before` into `after`: read off the difference, so that no event can forget a line or a hang-up. */
export function effectsBetween(before: Conference, after: Conference, event: ConferenceEvent): readonly Effect[] {
  const effects: Effect[] = [];
  const firstKnown = before.peopleKnownAt === null && after.peopleKnownAt !== null;
  if (firstKnown) effects.push({ effect: 'tell-host' }, { effect: 'watch' });
  if (isSomebodyNewlyHeld(before, after)) effects.push({ effect: 'ask-host' });
  // Nobody answered the question: that they were left out, and that it came to nothing, the host has to be told.
  if (event.kind === 'held-decided' && event.by === null) effects.push({ effect: 'tell-host' });
  effects.push(...rings(before, after, event), ...wishes(before, after, event), ...hands(before, after, event), ...lines(before, after, event.at), ...timeEffects(before, after, event));

  // A conference that could ring nobody never started: its host reads why, the channel sees nothing.
  if (neverBegan(after.end)) return neverBegan(before.end) ? [] : [{ effect: 'tell-host' }];

  if (before.state !== 'ended' && after.state === 'ended' && after.end !== null) {
    effects.push({ effect: 'say-in-thread', line: { key: 'ended', kind: 'ended', reason: after.end.reason, at: after.end.at } });
  }
  effects.push(...(after.state === 'ended' ? hangUps(before, after) : [...removals(before, after), ...challenges(before, after)]));
  if (!isSettled(before) && isSettled(after) && !isPriced(after)) effects.push({ effect: 'ask-prices' });
  if (before.name !== after.name || isSeen(before, after)) effects.push({ effect: 'refresh-card' });
  return effects;
}

/** Every call that began to wait: a new one, or one Twilio surely never got. */
function rings(before: Conference, after: Conference, event: ConferenceEvent): Effect[] {
  const wait = event.kind === 'call-released' && event.notBefore !== undefined ? { notBefore: event.notBefore } : {};
  const waitingBefore = new Set(allCalls(before).filter(({ placing }) => placing === 'waiting').map(({ id }) => id));
  return after.participants.flatMap((participant) => participant.calls
    .filter(({ id, placing }) => placing === 'waiting' && !waitingBefore.has(id))
    .map(({ id }): Effect => {
      const pauseUntil = nextAttemptAt(after, participant);
      return { effect: 'ring', callId: id, ...wait, ...(pauseUntil === undefined || pauseUntil <= event.at ? {} : { pauseUntil }) };
    }));
}

/**
 * Once, at the end, for what is under way; and later for a call whose sid was unknown at the end. Whoever has left the room is being hung
 * up by the end of their TwiML; should that fail, the reconciler sees to it.
 */
function hangUps(before: Conference, after: Conference): Effect[] {
  const known = new Map(allCalls(before).map((call) => [call.id, call]));
  return allCalls(after)
    .filter((call) => isUnderWay(call) && call.sid !== null && !isHangingUp(call) && (before.state !== 'ended' || known.get(call.id)?.sid !== call.sid))
    .map((call) => ({ effect: after.end?.reason === 'alone' && isInRoom(after, call) ? 'say-goodbye' : 'hang-up', callId: call.id }));
}

/** Their TwiML ends with the room; but whoever was taken for a machine left it to be asked, and listens on. */
function isHangingUp(call: Call): boolean {
  return call.presence.at(-1)?.kind === 'leave' && call.challengedAt === null;
}

/** Each call that turns out to sound like a machine, once; whether it is still there is looked at then. */
function challenges(before: Conference, after: Conference): Effect[] {
  const known = new Map(allCalls(before).map((call) => [call.id, call]));
  return after.participants
    .flatMap((participant) => (participant.state === 'answered' ? latestCall(participant) ?? [] : []))
    .filter((call) => isTakenForMachine(call) && isUnderWay(call) && known.get(call.id)?.machine === null)
    .map(({ id }) => ({ effect: 'ask-to-press-1', callId: id }));
}

/** Whoever was taken out is hung up on, now or once their sid is known. */
function removals(before: Conference, after: Conference): Effect[] {
  const known = new Map(allCalls(before).map((call) => [call.id, call]));
  return allCalls(after)
    .filter((call) => call.removedAt !== null && isUnderWay(call) && call.sid !== null && (known.get(call.id)?.removedAt === null || known.get(call.id)?.sid === null))
    .map(({ id }) => ({ effect: 'hang-up', callId: id }));
}

/** Nobody's coming and going is told once the end has been: it says who was in, and those who are hung up on now did not leave. */
function lines(before: Conference, after: Conference, at: number): Effect[] {
  if (before.state === 'ended') return [];
  const effects: Effect[] = [];
  after.participants.forEach((participant, index) => {
    const call = latestCall(participant);
    const earlier = before.participants[index];
    const goneOn = linesOfNextCall(after, earlier, participant, at);
    if (goneOn !== null) {
      effects.push(...goneOn);
      return;
    }
    const isHeldBack = call !== undefined && call.notBefore !== null && earlier?.calls.find(({ id }) => id === call.id)?.notBefore === null;
    const isChallenged = call !== undefined && call.challengedAt !== null && earlier?.calls.find(({ id }) => id === call.id)?.challengedAt === null;
    const kind = isHeldBack ? 'held-back' : isChallenged ? 'challenged' : lineFor(earlier?.state, participant);
    if (kind === null) return;
    const key = `${participant.id}:${call?.id ?? ''}:${kind}:${call?.presence.length ?? 0}`;
    effects.push({ effect: 'say-in-thread', line: { key, kind, participantId: participant.id, at } });
  });
  return effects;
}

function isSomebodyNewlyHeld(before: Conference, after: Conference): boolean {
  const heldBefore = new Set(before.participants.filter(({ state }) => state === 'held').map(({ id }) => id));
  return after.participants.some(({ id, state }) => state === 'held' && !heldBefore.has(id));
}

function lineFor(before: ParticipantState | undefined, participant: Participant): PersonLine | null {
  const { state } = participant;
  if (before === undefined || before === state) return null;
  switch (state) {
    case 'left': return hasJoined(participant) ? 'left' : 'left-before-joining';
    case 'joined': return latestCall(participant)?.challengedAt === null ? 'joined' : 'passed';
    case 'no-answer': case 'busy': case 'declined': case 'unreachable': case 'voicemail': return state;
    case 'held': case 'waiting': case 'ringing': case 'answered': case 'removed': case 'cancelled': case 'not-called': return null;
  }
}

/** Whether the card would look different: anything about people, the room's times or its end. */
function isSeen(before: Conference, after: Conference): boolean {
  return before.state !== after.state || before.participants !== after.participants || before.end?.at !== after.end?.at || before.endedRooms !== after.endedRooms
    || before.limitWarning !== after.limitWarning || before.pricesGivenUp !== after.pricesGivenUp;
}

function allCalls(conference: Conference) {
  return conference.participants.flatMap(({ calls }) => calls);
}
