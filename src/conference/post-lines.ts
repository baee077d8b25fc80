import { moveCard, takeTurnToPost } from './card-place.ts';
import type { Context } from './context.ts';
import { NotYet } from './errors.ts';
import { insist } from './insist.ts';

const SOON_MS = 1_000;

/**
 * Posts the lines of the thread that are not posted yet, in their order, as one message, or as few as hold them; none as long as there is no card.
 * @throws NotYet while others post in the channel, or after a message, until the next of them has its turn.
 */
export async function postLines(context: Context, conferenceId: string): Promise<void> {
  const { store, messenger, clock } = context;
  // The lines first: a line of a change the conference does not know of yet ("ended", and no end) would be worded as nothing.
  const waiting = await store.linesToPost(conferenceId);
  if (waiting.length === 0) return;
  const settled = await store.readSettled(conferenceId);
  if (settled === null || settled.card.place === null || settled.card.lost !== null) return;
  const { conference, card: { place } } = settled;
  await takeTurnToPost(context, conference, place.channelId);
  const outcome = await messenger.postLines(conference, place, waiting.map(({ line }) => line));
  if (outcome.kind === 'posted' || outcome.kind === 'nothing-to-say') {
    // What came to nothing meanwhile is told nowhere, and stands with the card as told.
    const { ts } = outcome.kind === 'posted' ? outcome.place : place;
    await insist(clock, () => store.markPosted(waiting.slice(0, outcome.told).map(({ id }) => id), ts));
    return outcome.told < waiting.length ? postLines(context, conferenceId) : undefined;
  }
  const moved = await moveCard(context, conference, outcome.code, place);
  if (moved.lost === null) throw new NotYet('The card has moved, and its thread follows', SOON_MS);
}
