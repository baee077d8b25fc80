import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { WebAPIPlatformError } from '@slack/web-api';
import type { Context } from '../../conference/context.ts';
import { presserOf } from '../../conference/reach-into.ts';
import type { Origin } from '../foreign.ts';
import { installedTeam, isForeign } from '../foreign.ts';
import type { DetailsOptions } from '../messages/details.ts';
import { details, noDetails } from '../messages/details.ts';

/** Also for somebody who came through a shared channel: whether there is such a conference is not theirs to know. */
const UNKNOWN = 'I know no such conference in your workspace. Only people of the workspace it was started in see its details.';
const AWAY = 'I cannot reach my database just now. Close this and press again in a moment.';

/** The details of a conference as whoever looks may see them, or why not. Never throws. */
export async function detailsFor(context: Context, origin: Origin, conferenceId: string, options: DetailsOptions = {}): Promise<ModalView> {
  try {
    const conference = await context.store.read(conferenceId);
    if (conference === null || conference.teamId !== installedTeam(origin) || (await isForeign(context, origin))) return noDetails(UNKNOWN);
    return details(conference, { ...(await presserOf(context, conference, origin.user.id)), controls: context.rules.controls }, context.clock.now(), options);
  } catch (error) {
    context.log.error({ error, conferenceId }, 'The details of a conference could not be read; whoever asked was told so');
    return noDetails(AWAY);
  }
}

/**
 * Puts them into the view somebody has before them. Never throws: it may have been closed meanwhile.
 * @param hash of the version they pressed in: what was written there since knows better (docs views.update).
 */
export async function putDetails({ log }: Pick<Context, 'log'>, client: WebClient, view: { readonly id: string; readonly hash?: string | undefined }, shown: ModalView): Promise<void> {
  try {
    await client.views.update({ view_id: view.id, ...(view.hash === undefined ? {} : { hash: view.hash }), view: shown });
  } catch (error) {
    if (error instanceof WebAPIPlatformError && (error.data.error === 'hash_conflict' || error.data.error === 'not_found')) return;
    log.warn({ error }, 'The details of a conference could not be brought up to date');
  }
}
