import type { App, BlockButtonAction } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import { decideHeld } from '../../conference/decide-held.ts';
import { ackOnceDone } from '../ack-once-done.ts';
import { installedTeam } from '../foreign.ts';
import type { Message } from '../messages/card.ts';
import { CONFERENCE_UNKNOWN, DECISION_NOT_STORED, heldQuestion, LEAVE_OUT_HELD, onlyTheHostDecides, readHeldButton, RING_HELD } from '../messages/held-question.ts';

/** Ring anyway and Leave out, below "It is 03:10 for Bob.": the message becomes what came of it, whoever pressed where and when. */
export function onHeldButtons(app: App, context: Context): void {
  for (const [actionId, decision] of [[RING_HELD, 'ring'], [LEAVE_OUT_HELD, 'leave-out']] as const) {
    app.action<BlockButtonAction>({ type: 'block_actions', action_id: actionId }, async ({ ack, action, body, respond }) => {
      const meant = readHeldButton(action.value);
      if (meant === undefined) return ack();
      const deciding = context.about({ conferenceId: meant.conferenceId }, () => decide(context, { teamId: installedTeam(body), userId: body.user.id, decision, ...meant }));
      const answer = await ackOnceDone(context, ack, deciding);
      if (typeof answer === 'string') await respond({ response_type: 'ephemeral', replace_original: false, text: answer });
      else await respond({ replace_original: true, ...answer });
    });
  }
}

/** @returns the message in the place of the one pressed on, or what is said beside it. */
async function decide(context: Context, said: Parameters<typeof decideHeld>[1]): Promise<Message | string> {
  try {
    const result = await decideHeld(context, said);
    switch (result.kind) {
      case 'unknown': return CONFERENCE_UNKNOWN;
      case 'not-the-host': return onlyTheHostDecides(result.hostUserId);
      case 'heard': return heldQuestion(result.conference);
    }
  } catch (error) {
    context.log.error({ error, conferenceId: said.conferenceId }, 'What the host decided could not be stored; they were told so');
    return DECISION_NOT_STORED;
  }
}
