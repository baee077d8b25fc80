import type { Conference } from './conference.ts';
import type { HeldDecision, HeldPerson } from './held-person.ts';
import { JOIN_PAGE } from './join-page.ts';
import type { NotCalled, Participant } from './participant.ts';
import type { Held } from './quiet-hours.ts';

/** Nobody is rung to sit alone in a room. */
export const NOBODY_ELSE: NotCalled = { code: 'nobody-else', sentence: 'Nobody else can be rung, so your phone was left alone.' };

/** Whether the host is still to say what to do about them. */
export function isHeld(participant: Participant): participant is Participant & { readonly held: HeldPerson } {
  const { held, calls } = participant;
  return held !== null && held.decided === null && calls.at(-1)?.placing === 'held';
}

/** Whether they are rung as soon as somebody else is: the host, while all the others are held. */
export function waitsForCompany({ held, calls }: Participant): boolean {
  return held === null && calls.at(-1)?.placing === 'held';
}

/** Whether no phone was rung yet, because everybody who could be is held, and the host alone would sit in the room. */
export function waitsForTheHost({ participants }: Pick<Conference, 'participants'>): boolean {
  const calls = participants.flatMap((participant) => participant.calls);
  // Taken out while Twilio was being asked for their call, they may never have been rung: taken for an end, that could be taken back.
  return participants.some(isHeld) && calls.every(({ placing, removedAt }) => placing === 'held' || placing === 'abandoned' || (placing === 'leased' && removedAt !== null));
}

/** Whether whoever was held back had themselves rung: in Slack, or as somebody with a join link. */
export function isOwnWish({ slackUserId }: Pick<Participant, 'slackUserId'>, { by }: HeldDecision): boolean {
  return by !== null && (by === JOIN_PAGE || by === slackUserId);
}

/** "It was 03:10 for them when they were to be rung": it is read while their clock goes on. */
export function heldThen({ reason, localTime }: Held): string {
  const clock = `It was ${localTime} for them when they were to be rung`;
  switch (reason) {
    case 'night': return clock;
    case 'own-quiet-hours': return `${clock}, within their quiet hours`;
    case 'do-not-disturb': return localTime === null ? 'Do Not Disturb was on in Slack when they were to be rung' : `${clock}, with Do Not Disturb on in Slack`;
  }
}

/** Why somebody who was held back is not rung. @param by null when nobody said anything in time. */
export function leftOut(held: Held, by: string | null): NotCalled {
  return by === null
    ? { code: 'nobody-decided', sentence: `${whyThen(held)}, and nobody said in time whether to ring them anyway.` }
    : { code: 'left-out', sentence: `${whyThen(held)}, and the host left them out.` };
}

/** "It was 03:10 for them". */
function whyThen({ reason, localTime }: Held): string {
  const clock = localTime === null ? '' : `It was ${localTime} for them`;
  switch (reason) {
    case 'night': return clock;
    case 'own-quiet-hours': return `${clock}, within their quiet hours`;
    case 'do-not-disturb': return clock === '' ? 'Do Not Disturb was on in Slack' : `${clock}, with Do Not Disturb on in Slack`;
  }
}
