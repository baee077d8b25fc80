import type { App, BlockButtonAction } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import { detailsFor, putDetails } from '../hands/details-screen.ts';
import { teamOfPress } from '../foreign.ts';
import { DETAILS, detailsToCome, readDetailsPlace, TURN } from '../messages/details.ts';

const NOT_OPENED = 'Slack did not open the details in time. Please press again.';

/** Details, on the card: everybody with their state and its reason, for whoever presses it. */
export function onDetails(app: App, context: Context): void {
  app.action<BlockButtonAction>({ type: 'block_actions', action_id: DETAILS }, async ({ ack, action, body, client, respond }) => {
    await ack();
    await context.about({ conferenceId: action.value ?? '' }, async () => {
      const viewId = await client.views.open({ trigger_id: body.trigger_id, view: detailsToCome() }).then(({ view }) => view?.id, (error: unknown) => {
        context.log.warn({ error }, 'The details of a conference could not be opened');
        return undefined;
      });
      if (viewId === undefined) return void (await respond({ response_type: 'ephemeral', replace_original: false, text: NOT_OPENED }));
      await putDetails(context, client, { id: viewId }, await detailsFor(context, { user: body.user, team: { id: teamOfPress(body) } }, action.value ?? ''));
    });
  });

  for (const way of ['back', 'on']) {
    app.action<BlockButtonAction>({ type: 'block_actions', action_id: `${TURN}-${way}` }, async ({ ack, action, body, client }) => {
      await ack();
      const place = readDetailsPlace(body.view?.private_metadata);
      if (place === undefined || body.view === undefined) return;
      const { view } = body;
      await context.about({ conferenceId: place.conferenceId }, async () =>
        putDetails(context, client, view, await detailsFor(context, body, place.conferenceId, { page: Number(action.value) || 0 })));
    });
  }
}
