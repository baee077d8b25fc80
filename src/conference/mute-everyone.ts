import { notYet } from '../domain/hands.ts';
import { latestCall } from '../domain/participant.ts';
import type { Context } from './context.ts';
import type { Press, Refusal } from './reach-into.ts';
import { mayControlAll, reachInto } from './reach-into.ts';

export type MuteEveryoneResult = Refusal | { readonly kind: 'asked' } | { readonly kind: 'already' } | { readonly kind: 'nobody-in' };

/** Mutes everybody in the room but whoever asks for it, for somebody has something to say. Pressed twice it is done once. @throws only what the database throws. */
export function muteEveryone(context: Context, press: Press): Promise<MuteEveryoneResult> {
  const at = context.clock.now();
  return reachInto<MuteEveryoneResult>(context, press, mayControlAll(context), ({ participants }) => {
    const others = participants.filter(({ state, slackUserId }) => state === 'joined' && slackUserId !== press.userId).flatMap((person) => latestCall(person) ?? []);
    if (others.length === 0) return { events: [], result: { kind: 'nobody-in' } };
    const callIds = notYet(others, 'muted', true).map(({ id }) => id);
    if (callIds.length === 0) return { events: [], result: { kind: 'already' } };
    return { events: [{ kind: 'control-decided', at, by: press.userId, callIds, mark: 'muted', on: true, ofAll: true, seenIn: null }], result: { kind: 'asked' } };
  });
}
