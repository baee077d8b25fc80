import type { App, BlockButtonAction, BlockOverflowAction } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import { endForAll } from '../../conference/end-for-all.ts';
import { muteEveryone } from '../../conference/mute-everyone.ts';
import { ringMissing } from '../../conference/ring-again.ts';
import { END_FOR_ALL, readRoomChoice, ROOM_MENU } from '../messages/card-actions.ts';
import { NOBODY_IN, ringWords } from '../messages/hands-words.ts';
import { openAnnounceForm } from './announce-form.ts';
import { pressed, refused, sayBeside } from './press.ts';

/** What is done to all of them, on the card: End for all, and the menu with Mute all, Announce and Ring the missing. */
export function onCardControls(app: App, context: Context): void {
  app.action<BlockButtonAction>({ type: 'block_actions', action_id: END_FOR_ALL }, async ({ ack, action, body, respond }) => {
    await ack();
    const conferenceId = action.value ?? '';
    await context.about({ conferenceId }, async () => sayBeside(context, respond, await pressed(context, body, conferenceId, async (press) => refused(context, await endForAll(context, press)))));
  });

  app.action<BlockOverflowAction>({ type: 'block_actions', action_id: ROOM_MENU }, async ({ ack, action, body, client, respond }) => {
    await ack();
    const meant = readRoomChoice(action.selected_option.value);
    if (meant === undefined) return;
    await context.about({ conferenceId: meant.conferenceId }, async () => {
      switch (meant.choice) {
        case 'announce': return openAnnounceForm({ context, client, respond }, body, meant.conferenceId);
        case 'mute-all': return sayBeside(context, respond, await pressed(context, body, meant.conferenceId, async (press) => muteWords(context, await muteEveryone(context, press))));
        case 'ring-missing': return sayBeside(context, respond, await pressed(context, body, meant.conferenceId, async (press) =>
          ringWords(await ringMissing(context, { ...press, pressId: body.trigger_id }), context.rules.controls)));
      }
    });
  });
}

function muteWords(context: Context, result: Awaited<ReturnType<typeof muteEveryone>>): string | null {
  if (result.kind === 'nobody-in') return NOBODY_IN;
  return result.kind === 'already' ? 'Everybody else in the room is muted already.' : refused(context, result);
}
