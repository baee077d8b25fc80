import type { App } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import { openHome } from '../../conference/publish-home.ts';
import type { OfPerson } from '../../conference/ports.ts';
import { HOME } from '../messages/home.ts';

/** How long somebody looks at an empty page before they are told why. */
const PATIENCE_MS = 2_500;

/** The Home tab is opened. Bolt acknowledges an event by itself; then it is written at once, for somebody is looking at it. */
export function onHomeOpened(app: App, context: Context): void {
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return;
    await show(context, { teamId: body.team_id, slackUserId: event.user }, event.view?.callback_id !== HOME);
  });
}

async function show(context: Context, person: OfPerson, isBlank: boolean): Promise<void> {
  try {
    const writing = openHome(context, person, isBlank);
    if ((await inTime(context.clock, writing, PATIENCE_MS, 'late')) !== 'late') return;
    await context.homeTab.publishWithout(person);
    await writing;
    // Once it is there after all, it may have been sent before the apology, and stand below it.
    await openHome(context, person, true);
  } catch (error) {
    context.log.error({ error }, 'A Home could not be put together; it says so, and offers what is possible without');
    await context.homeTab.publishWithout(person);
  }
}
