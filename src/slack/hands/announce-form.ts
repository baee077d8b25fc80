import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { announce } from '../../conference/announce.ts';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import { MAX_ANNOUNCEMENT_LENGTH } from '../../domain/announcement.ts';
import { printable, withoutMarkup } from '../../domain/plain-text.ts';
import { installedTeam, isForeign } from '../foreign.ts';
import { AWAY, FOREIGN, NOBODY_IN, refusalWords } from '../messages/hands-words.ts';
import { ANSWER_WITHIN_MS } from '../start-modal/submission.ts';
import type { Opening } from './form.ts';
import { openForm, saying } from './form.ts';
import { isRefusal, whyNotReach } from './press.ts';
import { plain } from '../messages/text.ts';

const ANNOUNCE_FORM = 'announce';
const SENTENCE = 'announcement';
const STILL_AT_IT = 'I am noting it down, which takes longer than usual just now. Press the button again in a moment: it is said once only.';

/** A sentence that is spoken to everybody in the room. */
export function announceForm(conferenceId: string): ModalView {
  return {
    type: 'modal', callback_id: ANNOUNCE_FORM, private_metadata: conferenceId, title: plain('Announce'), submit: plain('Say it'), close: plain('Cancel'),
    blocks: [{
      type: 'input', block_id: SENTENCE, label: plain('What everybody in the room is to hear'),
      element: { type: 'plain_text_input', action_id: SENTENCE, multiline: true, focus_on_load: true, max_length: MAX_ANNOUNCEMENT_LENGTH, placeholder: plain('We begin in two minutes.') },
      hint: plain('A voice says it at once, and it stands in the thread.'),
    }],
  };
}

/** Opens it on the card's press. Never throws. */
export function openAnnounceForm(opening: Opening, body: BlockAction, conferenceId: string): Promise<void> {
  const { context } = opening;
  return openForm(opening, body, conferenceId, announceForm(conferenceId), (press) => whyNotReach(context, press));
}

/** "Say it". The same form says it once, however often it is submitted. */
export function onAnnounceForm(app: App, context: Context): void {
  app.view<ViewSubmitAction>({ callback_id: ANNOUNCE_FORM, type: 'view_submission' }, async ({ body, ack }) => {
    const text = withoutMarkup(printable(body.view.state.values[SENTENCE]?.[SENTENCE]?.value ?? '')).trim();
    if (!/[\p{L}\p{N}]/u.test(text)) return ack({ response_action: 'errors', errors: { [SENTENCE]: 'Write a sentence that can be spoken.' } });
    const said = await inTime(context.clock, context.about({ conferenceId: body.view.private_metadata }, () => say(context, body, text.slice(0, MAX_ANNOUNCEMENT_LENGTH))), ANSWER_WITHIN_MS, STILL_AT_IT);
    if (said === null) return ack();
    return said === STILL_AT_IT || said === AWAY ? ack({ response_action: 'errors', errors: { [SENTENCE]: said } }) : ack({ response_action: 'update', view: saying(announceForm(''), said) });
  });
}

/** Never throws. @returns what there is to say, null for nothing. */
async function say(context: Context, body: ViewSubmitAction, text: string): Promise<string | null> {
  try {
    if (await isForeign(context, body)) return FOREIGN;
    const result = await announce(context, { teamId: installedTeam(body), userId: body.user.id, conferenceId: body.view.private_metadata, text, pressId: `view:${body.view.id}` });
    if (isRefusal(result)) return refusalWords(result, context.rules.controls);
    return result.kind === 'nobody-in' ? `${NOBODY_IN} Nobody would hear it.` : null;
  } catch (error) {
    context.log.error({ error }, 'An announcement could not be stored; whoever wrote it was told so');
    return AWAY;
  }
}
