import { moveCard, takeTurnToPost } from './card-place.ts';
import type { Context } from './context.ts';
import { NotYet } from './errors.ts';

/** The card is posted by a job of its own; its thread waits for it. */
const CARD_WITHIN_MS = 1_000;

/** Posts the lines of the thread that are not posted yet, as one message, in their order. */
export async function postLines(context: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  const { store, messenger } = context;
  const settled = await store.readSettled(conferenceId);
  const waiting = await store.linesToPost(conferenceId);
  if (settled === null || waiting.length === 0 || settled.card.lost !== null) return;
  const { conference, card } = settled;
  if (card.place === null) throw new NotYet('The card is not posted yet', CARD_WITHIN_MS);
  await takeTurnToPost(context, conference, card.place.channelId);
  const outcome = await messenger.postLines(conference, card.place, waiting.map(({ line }) => line));
  if (outcome.kind === 'posted') {
    await store.markPosted(waiting.map(({ id }) => id), outcome.place.ts);
    return;
  }
  const moved = await moveCard(context, conference, outcome.code, card.place);
  if (moved.lost === null) throw new NotYet('The card has moved, and its thread follows', CARD_WITHIN_MS);
}
