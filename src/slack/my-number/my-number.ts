import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import { changeMyWishes, removeMyNumber } from '../../conference/change-my-number.ts';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import type { QuietHours } from '../../domain/quiet-hours.ts';
import { readQuietHours } from '../../domain/quiet-hours.ts';
import { ackOnceDone } from '../ack-once-done.ts';
import { installedTeam } from '../foreign.ts';
import { FIELD, MY_NUMBER_ACTION, MY_NUMBER_VIEW, REMOVE_NUMBER_ACTION, SET_NUMBER_ACTION } from './names.ts';
import { NO_DATABASE, openMyNumber, showMyNumber } from './open.ts';
import { ANSWER_WITHIN_MS } from '../answer-within.ts';
import { onCodeTyped, onNumberTyped } from './set-number.ts';
import { DO_NOT_RING, setNumberView } from './views.ts';

/** Hears everything of "My number": the button in App Home, its views and their buttons. */
export function onMyNumber(app: App, context: Context): void {
  const { log } = context;
  app.action<BlockAction>(MY_NUMBER_ACTION, async ({ body, ack, client }) => {
    await ack();
    await openMyNumber({ client, context, teamId: installedTeam(body), userId: body.user.id, triggerId: body.trigger_id });
  });
  app.action<BlockAction>(SET_NUMBER_ACTION, async ({ body, ack, client }) => {
    await ack();
    try {
      await client.views.push({ trigger_id: body.trigger_id, view: setNumberView() });
    } catch (error) {
      log.warn({ error }, 'Slack did not open the form for a number; the person presses again');
    }
  });
  app.action<BlockAction>(REMOVE_NUMBER_ACTION, async ({ body, ack, client }) => {
    await ackOnceDone(context, ack, removeNumber(context, body));
    if (body.view !== undefined) await showMyNumber({ client, context, teamId: installedTeam(body), userId: body.user.id, viewId: body.view.id });
  });
  app.view<ViewSubmitAction>({ callback_id: MY_NUMBER_VIEW, type: 'view_submission' }, async ({ body, ack }) => {
    const mistake = await whyNotSaved(context, body);
    return mistake === null ? ack() : ack({ response_action: 'errors', errors: { [FIELD.quietHours]: mistake } });
  });
  onNumberTyped(app, context);
  onCodeTyped(app, context);
}

/** The view shows afterwards what is so: the number still, when it could not be removed. */
async function removeNumber(context: Context, body: BlockAction): Promise<void> {
  try {
    await removeMyNumber(context, { teamId: installedTeam(body), slackUserId: body.user.id });
  } catch (error) {
    context.log.error({ error }, 'A number could not be removed; its owner sees it still');
  }
}

const NO_HOURS = 'I cannot read that as hours. Write them like 22:00-07:00 or 10 pm to 7 am, "off" for none, or leave it empty.';

/** Keeps what they wish. A wish kept too late for the answer is kept all the same, and kept again it is no other. */
async function whyNotSaved(context: Context, body: ViewSubmitAction): Promise<string | null> {
  const { values } = body.view.state;
  const typed = values[FIELD.quietHours]?.[FIELD.quietHours]?.value?.trim() ?? '';
  const quietHours: QuietHours | null | undefined = typed === '' ? null : readQuietHours(typed);
  if (quietHours === undefined) return NO_HOURS;
  const doNotRing = values[FIELD.doNotRing]?.[FIELD.doNotRing]?.selected_options?.some(({ value }) => value === DO_NOT_RING) === true;
  try {
    const saving = changeMyWishes(context, { teamId: installedTeam(body), slackUserId: body.user.id }, { doNotRing, quietHours }).then(() => null);
    return await inTime(context.clock, saving, ANSWER_WITHIN_MS, NO_DATABASE);
  } catch (error) {
    context.log.error({ error }, 'What somebody wishes could not be stored; they were asked to try again');
    return NO_DATABASE;
  }
}
