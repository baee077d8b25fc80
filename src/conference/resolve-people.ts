import { randomUUID } from 'node:crypto';
import { defaultRoomName, shortNames } from '../domain/people-names.ts';
import type { ResolvedPerson } from '../domain/events.ts';
import type { Context } from './context.ts';
import { expandInvitees } from './expand-invitees.ts';
import type { FoundPerson } from './find-people.ts';
import { findPeople } from './find-people.ts';
import { refuseDoubles } from './refuse-doubles.ts';

/**
 * Finds the people of a conference and their numbers, and lets the calls begin. Running twice changes nothing.
 * @throws RateLimited or Unavailable when Slack cannot say who they are: the job is tried again.
 */
export async function resolvePeople(context: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  const { store, rules, clock } = context;
  const [conference, invited] = await Promise.all([store.read(conferenceId), store.invited(conferenceId)]);
  if (conference === null || invited === null || conference.peopleKnownAt !== null || conference.state === 'ended') return;

  const targets = await expandInvitees(context, conference, invited);
  if (targets.filter(({ kind }) => kind !== 'unknown-group').length > rules.maxParticipants) {
    await store.change(conferenceId, () => ({ events: [{ kind: 'end-decided', at: clock.now(), reason: 'too-many-people' }], result: undefined }));
    return;
  }
  const found = leaveOutLoneHost(refuseDoubles(await findPeople(context, conference, targets)));
  const people = found.map(toResolved(found));
  const invitees = people.filter((_, index) => found[index]?.addedAsHost !== true);
  const at = clock.now();
  await store.change(conferenceId, () => ({
    events: [{ kind: 'people-resolved', at, name: defaultRoomName(invitees.map(({ shortName }) => shortName)), people }],
    result: undefined,
  }));
}

/** Nobody is rung to sit alone in a room because none of the invited can be reached. */
function leaveOutLoneHost(found: readonly FoundPerson[]): readonly FoundPerson[] {
  if (found.some(({ addedAsHost, notCalled }) => !addedAsHost && notCalled === null)) return found;
  return found.map((person) =>
    person.notCalled === null ? { ...person, notCalled: { code: 'nobody-else', sentence: 'Nobody else can be rung, so your phone was left alone.' } } : person);
}

function toResolved(found: readonly FoundPerson[]) {
  const names = shortNames(found.map(({ key: id, fullName, firstName }) => ({ id, fullName, ...(firstName === null ? {} : { firstName }) })));
  return ({ key, slackUserId, fullName, number, isHost, notCalled }: FoundPerson): ResolvedPerson => ({
    participantId: randomUUID(),
    callId: notCalled === null ? randomUUID() : null,
    slackUserId, isHost, number, notCalled,
    name: fullName,
    // A masked number is nobody's first name.
    shortName: slackUserId === null ? fullName : (names.get(key) ?? fullName),
  });
}
