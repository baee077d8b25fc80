import type { App, BlockButtonAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Context } from '../../conference/context.ts';
import { installedTeam, isForeign } from '../foreign.ts';
import { DETAILS, details, detailsToCome, noDetails } from '../messages/details.ts';

const NOT_OPENED = 'Slack did not open the details in time. Please press again.';
/** Also for somebody who came through a shared channel: whether there is such a conference is not theirs to know. */
const UNKNOWN = 'I know no such conference in your workspace. Only people of the workspace it was started in see its details.';
const AWAY = 'I cannot reach my database just now. Close this and press again in a moment.';

/** Details, on the card: everybody with their state and its reason, for whoever presses it. */
export function onDetails(app: App, context: Context): void {
  app.action<BlockButtonAction>({ type: 'block_actions', action_id: DETAILS }, async ({ ack, action, body, client, respond }) => {
    await ack();
    const viewId = await client.views.open({ trigger_id: body.trigger_id, view: detailsToCome() }).then(({ view }) => view?.id, (error: unknown) => {
      context.log.warn({ error }, 'The details of a conference could not be opened');
      return undefined;
    });
    if (viewId === undefined) return void (await respond({ response_type: 'ephemeral', replace_original: false, text: NOT_OPENED }));
    await client.views.update({ view_id: viewId, view: await detailsFor(context, body, action.value ?? '') });
  });
}

async function detailsFor(context: Context, body: BlockButtonAction, conferenceId: string): Promise<ModalView> {
  try {
    const conference = await context.store.read(conferenceId);
    if (conference === null || conference.teamId !== installedTeam(body) || (await isForeign(context, body))) return noDetails(UNKNOWN);
    return details(conference, body.user.id, context.clock.now());
  } catch (error) {
    context.log.error({ error, conferenceId }, 'The details of a conference could not be read; whoever asked was told so');
    return noDetails(AWAY);
  }
}
