import type { App, BlockAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import { DATABASE_AWAY } from '../messages/book-words.ts';
import { listThatSays, loadingList } from './list-view.ts';
import { loadList } from './load.ts';
import type { Look } from './look.ts';
import { readLook } from './look.ts';
import { field } from './read-forms.ts';
import { readerOf, whyNotLook } from './rights.ts';
import type { Reader, Screen } from './screen.ts';
import { put, show } from './screen.ts';
import { DO, VIEW } from './words.ts';
import { ANSWER_WITHIN_MS } from '../answer-within.ts';

const FIND_WITHIN_MS = 10_000;

/** Opens the phone book at once, and fills it afterwards. Never throws. */
export async function openContacts(screen: Screen, opening: Reader & { readonly triggerId: string; readonly responseUrl: string | null }): Promise<void> {
  const viewId = await show(screen, 'open', opening.triggerId, loadingList(), opening);
  if (viewId !== undefined) await refreshList(screen, opening, viewId, { query: '', offset: 0 });
}

/** Brings the list that is shown up to date. Never throws. @param notice what just happened, in Slack's markup. */
export async function refreshList(screen: Screen, reader: Reader, viewId: string | null, look: Look, notice?: string): Promise<void> {
  if (viewId !== null) await put(screen, viewId, await foundList(screen.context, reader, look, FIND_WITHIN_MS, notice));
}

/** Searching, and turning pages. */
export function onList(app: App, context: Context, timeoutMs: number): void {
  const newest = new Map<string, number>();

  app.action(DO.open, async ({ body, ack, client }) => {
    await ack();
    if (body.type !== 'block_actions' || (await whyNotLook(context, body)) !== null) return;
    await openContacts({ client, context, timeoutMs }, { ...readerOf(body), triggerId: body.trigger_id, responseUrl: null });
  });

  // People type faster than it is answered: what a later letter overtook is not shown.
  app.action({ action_id: DO.search, type: 'block_actions' }, async ({ body, ack, client }) => {
    await ack();
    const { view } = body;
    const at = Number(body.actions[0]?.action_ts ?? 0);
    if (view === undefined || at < (newest.get(view.id) ?? 0)) return;
    newest.set(view.id, at);
    const list = await listFor(context, body, { query: queryOf(view), offset: 0 });
    if (newest.get(view.id) !== at) return;
    newest.delete(view.id);
    await put({ client, context }, view.id, list);
  });

  for (const action of [DO.previous, DO.next]) {
    app.action({ action_id: action, type: 'block_actions' }, async ({ body, action: pressed, ack, client }) => {
      await ack();
      if (body.view === undefined) return;
      const offset = Number('value' in pressed ? pressed.value : 0);
      await put({ client, context }, body.view.id, await listFor(context, body, { query: queryOf(body.view), offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0 }));
    });
  }

  app.view({ callback_id: VIEW.list, type: 'view_submission' }, async ({ body, ack }) => {
    const look = { query: queryOf(body.view), offset: 0 };
    const list = await inTime(context.clock, listFor(context, body, look), ANSWER_WITHIN_MS, null);
    await ack({ response_action: 'update', view: list ?? listThatSays(look, DATABASE_AWAY) });
  });
}

/** Where the list stood that an action came from. */
export function lookOf(view: NonNullable<BlockAction['view']>): Look {
  return { query: queryOf(view), offset: readLook(view.private_metadata).offset };
}

function queryOf(view: { readonly state: { readonly values: Parameters<typeof field>[0] } }): string {
  return field(view.state.values, DO.search)?.value ?? '';
}

async function listFor(context: Context, origin: Parameters<typeof whyNotLook>[1], look: Look): Promise<ModalView> {
  const why = await whyNotLook(context, origin);
  return why === null ? foundList(context, readerOf(origin), look, FIND_WITHIN_MS) : listThatSays(look, why);
}

async function foundList(context: Context, reader: Reader, look: Look, withinMs: number, notice?: string): Promise<ModalView> {
  const { clock, log } = context;
  try {
    return (await inTime(clock, loadList(context, reader, look, notice), withinMs, null)) ?? listThatSays(look, DATABASE_AWAY);
  } catch (error) {
    log.warn({ error }, 'The phone book could not be read; whoever opened it was told so');
    return listThatSays(look, DATABASE_AWAY);
  }
}
