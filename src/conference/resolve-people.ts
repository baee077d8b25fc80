import { randomUUID } from 'node:crypto';
import { defaultRoomName, isUnnamed } from '../domain/people-names.ts';
import type { ResolvedPerson } from '../domain/events.ts';
import { NOBODY_ELSE } from '../domain/held.ts';
import type { Held } from '../domain/quiet-hours.ts';
import { clearDeactivated } from './clear-deactivated.ts';
import type { Context } from './context.ts';
import { findInvited, rememberTyped } from './find-invited.ts';
import type { FoundPerson } from './find-people.ts';
import { giveUpStart, isTooLateToStart } from './give-up-start.ts';
import { shortNamesOf } from './short-names-of.ts';
import { whoIsHeld } from './who-is-held.ts';

/**
 * Finds the people of a conference and their numbers, and lets the calls begin; or ends it, when it was asked for too long ago. Running twice changes nothing.
 * @throws RateLimited or Unavailable when Slack cannot say who they are: the job is tried again.
 */
export async function resolvePeople(context: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  const { store, clock, foundSoFar } = context;
  const [conference, invited] = await Promise.all([store.read(conferenceId), store.invited(conferenceId)]);
  if (conference === null || invited === null || conference.peopleKnownAt !== null || conference.state === 'ended') return;
  if (isTooLateToStart(conference, clock.now())) return giveUpStart(context, { conferenceId });

  const finding = { teamId: conference.teamId, hostUserId: conference.hostUserId, keptFor: conferenceId };
  await rememberTyped(context, finding, invited);
  const invitedPeople = await findInvited(context, finding, invited);
  if (invitedPeople.kind === 'too-many') {
    await store.change(conferenceId, () => ({ events: [{ kind: 'end-decided', at: clock.now(), reason: 'too-many-people' }], result: undefined }));
    return;
  }
  const found = leaveOutLoneHost(invitedPeople.people);
  await clearDeactivated(context, conference.teamId, found);
  const people = found.map(toResolved(found, await whoIsHeld(context, { conference, urgent: invited.urgent }, found)));
  const at = clock.now();
  await store.change(conferenceId, () => ({
    events: [{ kind: 'people-resolved', at, name: nameAfter(people, found), people }],
    result: undefined,
  }));
  await foundSoFar.forget(conferenceId);
}

/** Apps, groups of nobody and people Slack does not know: nobody's conference is with them. */
const NO_COMPANY: ReadonlySet<string> = new Set(['bot', 'unknown-user', 'unknown-group', 'empty-group', 'removed-contact']);

/** What it is called when nobody named it: after the people who were invited. It is also read out, so a masked number stands for nobody. */
function nameAfter(people: readonly ResolvedPerson[], found: readonly FoundPerson[]): string {
  const invited = people.filter(({ notCalled }, index) => found[index]?.addedAsHost !== true && !NO_COMPANY.has(notCalled?.code ?? ''));
  const named = invited.filter((person) => !isUnnamed(person)).map(({ shortName }) => shortName);
  const guests = invited.length - named.length;
  return defaultRoomName(guests === 0 ? named : [...named, guests === 1 ? 'a guest' : `${guests} guests`]);
}

/** Nobody is rung to sit alone in a room because none of the invited can be reached. */
function leaveOutLoneHost(found: readonly FoundPerson[]): readonly FoundPerson[] {
  if (found.some(({ addedAsHost, notCalled }) => !addedAsHost && notCalled === null)) return found;
  return found.map((person) => (person.notCalled === null ? { ...person, notCalled: NOBODY_ELSE } : person));
}

function toResolved(found: readonly FoundPerson[], held: ReadonlyMap<string, Held>) {
  const shortNameOf = shortNamesOf(found);
  return (person: FoundPerson): ResolvedPerson => {
    const { slackUserId, fullName, number, numberSource, secondNumber, isHost, notCalled } = person;
    return {
      participantId: randomUUID(),
      callId: notCalled === null ? randomUUID() : null,
      slackUserId, isHost, number, numberSource, secondNumber, notCalled, held: held.get(person.key) ?? null,
      name: fullName, shortName: shortNameOf(person),
    };
  };
}
