import type { Context } from './context.ts';
import { idOf } from './id-of.ts';
import type { Press, Refusal } from './reach-into.ts';
import { mayControlAll, reachInto } from './reach-into.ts';

/** Somebody has a sentence spoken to the room. */
export interface Announce extends Press {
  readonly text: string;
  /** The form's: submitted twice, it is said once. */
  readonly pressId: string;
}

export type AnnounceResult = Refusal | { readonly kind: 'asked' } | { readonly kind: 'nobody-in' };

/** Keeps a sentence and has it said to everybody in the room, once. @throws only what the database throws. */
export function announce(context: Context, { text, pressId, ...press }: Announce): Promise<AnnounceResult> {
  const at = context.clock.now();
  return reachInto<AnnounceResult>(context, press, mayControlAll(context), ({ id, participants }) => {
    if (participants.every(({ state }) => state !== 'joined')) return { events: [], result: { kind: 'nobody-in' } };
    return { events: [], result: { kind: 'asked' }, announcement: { id: idOf('announcement', id, pressId), by: press.userId, text, at } };
  });
}
