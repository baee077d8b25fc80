import { CODES_REMEMBERED_MS } from '../domain/proof-code.ts';
import type { Context } from './context.ts';
import { NotYet } from './errors.ts';
import { RINGS_REMEMBERED_MS } from '../domain/ring-pace.ts';

/** How often the tables are looked through for work whose job was lost. */
export const SWEEP_EVERY_MS = 30_000;
/** A turn that was free an hour ago holds nobody up; a row that was erased is made again by the next turn. */
const PACES_KEPT_MS = 60 * 60_000;
/** Nobody fills in a form for longer, and it holds numbers. */
const DRAFTS_KEPT_MS = 24 * 60 * 60_000;
/** What is younger than this is being worked on. */
const LEFT_ALONE_MS = 20_000;

/**
 * The net below the jobs: finds conferences nobody watches, callbacks nobody applied and lines nobody posted, and enqueues what is missing.
 * A job already waiting absorbs the second, so in a healthy app this does nothing. Erases what is older than it may be kept.
 * @throws NotYet, always: it comes round for as long as the app lives.
 */
export async function sweep({ upkeep, drafts, numberProofs, clock, rules }: Context): Promise<void> {
  await upkeep.enqueueForgotten(clock.now() - LEFT_ALONE_MS);
  await upkeep.eraseCallbacks(clock.now() - rules.callbackRetentionMs);
  await upkeep.eraseConferences(clock.now() - rules.retentionMs);
  await upkeep.erasePaces(clock.now() - PACES_KEPT_MS);
  await upkeep.eraseRecentRings(clock.now() - RINGS_REMEMBERED_MS);
  await drafts.eraseOld(clock.now() - DRAFTS_KEPT_MS);
  await numberProofs.erase(clock.now() - CODES_REMEMBERED_MS);
  throw new NotYet('The next sweep', SWEEP_EVERY_MS);
}
