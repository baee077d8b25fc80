import type { App, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import { inTurn } from '../../conference/in-turn.ts';
import { plainName } from '../../domain/people-names.ts';
import { NOT_REMOVED, NOT_SAVED } from '../messages/book-words.ts';
import { GROUPS_TITLE, groupView, MOST_SHOWN, removeGroupView } from './group-view.ts';
import { idOfView } from './id-of-view.ts';
import { loadGroups } from './load.ts';
import type { Look } from './look.ts';
import { readLook } from './look.ts';
import { onlyIfMayChange } from './on-contact.ts';
import { lookOf, refreshList } from './on-list.ts';
import { sayingView, shown } from './parts.ts';
import type { Mistakes, ReadGroupForm } from './read-forms.ts';
import { readGroupForm } from './read-forms.ts';
import { readerOf, whyNotChange, whyNotLook } from './rights.ts';
import type { Reader, Screen } from './screen.ts';
import { filled, pushAndFill, put } from './screen.ts';
import { slackUserName } from './slack-user-name.ts';
import { DO, FIELD, VIEW } from './words.ts';
import { ANSWER_WITHIN_MS } from '../answer-within.ts';

const LOOKUPS_AT_ONCE = 8;
const EDIT_TITLE = 'Edit a group';
const REMOVE_TITLE = 'Remove a group';
const GONE = 'Somebody removed this group meanwhile.';

type Saved = { readonly kind: 'saved'; readonly notice: string } | { readonly kind: 'gone' } | { readonly kind: 'mistakes'; readonly mistakes: Mistakes };

/** Saved groups: the list, and adding, editing and removing one. */
export function onGroups(app: App, context: Context, timeoutMs: number): void {
  const { clock } = context;

  app.action({ action_id: DO.groups, type: 'block_actions' }, async ({ body, ack, client }) => {
    await ack();
    if (body.view === undefined || (await whyNotLook(context, body)) !== null) return;
    const look = lookOf(body.view);
    await pushAndFill({ client, context, timeoutMs }, readerOf(body), body.trigger_id, GROUPS_TITLE, () => loadGroups(context, readerOf(body), look, 0));
  });

  for (const turn of [DO.previousGroups, DO.nextGroups]) {
    app.action({ action_id: turn, type: 'block_actions' }, async ({ body, action, ack, client }) => {
      await ack();
      if (body.view === undefined || (await whyNotLook(context, body)) !== null) return;
      const offset = Number('value' in action ? action.value : 0);
      const look = readLook(body.view.private_metadata);
      await put({ client, context }, body.view.id, await filled(context, GROUPS_TITLE, () => loadGroups(context, readerOf(body), look, Number.isSafeInteger(offset) && offset > 0 ? offset : 0)));
    });
  }

  app.action({ action_id: DO.addGroup, type: 'block_actions' }, async ({ body, ack, client }) => {
    await ack();
    if (body.view === undefined) return;
    const look = readLook(body.view.private_metadata);
    await pushAndFill({ client, context, timeoutMs }, readerOf(body), body.trigger_id, 'New group', () => onlyIfMayChange(context, body, 'New group', async () => groupView({ look, name: '', members: [] })));
  });

  app.action({ action_id: DO.withGroup, type: 'block_actions' }, async ({ body, action, ack, client }) => {
    await ack();
    if (body.view === undefined || action.type !== 'overflow') return;
    const [what, id = ''] = action.selected_option.value.split(':');
    const look = readLook(body.view.private_metadata);
    const title = what === 'remove' ? REMOVE_TITLE : EDIT_TITLE;
    await pushAndFill({ client, context, timeoutMs }, readerOf(body), body.trigger_id, title, () => onlyIfMayChange(context, body, title, () => viewOf(context, readerOf(body).teamId, id, look, title)));
  });

  app.view<ViewSubmitAction>({ callback_id: VIEW.group, type: 'view_submission' }, async ({ body, ack, client }) => {
    const form = readGroupForm(body.view.state.values);
    if (Object.keys(form.mistakes).length > 0) return ack({ response_action: 'errors', errors: { ...form.mistakes } });
    const saved = await inTime(clock, save(context, body, form), ANSWER_WITHIN_MS, NOT_IN_TIME);
    switch (saved.kind) {
      case 'mistakes': return ack({ response_action: 'errors', errors: { ...saved.mistakes } });
      case 'gone': return ack({ response_action: 'update', view: await putBack(context, body, form) });
      case 'saved':
        await ack();
        await refreshBoth({ client, context, timeoutMs }, readerOf(body), body, saved.notice);
    }
  });

  app.view<ViewSubmitAction>({ callback_id: VIEW.removeGroup, type: 'view_submission' }, async ({ body, ack, client }) => {
    const removed = await inTime(clock, remove(context, body), ANSWER_WITHIN_MS, { problem: NOT_REMOVED });
    if ('problem' in removed) return ack({ response_action: 'update', view: sayingView(REMOVE_TITLE, removed.problem) });
    await ack();
    await refreshBoth({ client, context, timeoutMs }, readerOf(body), body, removed.notice);
  });
}

const NOT_IN_TIME: Saved = { kind: 'mistakes', mistakes: { [FIELD.groupName]: NOT_SAVED } };

async function viewOf({ phoneBook }: Context, teamId: string, id: string, look: Look, title: string): Promise<ModalView> {
  const found = await phoneBook.groupById(teamId, id);
  if (found === null) return sayingView(title, GONE);
  const { group, members } = found;
  return title === REMOVE_TITLE ? removeGroupView(group, members, look) : groupView({ id, look, name: group.name, members });
}

async function save(context: Context, body: ViewSubmitAction, { name, contactIds, slackUserIds }: ReadGroupForm): Promise<Saved> {
  const { phoneBook, bookChanges, log } = context;
  const mistake = (blockId: string, text: string): Saved => ({ kind: 'mistakes', mistakes: { [blockId]: text } });
  try {
    const why = await whyNotChange(context, body, 'plain');
    if (why !== null) return mistake(FIELD.groupName, why);
    const { teamId } = readerOf(body);
    const { id } = readLook(body.view.private_metadata);
    const before = id === undefined ? null : await phoneBook.groupById(teamId, id);
    // Who is in it has a name already; of the others Slack is asked.
    const known = new Map((before?.members ?? []).flatMap((member) => (member.slackUserId === null ? [] : [[member.slackUserId, member.name] as const])));
    const named = await inTurn(slackUserIds, LOOKUPS_AT_ONCE, async (userId) => {
      const inGroup = known.get(userId);
      return { userId, found: inGroup === undefined ? await slackUserName(context, teamId, userId) : { ok: true as const, name: inGroup } };
    });
    const refused = named.flatMap(({ found }) => (found.ok ? [] : [found.sentence]))[0];
    if (refused !== undefined) return mistake(FIELD.slackUsers, refused);
    const kept = await bookChanges.keepGroup(teamId, {
      id: id ?? idOfView(teamId, body.view.id), isNew: id === undefined, name, contactIds, keepsOthers: (before?.members.length ?? 0) > MOST_SHOWN,
      slackUsers: named.flatMap(({ userId, found }) => (found.ok ? [{ userId, name: plainName(found.name) }] : [])),
    });
    switch (kept.kind) {
      case 'gone': return { kind: 'gone' };
      case 'name-taken': return mistake(FIELD.groupName, `There is a group “${kept.by}” already. Choose another name, or edit that group.`);
      case 'kept': return { kind: 'saved', notice: `:white_check_mark: The group *${shown(name)}* is saved.` };
    }
  } catch (error) {
    log.error({ error }, 'A group could not be saved; whoever saved it was asked to try again');
    return NOT_IN_TIME;
  }
}

/** The form once more, with all that was chosen: what stands in it stays where the blocks stay (docs surfaces/modals). */
async function putBack({ phoneBook }: Context, body: ViewSubmitAction, { name, contactIds, slackUserIds }: ReadGroupForm): Promise<ModalView> {
  const { id: _removed, ...look } = readLook(body.view.private_metadata);
  const chosen = await phoneBook.contactsById(readerOf(body).teamId, contactIds);
  const users = slackUserIds.map((slackUserId) => ({ id: '', slackUserId, name: '', number: null, secondNumber: null, note: '' }));
  return groupView({ look, name, members: [...chosen, ...users], notice: `:warning: ${GONE} Press Save to make it anew, with those you chose.` });
}

async function remove(context: Context, body: ViewSubmitAction): Promise<{ readonly notice: string } | { readonly problem: string }> {
  const { phoneBook, bookChanges, log } = context;
  try {
    const why = await whyNotChange(context, body);
    if (why !== null) return { problem: why };
    const { teamId } = readerOf(body);
    const { id = '' } = readLook(body.view.private_metadata);
    const found = await phoneBook.groupById(teamId, id);
    const wasThere = await bookChanges.removeGroup(teamId, id);
    return { notice: wasThere && found !== null ? `The group *${shown(found.group.name)}* is removed.` : GONE };
  } catch (error) {
    log.error({ error }, 'A group could not be removed; whoever wanted to was asked to try again');
    return { problem: NOT_REMOVED };
  }
}

/** The groups below the form, and the list below them, which tells who is in which. */
async function refreshBoth(screen: Screen, reader: Reader, { view }: ViewSubmitAction, notice: string): Promise<void> {
  const look = readLook(view.private_metadata);
  if (view.previous_view_id !== null) await put(screen, view.previous_view_id, await filled(screen.context, GROUPS_TITLE, () => loadGroups(screen.context, reader, look, 0, notice)));
  await refreshList(screen, reader, view.root_view_id, look);
}
