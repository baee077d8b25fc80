import type { Context } from './context.ts';
import { NotYet, RateLimited, Unavailable } from './errors.ts';
import type { OfPerson } from './ports.ts';
import { readHome } from './read-home.ts';

/** Whoever opened their Home within this time is taken to look at it still; Slack does not tell when somebody turns away. */
export const LOOKS_FOR_MS = 60 * 60_000;
/** Slack takes 100 of them a minute and workspace (docs apis/web-api/rate-limits, tier 4), and more are openings than ours. */
export const HOME_EVERY_MS = 1_000;

const SOON_MS = 1_000;
/** Two that write one Home at the same time agree in the second round; more than that is no coincidence. */
const MOST_ROUNDS = 4;

/**
 * Somebody opens their Home: it is written now, while they wait. When Slack has to be left alone for a while, a job does it then.
 * @param isBlank whether Slack shows them nothing of ours: then it is sent even if we sent the same before.
 */
export async function openHome(context: Context, person: OfPerson, isBlank: boolean): Promise<void> {
  const { homes, clock, log } = context;
  await homes.opened(person, clock.now(), isBlank);
  try {
    await write(context, person);
  } catch (error) {
    if (!(error instanceof RateLimited || error instanceof Unavailable || error instanceof NotYet)) throw error;
    log.info({ error }, 'A Home could not be written at once; a job does it');
    await homes.refresh(person, 0);
  }
}

/**
 * Writes the Home of somebody who looks, when it would look different.
 * @throws RateLimited or Unavailable, and NotYet when others are to be written first.
 */
export async function publishHome(context: Context, person: OfPerson): Promise<void> {
  await write(context, person, async () => {
    const wait = await context.pace.take(`slack-home/${person.teamId}`, HOME_EVERY_MS);
    if (wait > 0) throw new NotYet('Other Homes are written first', wait);
  });
}

/**
 * Two may write one Home at the same time, and the later state may be sent first. Whoever finds that somebody else wrote meanwhile does not
 * know which of the two stands there now, and writes it once more.
 */
async function write(context: Context, person: OfPerson, takeTurn?: () => Promise<void>): Promise<void> {
  const { homes, homeTab, log } = context;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = await homes.shown(person);
    if (before === undefined) return;
    const home = await readHome(context, person);
    const hash = homeTab.hash(home);
    if (hash === before) return;
    await takeTurn?.();
    const outcome = await homeTab.publish(home);
    if (outcome.kind === 'refused') {
      // Gone from the workspace, or the tab is switched off: nobody looks, and nobody is to try again before it is opened again.
      log.info({ code: outcome.code, team: person.teamId, user: person.slackUserId }, 'Slack takes no Home for somebody; it is left alone until they open it');
      return homes.forget(person);
    }
    if (await homes.replaceShown(person, before, hash)) return;
  }
  throw new NotYet('A Home is written by several at once', SOON_MS);
}
