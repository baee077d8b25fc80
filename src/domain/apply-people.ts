import type { Call } from './call.ts';
import { newCall } from './call.ts';
import type { Conference } from './conference.ts';
import type { Decision, ResolvedPerson } from './events.ts';
import { isHeld, leftOut, NOBODY_ELSE, waitsForCompany } from './held.ts';
import type { Participant } from './participant.ts';
import { isOnThePhone, latestCall } from './participant.ts';
import { withOwnShortNames } from './people-names.ts';
import { isPausing } from './ring-plan.ts';

type Of<Kind extends Decision['kind']> = Extract<Decision, { kind: Kind }>;

/** The people of a conference, found once. Found too late, when it was already decided to end, nobody may be rung any more. */
export function knowPeople(conference: Conference, { at, name, people }: Of<'people-resolved'>): Conference {
  if (conference.peopleKnownAt !== null || conference.decidedEnd !== null) return conference;
  return withCompany({ ...conference, name: conference.name ?? name, peopleKnownAt: at, participants: people.map(participantFrom(people)) });
}

/** People who come later: nobody into a conference that is over or whose own people are not known, and nobody who is in it. */
export function addPeople(conference: Conference, { people }: Of<'people-added'>): Conference {
  if (!goesOn(conference)) return conference;
  const known = new Set(conference.participants.flatMap(({ id, slackUserId }) => (slackUserId === null ? [id] : [id, slackUserId])));
  const added = people.filter(({ participantId, slackUserId }) => !known.has(participantId) && (slackUserId === null || !known.has(slackUserId)));
  if (added.length === 0) return conference;
  return withCompany({ ...conference, participants: withOwnShortNames([...conference.participants, ...added.map(participantFrom(added))]) });
}

/** A new call for somebody whose phone does not ring, were it only for the pause between two tries. Held or left out, they are rung now: whoever asks for it says so. */
export function ringAgain(conference: Conference, { at, by, participantId, callId, number, numberSource, secondNumber = null }: Of<'ring-again'>): Conference {
  const participant = conference.participants.find(({ id }) => id === participantId);
  if (!goesOn(conference) || participant === undefined || (isOnThePhone(participant) && !isPausing(participant)) || participant.calls.some(({ id }) => id === callId)) return conference;
  const held = participant.held === null || participant.held.decided !== null ? participant.held : { ...participant.held, decided: { decision: 'ring' as const, by, at } };
  const calls = [...participant.calls.map(becomes('held', 'abandoned')), newCall(callId)];
  return withCompany(changeParticipant(conference, { ...participant, number, numberSource, secondNumber, held, notCalled: null, calls }));
}

/** Ring anyway, or leave out: for those of them about whom nobody said anything yet. */
export function decideHeld(conference: Conference, { at, by, decision, participantIds }: Of<'held-decided'>): Conference {
  if (!goesOn(conference)) return conference;
  let changed = conference;
  for (const participant of conference.participants) {
    if (!participantIds.includes(participant.id) || !isHeld(participant)) continue;
    const { held } = participant;
    const decided = { ...held, decided: { decision, by, at } };
    changed = changeParticipant(changed, decision === 'ring'
      ? { ...participant, held: decided, calls: participant.calls.map(becomes('held', 'waiting')) }
      : { ...participant, held: decided, notCalled: leftOut(held, by), calls: participant.calls.map(becomes('held', 'abandoned')) });
  }
  return changed === conference ? conference : withCompany(changed);
}

/** Whether anybody can still come into it. */
function goesOn({ peopleKnownAt, decidedEnd, state }: Conference): boolean {
  return peopleKnownAt !== null && decidedEnd === null && state !== 'ended';
}

/** While somebody is held the host's call waits too, until `withCompany` finds somebody to talk to. */
function participantFrom(people: readonly ResolvedPerson[]) {
  const someoneIsHeld = people.some(({ held }) => held !== null);
  return ({ participantId: id, callId, slackUserId, name, shortName, isHost, number, numberSource, secondNumber = null, held, notCalled }: ResolvedPerson): Participant => ({
    id, slackUserId, name, shortName, isHost, number, numberSource, secondNumber, notCalled, state: 'waiting',
    held: held === null ? null : { ...held, decided: null },
    calls: callId === null ? [] : [newCall(callId, held !== null || (isHost && someoneIsHeld) ? 'held' : 'waiting')],
  });
}

/** Rings the host who waits for company once somebody else is rung, and no more once nobody will be. */
export function withCompany(conference: Conference): Conference {
  const waiting = conference.participants.filter(waitsForCompany);
  if (waiting.length === 0) return conference;
  const others = conference.participants.filter((participant) => !waitsForCompany(participant));
  if (others.some(isRung)) return waiting.reduce((changed, host) => changeParticipant(changed, { ...host, calls: host.calls.map(becomes('held', 'waiting')) }), conference);
  if (others.some(isHeld)) return conference;
  return waiting.reduce((changed, host) => changeParticipant(changed, { ...host, notCalled: NOBODY_ELSE, calls: host.calls.map(becomes('held', 'abandoned')) }), conference);
}

function isRung(participant: Participant): boolean {
  const placing = latestCall(participant)?.placing;
  return placing !== undefined && placing !== 'held' && placing !== 'abandoned';
}

function becomes(from: Call['placing'], to: Call['placing']): (call: Call) => Call {
  return (call) => (call.placing === from ? { ...call, placing: to } : call);
}

function changeParticipant(conference: Conference, changed: Participant): Conference {
  return { ...conference, participants: conference.participants.map((participant) => (participant.id === changed.id ? changed : participant)) };
}
