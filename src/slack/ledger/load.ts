import type { ModalView } from '@slack/types';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import { whatTheySee, whose } from '../../conference/whose-records.ts';
import { monthMeant } from '../../domain/month.ts';
import type { Reader } from '../contacts/screen.ts';
import type { CostsLook } from './costs-look.ts';
import { costsThatSay, costsView } from './costs-view.ts';
import { historyThatSays, historyView } from './history-view.ts';
import { AWAY, CONFERENCES_PER_PAGE } from './words.ts';

/** Longer than this nobody looks at a view that says "One moment". */
const FIND_WITHIN_MS = 10_000;
const DAY_MS = 86_400_000;

/** The costs as they stand; a sentence when they cannot be found. Never throws. */
export function foundCosts(context: Context, { teamId, userId }: Reader, look: CostsLook, notice?: string): Promise<ModalView> {
  return found(context, costsThatSay(look, AWAY), async () => {
    const person = { teamId, slackUserId: userId };
    const sees = await whatTheySee(context, person);
    const now = context.clock.now();
    const rows = await context.ledger.costs(whose(person, sees === 'all'), look.month, now);
    return costsView({ look, rows, sees, present: monthMeant(null, now), notice });
  });
}

/** The history as it stands; a sentence when it cannot be found. Never throws. */
export function foundHistory(context: Context, { teamId, userId }: Reader, offset: number, notice?: string): Promise<ModalView> {
  return found(context, historyThatSays(AWAY), async () => {
    const person = { teamId, slackUserId: userId };
    const sees = await whatTheySee(context, person);
    const page = await context.ledger.page(whose(person, sees === 'all'), { offset, limit: CONFERENCES_PER_PAGE });
    return historyView({ ...page, offset, sees, retentionDays: context.rules.retentionMs / DAY_MS, notice });
  });
}

async function found({ clock, log }: Context, instead: ModalView, find: () => Promise<ModalView>): Promise<ModalView> {
  try {
    return await inTime(clock, find(), FIND_WITHIN_MS, instead);
  } catch (error) {
    log.warn({ error }, 'Costs or history could not be read; whoever opened them was told so');
    return instead;
  }
}
