import { CODES_REMEMBERED_MS } from '../domain/proof-code.ts';
import type { Context } from './context.ts';
import { NotYet } from './errors.ts';
import { STARTS_WITHIN_MS } from './give-up-start.ts';
import { RINGS_REMEMBERED_MS } from '../domain/ring-pace.ts';

/** How often the tables are looked through for work whose job was lost. */
export const SWEEP_EVERY_MS = 30_000;
/** A turn that was free an hour ago holds nobody up; a row that was erased is made again by the next turn. */
const PACES_KEPT_MS = 60 * 60_000;
/** A turn nobody gave back is anybody's long before; but where nobody rings the number it would stay, with its hash. */
const TURNS_KEPT_MS = 60 * 60_000;
/** Nobody fills in a form for longer, and it holds numbers. */
const DRAFTS_KEPT_MS = 24 * 60 * 60_000;
/** What is younger than this is being worked on. */
const LEFT_ALONE_MS = 20_000;

/**
 * The net below the jobs: finds conferences nobody watches, callbacks nobody applied and lines nobody posted, and enqueues what is missing.
 * A job already waiting absorbs the second, so in a healthy app this does nothing. Erases what is older than it may be kept. What fails is logged and
 * comes again; it keeps nothing else from being done, or one table in trouble would cost the net of all.
 * @throws NotYet, always: it comes round for as long as the app lives.
 */
export async function sweep(context: Context): Promise<void> {
  for (const [step, run] of Object.entries(stepsOf(context))) {
    try {
      await run();
    } catch (error) {
      context.log.error({ job: 'sweep', step, error }, 'The job failed in one step; the others are done, and it comes again');
    }
  }
  throw new NotYet('The next sweep', SWEEP_EVERY_MS);
}

/** What is done, one after the other, by the name the log gives it. */
function stepsOf({ upkeep, drafts, foundSoFar, numberProofs, clock, rules }: Context): Readonly<Record<string, () => Promise<void>>> {
  const now = clock.now();
  return {
    'forgotten work': () => upkeep.enqueueForgotten(now - LEFT_ALONE_MS),
    callbacks: () => upkeep.eraseCallbacks(now - rules.callbackRetentionMs),
    conferences: () => upkeep.eraseConferences(now - rules.retentionMs),
    paces: () => upkeep.erasePaces(now - PACES_KEPT_MS),
    'recent rings': () => upkeep.eraseRecentRings(now - RINGS_REMEMBERED_MS),
    'dial turns': () => upkeep.eraseDialTurns(now - TURNS_KEPT_MS),
    drafts: () => drafts.eraseOld(now - DRAFTS_KEPT_MS),
    'people found so far': () => foundSoFar.eraseOld(now - STARTS_WITHIN_MS),
    'number proofs': () => numberProofs.erase(now - CODES_REMEMBERED_MS),
  };
}
