import type { App, BlockOverflowAction, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Context } from '../../conference/context.ts';
import { controlPerson } from '../../conference/control-person.ts';
import { removePerson } from '../../conference/remove-person.ts';
import { ringPersonAgain } from '../../conference/ring-again.ts';
import type { Press } from '../../conference/reach-into.ts';
import type { PersonControl } from '../../domain/may-control.ts';
import { ackOnceDone } from '../ack-once-done.ts';
import type { Origin } from '../foreign.ts';
import { installedTeam, isForeign } from '../foreign.ts';
import type { DetailsPlace } from '../messages/details.ts';
import { readDetailsPlace } from '../messages/details.ts';
import { AWAY, FOREIGN, hadJustLeft, ringWords, UNKNOWN } from '../messages/hands-words.ts';
import { PERSON_MENU, readPersonChoice } from '../messages/person-menu.ts';
import { detailsFor, putDetails } from './details-screen.ts';
import { readRemoveForm, REMOVE_FORM, removeForm } from './remove-form.ts';
import { refused } from './press.ts';

/** What is done to one person, in the details. Taking somebody out is asked about first; hanging up on oneself is not. */
export function onPersonControls(app: App, context: Context): void {
  app.action<BlockOverflowAction>({ type: 'block_actions', action_id: PERSON_MENU }, async ({ ack, action, body, client }) => {
    const meant = readPersonChoice(action.selected_option.value);
    const place = readDetailsPlace(body.view?.private_metadata);
    if (meant === undefined || place === undefined || body.view === undefined) return ack();
    const { id: viewId, hash } = body.view;
    await context.about({ conferenceId: place.conferenceId }, async () => {
      if (meant.control === 'remove' && !meant.isOwn) {
        await ack();
        return ask(context, client, body, { ...place, viewId, participantId: meant.participantId });
      }
      const note = await ackOnceDone(context, ack, act(context, body, place, { ...meant, viewId, pressId: body.trigger_id }));
      await putDetails(context, client, { id: viewId, hash }, await detailsFor(context, body, place.conferenceId, { page: place.page, note }));
    });
  });

  app.view<ViewSubmitAction>({ callback_id: REMOVE_FORM, type: 'view_submission' }, async ({ ack, body, client }) => {
    const meant = readRemoveForm(body.view.private_metadata);
    if (meant === undefined) return ack();
    const { viewId, page, conferenceId } = meant;
    await context.about({ conferenceId }, async () => {
      // It closes once that is done, and the details below it show what came of it.
      const note = await ackOnceDone(context, ack, act(context, body, meant, { control: 'remove', participantId: meant.participantId, viewId, pressId: body.view.id }));
      await putDetails(context, client, { id: viewId }, await detailsFor(context, body, conferenceId, { page, note }));
    });
  });
}

interface Meant {
  readonly control: PersonControl;
  readonly participantId: string;
  readonly viewId: string;
  readonly pressId: string;
}

/** Never throws. @returns what whoever pressed reads of it, null for nothing. */
async function act(context: Context, origin: Origin, { conferenceId, page }: DetailsPlace, meant: Meant): Promise<string | null> {
  try {
    if (await isForeign(context, origin)) return FOREIGN;
    return await carryOut(context, { teamId: installedTeam(origin), conferenceId, userId: origin.user.id }, page, meant);
  } catch (error) {
    context.log.error({ error, conferenceId }, 'What somebody pressed could not be done; they were told so');
    return AWAY;
  }
}

async function carryOut(context: Context, press: Press, page: number, { control, participantId, viewId, pressId }: Meant): Promise<string | null> {
  if (control === 'ring-again') return ringWords(await ringPersonAgain(context, { ...press, participantId, pressId }), context.rules.controls);
  const result = control === 'remove' ? await removePerson(context, { ...press, participantId }) : await controlPerson(context, { ...press, participantId, control, seenIn: { viewId, page } });
  switch (result.kind) {
    case 'not-there': case 'not-in-room': return hadJustLeft(result.name);
    case 'no-such-person': return UNKNOWN;
    default: return refused(context, result);
  }
}

async function ask({ log }: Context, client: WebClient, { trigger_id: triggerId, view }: BlockOverflowAction, meant: Parameters<typeof removeForm>[0]): Promise<void> {
  try {
    await client.views.push({ trigger_id: triggerId, view: removeForm(meant, view?.blocks ?? []) });
  } catch (error) {
    log.warn({ error }, 'Nobody could be asked whether to take somebody out; nothing was done');
  }
}
