import type { App, BlockButtonAction, RespondFn } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import { extendConference } from '../../conference/extend-conference.ts';
import { ackOnceDone } from '../ack-once-done.ts';
import { EXTEND, readExtendButton } from '../messages/extend-button.ts';
import { EXTENDED_ALREADY, extendedWords } from '../messages/extend-offer.ts';
import { pressed, refused, sayBeside } from './press.ts';

/** Extend, on the card and below what the host alone reads: the offer is put away once it was taken, and the card shows it by itself. */
export function onExtend(app: App, context: Context): void {
  app.action<BlockButtonAction>({ type: 'block_actions', action_id: EXTEND }, async ({ ack, action, body, respond }) => {
    const meant = readExtendButton(action.value);
    if (meant === undefined) return ack();
    let done: string | null = null;
    const words = await ackOnceDone(context, ack, pressed(context, body, meant.conferenceId, async (press) => {
      const result = await extendConference(context, { ...press, endsAt: meant.endsAt });
      if (result.kind === 'extended') done = extendedWords(result.byMs);
      return result.kind === 'already' ? EXTENDED_ALREADY : refused(context, result);
    }));
    if (body.container['is_ephemeral'] === true && (done !== null || words === EXTENDED_ALREADY)) return putAway(context, respond, done ?? EXTENDED_ALREADY);
    await sayBeside(context, respond, words);
  });
}

/** Never throws: the conference is extended already. */
async function putAway({ log }: Pick<Context, 'log'>, respond: RespondFn, text: string): Promise<void> {
  try {
    await respond({ replace_original: true, text });
  } catch (error) {
    log.info({ error }, 'An offer to extend a conference was not put away');
  }
}
