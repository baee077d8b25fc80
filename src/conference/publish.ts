import type { Context } from './context.ts';
import { RateLimited, Unavailable } from './errors.ts';
import { postLines } from './post-lines.ts';
import { refreshCard } from './refresh-card.ts';
import { refreshHomes } from './refresh-homes.ts';

/**
 * Brings Slack up to date with a conference: the Homes that show it (by jobs of their own), then the card, then the thread below it. In this
 * order, for a card that was deleted is noticed only when it is rewritten, and a reply to a message that is gone stands in the channel by
 * itself.
 * @throws what made one of the two impossible for now; a card that has to wait does not hold up the thread, for Slack limits each method
 * by itself (docs apis/web-api/rate-limits).
 */
export async function publish(context: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  // First, for it asks nothing of Slack itself: a card that has to wait holds up no Home.
  await refreshHomes(context, conferenceId);
  const held = await refreshCard(context, conferenceId).then(() => null, (error: unknown) => {
    if (error instanceof RateLimited || error instanceof Unavailable) return error;
    throw error;
  });
  await postLines(context, conferenceId);
  if (held !== null) throw held;
}
