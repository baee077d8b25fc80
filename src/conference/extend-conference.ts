import { standingWarning } from '../domain/limit-warning.ts';
import type { Context } from './context.ts';
import type { Press, Refusal } from './reach-into.ts';
import { mayControlAll, reachInto } from './reach-into.ts';

/** Somebody has a conference go on after the end everybody was told of. */
export interface Extend extends Press {
  /** That end, epoch milliseconds: it is extended once. */
  readonly endsAt: number;
}

export type ExtendResult =
  | Refusal
  | { readonly kind: 'extended'; readonly byMs: number }
  /** Somebody else, or the same press, was first. */
  | { readonly kind: 'already' };

/** Lets a conference go on for a while longer, once for each end that was told. @throws only what the database throws. */
export function extendConference(context: Context, { endsAt, ...press }: Extend): Promise<ExtendResult> {
  const at = context.clock.now();
  return reachInto<ExtendResult>(context, press, mayControlAll(context), (conference) => {
    const warning = standingWarning(conference);
    if (warning === null || warning.endsAt !== endsAt || warning.extendMs === 0) return { events: [], result: { kind: 'already' } };
    return { events: [{ kind: 'extended', at, by: press.userId, endsAt }], result: { kind: 'extended', byMs: warning.extendMs } };
  });
}
