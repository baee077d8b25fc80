import type { App, BlockAction, RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import type { JoinResult } from '../../conference/join-conference.ts';
import { joinConference } from '../../conference/join-conference.ts';
import { isForeign, teamOfPress } from '../foreign.ts';
import type { JoinReply } from '../messages/join-replies.ts';
import { BEING_JOINED, FOREIGN, joinModal, joinReply, NOT_JOINED } from '../messages/join-replies.ts';
import { escapeText } from '../messages/text.ts';

/** A press lets a view be opened for 3 s (docs interactivity/handling-user-interaction: trigger_id). */
const ANSWER_WITHIN_MS = 2_000;

/** Join, at the Home and wherever else the button stands: rings whoever presses it. Their phone is the answer, or a sentence says why not. */
export function onJoin(app: App, context: Context): void {
  app.action('join', async ({ body, action, ack, client, respond }) => {
    if (body.type !== 'block_actions' || action.type !== 'button' || action.value === undefined) return ack();
    const { value: conferenceId } = action;
    await context.about({ conferenceId }, () => ringAndAnswer(context, ack, { body, client, respond, log: context.log }, conferenceId));
  });
}

/** Acknowledged once it is stored: a process that dies before has promised nothing. */
async function ringAndAnswer(context: Context, ack: () => Promise<void>, answering: Answering, conferenceId: string): Promise<void> {
  const joining = join(context, answering.body, conferenceId);
  const reply = await inTime(context.clock, joining, ANSWER_WITHIN_MS, 'late' as const);
  await ack();
  if (reply !== 'late') return answer(answering, reply);
  await answer(answering, { text: BEING_JOINED });
  // That their phone rings they hear; that it came to nothing somebody has to say.
  await answer(answering, await joining);
}

/** Never throws. @returns what there is to say, null for nothing. */
async function join(context: Context, body: BlockAction, conferenceId: string): Promise<JoinReply | null> {
  try {
    const teamId = teamOfPress(body);
    if (await isForeign(context, { user: body.user, team: { id: teamId } })) return { text: FOREIGN };
    const result: JoinResult = await joinConference(context, { teamId, conferenceId, userId: body.user.id, pressId: body.trigger_id });
    return joinReply(result);
  } catch (error) {
    context.log.error({ error }, 'Somebody pressed Join and it could not be stored; they were told so');
    return { text: NOT_JOINED };
  }
}

interface Answering {
  readonly body: BlockAction;
  readonly client: WebClient;
  readonly respond: RespondFn;
  readonly log: Context['log'];
}

/**
 * On a message beside it, for them alone; at the Home as a view, for there is nowhere else; and where that comes too late in their direct
 * messages. Asked once, and never throws: nothing depends on it.
 */
async function answer({ body, client, respond, log }: Answering, reply: JoinReply | null): Promise<void> {
  if (reply === null) return;
  const { user, trigger_id: triggerId, response_url: responseUrl } = body;
  try {
    if (responseUrl !== undefined) {
      await respond({ response_type: 'ephemeral', replace_original: false, ...asMessage(reply) });
      return;
    }
    const isOpen = await client.views.open({ trigger_id: triggerId, view: joinModal(reply.text) }).then(() => true, () => false);
    // A user's id stands for the app's direct messages with them (docs chat.postMessage, "Post to a DM").
    if (!isOpen) await client.chat.postMessage({ channel: user.id, text: escapeText(reply.text) });
  } catch (error) {
    log.warn({ error }, 'Somebody could not be told why Join did not ring them');
  }
}

/** With a way to set one's number where that is what is missing; the Home has one of its own. */
function asMessage({ text, needsNumber }: JoinReply) {
  if (needsNumber === undefined) return { text: escapeText(text) };
  const section = { type: 'section' as const, text: { type: 'plain_text' as const, text, emoji: false } };
  const button = { type: 'button' as const, action_id: 'my-number', text: { type: 'plain_text' as const, text: 'My number', emoji: false } };
  return { text: escapeText(text), blocks: [section, { type: 'actions' as const, elements: [button] }] };
}
