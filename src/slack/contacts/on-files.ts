import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import { ackOnceDone } from '../ack-once-done.ts';
import { NOT_SAVED } from '../messages/book-words.ts';
import { idOfView } from './id-of-view.ts';
import { importView } from './import-view.ts';
import { readLook } from './look.ts';
import { onlyIfMayChange } from './on-contact.ts';
import { lookOf, refreshList } from './on-list.ts';
import { field } from './read-forms.ts';
import { readerOf, whyNotChange } from './rights.ts';
import { pushAndFill } from './screen.ts';
import { DO, FIELD, VIEW } from './words.ts';
import { ANSWER_WITHIN_MS } from '../answer-within.ts';

const IMPORTING = ':hourglass_flowing_sand: I am importing your file, and tell you in our direct messages what came of it.';
const EXPORTING = ':hourglass_flowing_sand: I am making the file, and send it to our direct messages.';
/** A button pressed twice sends one file. */
const EXPORT_EVERY_MS = 10_000;

/** Importing and exporting: both are jobs, whose outcome is told in direct messages. */
export function onFiles(app: App, context: Context, timeoutMs: number): void {
  const { clock } = context;

  app.action({ action_id: DO.import, type: 'block_actions' }, async ({ body, ack, client }) => {
    await ack();
    if (body.view === undefined) return;
    const look = lookOf(body.view);
    await pushAndFill({ client, context, timeoutMs }, readerOf(body), body.trigger_id, 'Import contacts', () => onlyIfMayChange(context, body, 'Import contacts', async () => importView(look)));
  });

  app.view<ViewSubmitAction>({ callback_id: VIEW.import, type: 'view_submission' }, async ({ body, ack, client }) => {
    const problem = await inTime(clock, request(context, body), ANSWER_WITHIN_MS, NOT_SAVED);
    if (problem !== null) return ack({ response_action: 'errors', errors: { [FIELD.file]: problem } });
    await ack();
    await refreshList({ client, context, timeoutMs }, readerOf(body), body.view.root_view_id, readLook(body.view.private_metadata), IMPORTING);
  });

  app.action({ action_id: DO.export, type: 'block_actions' }, async ({ body, ack, client }) => {
    if (body.view === undefined) return ack();
    const notice = await ackOnceDone(context, ack, requestExport(context, body));
    await refreshList({ client, context, timeoutMs }, readerOf(body), body.view.id, lookOf(body.view), notice);
  });
}

/** Notes an export down. @returns what to tell, in Slack's markup. */
async function requestExport(context: Context, body: BlockAction): Promise<string> {
  const { bookFiles, pace, log } = context;
  const { teamId, userId } = readerOf(body);
  try {
    const why = await whyNotChange(context, body);
    if (why === null && (await pace.take(`export ${teamId} ${userId}`, EXPORT_EVERY_MS)) === 0) await bookFiles.requestExport(teamId, userId);
    return why ?? EXPORTING;
  } catch (error) {
    log.error({ error }, 'An export could not be noted down; whoever asked for it was told so');
    return 'I cannot reach my database just now, so no file is made. Try again in a moment.';
  }
}

/** Notes an import down. @returns what is wrong, in plain words; null when it is noted. */
async function request(context: Context, body: ViewSubmitAction): Promise<string | null> {
  const { bookFiles, log } = context;
  try {
    const why = await whyNotChange(context, body, 'plain');
    if (why !== null) return why;
    const fileId = field(body.view.state.values, FIELD.file)?.files?.[0]?.id;
    if (fileId === undefined) return 'There is no file. Choose one.';
    const { teamId, userId } = readerOf(body);
    await bookFiles.requestImport({ id: idOfView(teamId, body.view.id), teamId, slackUserId: userId, fileId });
    return null;
  } catch (error) {
    log.error({ error }, 'An import could not be noted down; whoever wanted it was asked to try again');
    return NOT_SAVED;
  }
}
