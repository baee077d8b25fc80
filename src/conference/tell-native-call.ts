import type { Conference } from '../domain/conference.ts';
import { ERASED_HOST, liveFor, neverBegan } from '../domain/conference.ts';
import type { Participant } from '../domain/participant.ts';
import type { Context } from './context.ts';
import { joinUrl } from './join-link.ts';
import type { NativeAnswer, NativeCallRecord, NativePerson } from './ports.ts';

/**
 * Brings Slack's own call in line with a conference: makes it, tells who came and went since, and that it is over. An extra to the card and
 * never a condition of anything: what Slack refuses is noted once, and the conference goes on without.
 * @throws RateLimited or Unavailable: told again later, as it is then.
 */
export async function tellNativeCall(context: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  const settled = await context.store.readSettled(conferenceId);
  if (settled === null) return;
  const { conference } = settled;
  if (neverBegan(conference.end) || conference.hostUserId === ERASED_HOST) return;
  const record = await context.nativeCallRecords.of(conferenceId);
  if (record.refused !== null || record.ended) return;
  const answer = record.callId === null ? await begin(context, conference) : await follow(context, conference, record, record.callId);
  if (answer.kind === 'refused') await refuseNativeCall(context, conference, answer.code);
}

/** Slack will not have it, or not on the card: it is given up for this conference. */
export async function refuseNativeCall({ nativeCallRecords, log }: Context, conference: Pick<Conference, 'id' | 'teamId'>, code: string): Promise<void> {
  log.info({ conferenceId: conference.id, code }, "Slack does not take this conference as a call of its own; it goes on without, and nothing else changes. With missing_scope, give the app calls:write and install it again, or set SLACK_CALLS=off");
  await nativeCallRecords.keepRefused(conference, code);
}

/**
 * Asked for twice, when an answer was lost, Slack is given the same id, which it wants to be unique: it knows the first or refuses the second.
 * Should it make two all the same, one of them is on no card, and so nowhere. The link is another one, and both lead here.
 */
async function begin({ nativeCalls, nativeCallRecords, joinLinks, rules }: Context, conference: Conference): Promise<NativeAnswer> {
  const { id: conferenceId, name, hostUserId, liveAt, requestedAt } = conference;
  if (conference.state === 'ended') return { kind: 'done' };
  const people = conference.participants.filter(isIn);
  const token = await joinLinks.make(conference);
  const answer = await nativeCalls.add({
    conferenceId, name: name ?? 'Conference', hostUserId, startedAt: liveAt ?? requestedAt, joinUrl: joinUrl(rules.publicUrl, token), people: people.map(asNative),
  });
  if (answer.kind === 'refused') return answer;
  await nativeCallRecords.keepCall(conference, answer.callId, people.map(({ id }) => id));
  return { kind: 'done' };
}

async function follow(context: Context, conference: Conference, { told }: NativeCallRecord, callId: string): Promise<NativeAnswer> {
  const { nativeCalls, nativeCallRecords } = context;
  // Those who were in at the last stay on it: they were its people.
  if (conference.end !== null) {
    const answer = await nativeCalls.end(callId, Math.round(liveFor(conference, conference.end.at) / 1_000));
    if (answer.kind === 'done') await nativeCallRecords.keepEnded(conference.id);
    return answer;
  }
  const came = conference.participants.filter((participant) => isIn(participant) && !told.includes(participant.id));
  const left = conference.participants.filter((participant) => !isIn(participant) && told.includes(participant.id));
  if (came.length > 0) {
    const answer = await nativeCalls.came(callId, came.map(asNative));
    if (answer.kind === 'refused') return answer;
    await nativeCallRecords.keepTold(conference.id, [...told, ...came.map(({ id }) => id)]);
  }
  if (left.length > 0) {
    const answer = await nativeCalls.left(callId, left.map(asNative));
    if (answer.kind === 'refused') return answer;
    await nativeCallRecords.keepTold(conference.id, [...told, ...came.map(({ id }) => id)].filter((id) => left.every((gone) => gone.id !== id)));
  }
  return { kind: 'done' };
}

function isIn({ state }: Participant): boolean {
  return state === 'joined';
}

function asNative({ id, slackUserId, name }: Participant): NativePerson {
  return { id, slackUserId, name };
}
