import type { Context } from './context.ts';
import type { Press, Refusal } from './reach-into.ts';
import { mayControlAll, reachInto } from './reach-into.ts';

/** Ends a conference for everyone: whoever is on the phone is hung up on, and nobody is rung any more. @throws only what the database throws. */
export function endForAll(context: Context, press: Press): Promise<Refusal | { readonly kind: 'ended-now' }> {
  const at = context.clock.now();
  return reachInto<Refusal | { readonly kind: 'ended-now' }>(context, press, mayControlAll(context),
    () => ({ events: [{ kind: 'end-decided', at, reason: 'ended-by', by: press.userId }], result: { kind: 'ended-now' } }));
}
