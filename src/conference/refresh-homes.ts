import type { Context } from './context.ts';
import { LOOKS_FOR_MS } from './publish-home.ts';

/**
 * A conference changed: the Homes that show it are written anew, of those who look. It is part of publishing, which one job a conference and
 * moment does already: what it costs where nobody looks is one query there, and nothing where callbacks are applied.
 */
export async function refreshHomes({ homes, clock }: Context, conferenceId: string): Promise<void> {
  await homes.refreshThoseShowing(conferenceId, clock.now() - LOOKS_FOR_MS);
}
