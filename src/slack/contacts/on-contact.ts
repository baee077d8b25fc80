import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import { numberToRing } from '../../conference/number-to-ring.ts';
import { listNames, plainName } from '../../domain/people-names.ts';
import { BOOK_GROUPS_ACTION } from '../book-option.ts';
import { NOT_REMOVED, NOT_SAVED } from '../messages/book-words.ts';
import { ADD_TITLE, contactView, EDIT_TITLE, emptyForm, formOf, removeContactView } from './contact-view.ts';
import { idOfView } from './id-of-view.ts';
import type { Look } from './look.ts';
import { readLook } from './look.ts';
import { lookOf, refreshList } from './on-list.ts';
import { sayingView, shown } from './parts.ts';
import type { Mistakes, ReadContactForm } from './read-forms.ts';
import { field, readContactForm } from './read-forms.ts';
import { readerOf, whyNotChange } from './rights.ts';
import { pushAndFill } from './screen.ts';
import { slackUserName } from './slack-user-name.ts';
import { DO, FIELD, VIEW } from './words.ts';
import { plain, unescapeText } from '../messages/text.ts';
import { ANSWER_WITHIN_MS } from '../answer-within.ts';

const GONE = 'Somebody removed them from the phone book meanwhile.';

type Saved =
  /** `notice`: for the list, in Slack's markup. */
  | { readonly kind: 'saved'; readonly notice: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'mistakes'; readonly mistakes: Mistakes };

/** Adding, editing and removing one contact. */
export function onContact(app: App, context: Context, timeoutMs: number): void {
  const { clock, rules } = context;

  app.action({ action_id: DO.add, type: 'block_actions' }, async ({ body, ack, client }) => {
    await ack();
    if (body.view === undefined) return;
    const look = lookOf(body.view);
    await pushAndFill({ client, context, timeoutMs }, readerOf(body), body.trigger_id, ADD_TITLE, () => onlyIfMayChange(context, body, ADD_TITLE, async () => contactView(emptyForm(look))));
  });

  app.action({ action_id: DO.withContact, type: 'block_actions' }, async ({ body, action, ack, client }) => {
    await ack();
    if (body.view === undefined || action.type !== 'overflow') return;
    const [what, id = ''] = action.selected_option.value.split(':');
    const look = lookOf(body.view);
    const title = what === 'remove' ? 'Remove a contact' : EDIT_TITLE;
    await pushAndFill({ client, context, timeoutMs }, readerOf(body), body.trigger_id, title, () => onlyIfMayChange(context, body, title, () => viewOf(context, readerOf(body).teamId, id, look, what)));
  });

  app.view<ViewSubmitAction>({ callback_id: VIEW.contact, type: 'view_submission' }, async ({ body, ack, client }) => {
    const form = readContactForm(body.view.state.values, (raw) => numberToRing(rules, raw));
    if (Object.keys(form.mistakes).length > 0) return ack({ response_action: 'errors', errors: { ...form.mistakes } });
    const saved = await inTime(clock, save(context, body, form), ANSWER_WITHIN_MS, NOT_IN_TIME);
    switch (saved.kind) {
      case 'mistakes': return ack({ response_action: 'errors', errors: { ...saved.mistakes } });
      case 'gone': return ack({ response_action: 'update', view: putBack(body) });
      case 'saved':
        await ack();
        await refreshList({ client, context, timeoutMs }, readerOf(body), body.view.root_view_id, readLook(body.view.private_metadata), saved.notice);
    }
  });

  app.view<ViewSubmitAction>({ callback_id: VIEW.removeContact, type: 'view_submission' }, async ({ body, ack, client }) => {
    const { id = '', ...look } = readLook(body.view.private_metadata);
    const removed = await inTime(clock, remove(context, body, id), ANSWER_WITHIN_MS, { problem: NOT_REMOVED });
    if ('problem' in removed) return ack({ response_action: 'update', view: sayingView('Remove a contact', removed.problem) });
    await ack();
    await refreshList({ client, context, timeoutMs }, readerOf(body), body.view.root_view_id, look, removed.notice);
  });
}

const NOT_IN_TIME: Saved = { kind: 'mistakes', mistakes: { [FIELD.name]: NOT_SAVED } };

/** A form only for those who may change the phone book; for others, who may. */
export async function onlyIfMayChange(context: Context, body: BlockAction, title: string, view: () => Promise<ModalView>): Promise<ModalView> {
  const why = await whyNotChange(context, body);
  return why === null ? view() : sayingView(title, why);
}

async function viewOf({ phoneBook, bookChanges }: Context, teamId: string, id: string, look: Look, what: string | undefined): Promise<ModalView> {
  const [[contact], groups] = await Promise.all([phoneBook.contactsById(teamId, [id]), bookChanges.groupsOf(teamId, [id])]);
  if (contact === undefined) return sayingView(what === 'remove' ? 'Remove a contact' : EDIT_TITLE, GONE);
  const inGroups = groups.get(id) ?? [];
  return what === 'remove' ? removeContactView(contact, inGroups, look) : contactView(formOf(contact, inGroups, look));
}

async function save(context: Context, body: ViewSubmitAction, form: ReadContactForm): Promise<Saved> {
  const { bookChanges, log } = context;
  const mistake = (blockId: string, text: string): Saved => ({ kind: 'mistakes', mistakes: { [blockId]: text } });
  try {
    const why = await whyNotChange(context, body, 'plain');
    if (why !== null) return mistake(FIELD.name, why);
    const { teamId } = readerOf(body);
    const { slackUserId, number, secondNumber, note, groupIds } = form;
    const user = slackUserId === null ? null : await slackUserName(context, teamId, slackUserId);
    if (user?.ok === false) return mistake(FIELD.slackUser, user.sentence);
    const { id } = readLook(body.view.private_metadata);
    const contact = { id: id ?? idOfView(teamId, body.view.id), isNew: id === undefined, name: form.name || plainName(user?.name ?? ''), slackUserId, number, secondNumber, note, groupIds };
    const kept = await bookChanges.keepContact(teamId, contact);
    switch (kept.kind) {
      case 'gone': return { kind: 'gone' };
      case 'slack-user-taken': return mistake(FIELD.slackUser, `They are in the phone book already, as ${kept.by}. Edit that entry instead.`);
      case 'kept': {
        const others = await bookChanges.othersWith(teamId, contact.id, [number, secondNumber].filter((one) => one !== null));
        return { kind: 'saved', notice: notice(contact.name, others) };
      }
    }
  } catch (error) {
    log.error({ error }, 'A contact could not be saved; whoever saved it was asked to try again');
    return NOT_IN_TIME;
  }
}

/** One phone may be two people's, as in a family or an office; by mistake it is more often. */
function notice(name: string, others: readonly string[]): string {
  const saved = `:white_check_mark: *${shown(name)}* is saved.`;
  return others.length === 0 ? saved : `${saved} ${listNames(others.map((other) => shown(other)))} ${others.length === 1 ? 'has' : 'have'} the same number; that may be right.`;
}

/** The form once more, with all that was typed, to put somebody back whom another one removed. */
function putBack({ view }: ViewSubmitAction): ModalView {
  const { values } = view.state;
  const typed = (actionId: string): string => field(values, actionId)?.value ?? '';
  const groups = (field(values, BOOK_GROUPS_ACTION)?.selected_options ?? []).map(({ text, value }) => ({ text: plain(unescapeText(text.text)), value }));
  const { id: _removed, ...look } = readLook(view.private_metadata);
  return contactView({
    look, groups, name: typed(FIELD.name), slackUserId: field(values, FIELD.slackUser)?.selected_user ?? null,
    number: typed(FIELD.number), secondNumber: typed(FIELD.secondNumber), note: typed(FIELD.note), notice: `:warning: ${GONE} Press Save to put them back with what you typed.`,
  });
}

async function remove(context: Context, body: ViewSubmitAction, id: string): Promise<{ readonly notice: string } | { readonly problem: string }> {
  const { phoneBook, bookChanges, log } = context;
  try {
    const why = await whyNotChange(context, body);
    if (why !== null) return { problem: why };
    const { teamId } = readerOf(body);
    const [contact] = await phoneBook.contactsById(teamId, [id]);
    const wasThere = await bookChanges.removeContact(teamId, id);
    return { notice: wasThere && contact !== undefined ? `*${shown(contact.name)}* is removed.` : GONE };
  } catch (error) {
    log.error({ error }, 'A contact could not be removed; whoever wanted to was asked to try again');
    return { problem: NOT_REMOVED };
  }
}
