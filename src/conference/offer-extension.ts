import { standingWarning } from '../domain/limit-warning.ts';
import type { Context } from './context.ts';
import { isOver } from './reach-into.ts';

/** Offers the host to extend a conference that ends soon; silent when it was extended or has ended meanwhile. */
export async function offerExtension({ store, messenger }: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  const settled = await store.readSettled(conferenceId);
  if (settled === null || standingWarning(settled.conference) === null || isOver(settled.conference)) return;
  await messenger.offerExtension(settled.conference, settled.card.place);
}
