import type { App, BlockAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Context } from '../../conference/context.ts';
import { numberToRing } from '../../conference/number-to-ring.ts';
import { installedTeam, isForeign } from '../foreign.ts';
import { BOOK_BLOCK, FIELD, START_VIEW } from './fields.ts';
import { putSummary } from './put-summary.ts';
import { readStartForm } from './read-form.ts';

type Chosen = BlockAction & { readonly view: NonNullable<BlockAction['view']> };

/**
 * With every choice the line about phones and costs is written anew. Choices can come faster than it is: the newest of a view counts, and
 * those it overtook are dropped.
 */
export function onChoices(app: App, context: Context): void {
  const newest = new Map<string, number>();
  const onChoice = async (body: Chosen, client: WebClient): Promise<void> => {
    const { id } = body.view;
    const at = Number(body.actions[0]?.action_ts ?? 0);
    if (at < (newest.get(id) ?? 0)) return;
    newest.set(id, at);
    await writeLine(context, client, body, () => newest.get(id) === at);
    if (newest.get(id) === at) newest.delete(id);
  };
  for (const action of [FIELD.people, FIELD.groups, FIELD.numbers, FIELD.options]) {
    app.action(action, async ({ body, ack, client }) => {
      await ack();
      if (isOfStartModal(body)) await onChoice(body, client);
    });
  }
  app.action({ action_id: FIELD.book, block_id: BOOK_BLOCK }, async ({ body, ack, client }) => {
    await ack();
    if (isOfStartModal(body)) await onChoice(body, client);
  });
}

async function writeLine(context: Context, client: WebClient, body: Chosen, isNewest: () => boolean): Promise<void> {
  const { view, user } = body;
  if (await isForeign(context, body)) return;
  const { rules } = context;
  const { invitees, ringHost, urgent } = readStartForm(view.state.values, { defaultCountry: rules.defaultCountry, toRing: (raw) => numberToRing(rules, raw) });
  await putSummary({ client, context }, {
    teamId: installedTeam(body), hostUserId: user.id, view: shownAgain(view), viewId: view.id, hash: view.hash, invited: { invitees, ringHost, urgent },
  }, isNewest);
}

function isOfStartModal(body: { readonly type: string }): body is Chosen {
  return body.type === 'block_actions' && 'view' in body && (body as BlockAction).view?.callback_id === START_VIEW;
}

/** The view as it stands: what is filled in stays where the blocks stay (docs surfaces/modals). */
function shownAgain({ blocks, title, submit, close, callback_id: callbackId }: Chosen['view']): ModalView {
  return { type: 'modal', callback_id: callbackId, title, ...(submit === null ? {} : { submit }), ...(close === null ? {} : { close }), blocks };
}
