import type { App, BlockAction, BlockButtonAction, ButtonAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Context } from '../../conference/context.ts';
import type { AskedMonth } from '../../domain/month.ts';
import { monthMeant, parseMonth } from '../../domain/month.ts';
import { ackOnceDone } from '../ack-once-done.ts';
import { readerOf } from '../contacts/rights.ts';
import type { Reader, Screen } from '../contacts/screen.ts';
import { put, show } from '../contacts/screen.ts';
import { isForeign } from '../foreign.ts';
import type { CostsLook } from './costs-look.ts';
import { readCostsLook, readOffset } from './costs-look.ts';
import { costsThatSay } from './costs-view.ts';
import { historyThatSays } from './history-view.ts';
import { foundCosts, foundHistory } from './load.ts';
import { DO, EXPORTING, FOREIGN, NOT_NOTED } from './words.ts';

type Opening = Reader & { readonly triggerId: string; readonly responseUrl: string | null };

/** A button pressed twice sends one file. */
const EXPORT_EVERY_MS = 10_000;
const MOMENT = 'One moment …';

/** `/conference costs`: opens at once, and is filled afterwards. Never throws. @param month as typed; null for the present one. */
export async function openCosts(screen: Screen, opening: Opening, month: AskedMonth | null): Promise<void> {
  const look: CostsLook = { month: monthMeant(month, screen.context.clock.now()), by: 'host', offset: 0 };
  const viewId = await show(screen, 'open', opening.triggerId, costsThatSay(look, MOMENT), opening);
  if (viewId !== undefined) await put(screen, viewId, await foundCosts(screen.context, opening, look));
}

/** `/conference history`: opens at once, and is filled afterwards. Never throws. */
export async function openHistory(screen: Screen, opening: Opening): Promise<void> {
  const viewId = await show(screen, 'open', opening.triggerId, historyThatSays(MOMENT), opening);
  if (viewId !== undefined) await put(screen, viewId, await foundHistory(screen.context, opening, 0));
}

/** Turning pages and months, and asking for files: costs and history. */
export function onLedger(app: App, context: Context): void {
  const on = (actionId: string, next: (body: BlockAction<ButtonAction>, value: string | undefined) => Promise<ModalView>): void => {
    app.action<BlockButtonAction>({ action_id: actionId, type: 'block_actions' }, async ({ body, action, ack, client }) => {
      if (body.view === undefined) return ack();
      await put({ client, context }, body.view.id, await ackOnceDone(context, ack, next(body, action.value)));
    });
  };
  const costs = (body: BlockAction<ButtonAction>, change: Partial<CostsLook>): Promise<ModalView> => guarded(context, body, (text) => costsThatSay(lookOf(context, body), text), () => foundCosts(context, readerOf(body), { ...lookOf(context, body), ...change }));
  for (const month of [DO.month, DO.laterMonth]) on(month, (body, value) => costs(body, { month: parseMonth(value ?? '') ?? lookOf(context, body).month, offset: 0 }));
  on(DO.by, (body, value) => costs(body, { by: value === 'channel' ? 'channel' : 'host', offset: 0 }));
  for (const page of [DO.previousCosts, DO.nextCosts]) on(page, (body, value) => costs(body, { offset: readOffset(value) }));
  for (const page of [DO.previous, DO.next]) on(page, (body, value) => guarded(context, body, historyThatSays, () => foundHistory(context, readerOf(body), readOffset(value))));

  on(DO.exportCosts, (body) => guarded(context, body, (text) => costsThatSay(lookOf(context, body), text), async () => {
    const { teamId, userId } = readerOf(body);
    const look = lookOf(context, body);
    const notice = await askFor(context, `export-costs/${look.month}/${teamId}/${userId}`, () => context.ledger.requestCostsFile(teamId, userId, look.month));
    return foundCosts(context, readerOf(body), look, notice);
  }));
  on(DO.exportHistory, (body) => guarded(context, body, historyThatSays, async () => {
    const { teamId, userId } = readerOf(body);
    const notice = await askFor(context, `export-history/${teamId}/${userId}`, () => context.ledger.requestHistoryFile(teamId, userId));
    return foundHistory(context, readerOf(body), offsetOf(body), notice);
  }));
}

/** Nothing of it is for people of other workspaces, to whom Slack may show a view all the same. */
async function guarded(context: Context, body: BlockAction, saying: (text: string) => ModalView, found: () => Promise<ModalView>): Promise<ModalView> {
  return (await isForeign(context, body)) ? saying(FOREIGN) : found();
}

/** Asks for a file once for two presses. @returns what to tell. */
async function askFor({ pace, log }: Context, key: string, request: () => Promise<void>): Promise<string> {
  try {
    if ((await pace.take(key, EXPORT_EVERY_MS)) === 0) await request();
    return EXPORTING;
  } catch (error) {
    log.error({ error }, 'A file could not be noted down; whoever asked for it was told so');
    return NOT_NOTED;
  }
}

function lookOf({ clock }: Context, { view }: BlockAction): CostsLook {
  return readCostsLook(view?.private_metadata ?? '', { month: monthMeant(null, clock.now()), by: 'host', offset: 0 });
}

function offsetOf({ view }: BlockAction): number {
  const [, offset] = /^\{"offset":(\d{1,9})\}$/u.exec(view?.private_metadata ?? '') ?? [];
  return readOffset(offset);
}
