import type { App, BlockButtonAction, BlockOverflowAction } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import { endForAll } from '../../conference/end-for-all.ts';
import { muteEveryone } from '../../conference/mute-everyone.ts';
import { ringMissing } from '../../conference/ring-again.ts';
import type { Press } from '../../conference/reach-into.ts';
import { ackOnceDone } from '../ack-once-done.ts';
import type { RoomChoice } from '../messages/card-actions.ts';
import { END_FOR_ALL, readRoomChoice, ROOM_MENU } from '../messages/card-actions.ts';
import { NOBODY_ELSE_IN, ringWords } from '../messages/hands-words.ts';
import { openAnnounceForm } from './announce-form.ts';
import { pressed, refused, sayBeside } from './press.ts';

/** What is done to all of them, on the card: End for all, and the menu with Mute all, Announce and Ring the missing. */
export function onCardControls(app: App, context: Context): void {
  app.action<BlockButtonAction>({ type: 'block_actions', action_id: END_FOR_ALL }, async ({ ack, action, body, respond }) => {
    const conferenceId = action.value ?? '';
    await context.about({ conferenceId }, async () => {
      const ending = pressed(context, body, conferenceId, async (press) => refused(context, await endForAll(context, press)));
      await sayBeside(context, respond, await ackOnceDone(context, ack, ending));
    });
  });

  app.action<BlockOverflowAction>({ type: 'block_actions', action_id: ROOM_MENU }, async ({ ack, action, body, client, respond }) => {
    const meant = readRoomChoice(action.selected_option.value);
    if (meant === undefined) return ack();
    const { choice, conferenceId } = meant;
    await context.about({ conferenceId }, async () => {
      if (choice === 'announce') {
        await ack();
        return openAnnounceForm({ context, client, respond }, body, conferenceId);
      }
      const doing = pressed(context, body, conferenceId, (press) => carryOut(context, choice, { ...press, pressId: body.trigger_id }));
      await sayBeside(context, respond, await ackOnceDone(context, ack, doing));
    });
  });
}

async function carryOut(context: Context, choice: Exclude<RoomChoice, 'announce'>, press: Press & { readonly pressId: string }): Promise<string | null> {
  return choice === 'mute-all' ? muteWords(context, await muteEveryone(context, press)) : ringWords(await ringMissing(context, press), context.rules.controls);
}

function muteWords(context: Context, result: Awaited<ReturnType<typeof muteEveryone>>): string | null {
  if (result.kind === 'nobody-in') return NOBODY_ELSE_IN;
  return result.kind === 'already' ? 'Everybody else in the room is muted already.' : refused(context, result);
}
