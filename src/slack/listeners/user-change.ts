import type { App } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';

/**
 * Somebody's account was deactivated: their number and wishes go (docs events/user_change). When this gets lost, it happens the next time
 * somebody calls them.
 */
export function onUserChange(app: App, { erasure, log }: Context): void {
  app.event('user_change', async ({ event, body }) => {
    if (!event.user.deleted) return;
    await erasure.fromBook(body.team_id, [event.user.id]);
    log.info({ team: body.team_id }, 'Somebody whose Slack account was deactivated is no longer in the phone book');
  });
}
