import type { App, ViewSubmitAction } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import { numberToRing } from '../../conference/number-to-ring.ts';
import type { ConferenceDraft } from '../../conference/ports.ts';
import { FOREIGNERS_START_NOTHING, installedTeam, isForeign } from '../foreign.ts';
import { notStored } from '../messages/command-replies.ts';
import { NUMBERS_VIEW } from './fields.ts';
import { firstNumberBlock, readTypedNumbers } from './numbers-view.ts';
import { mistakeAnswer, startFromModal } from './start.ts';
import { ANSWER_WITHIN_MS, rootOf, triggerOf } from './submission.ts';
import { sayingView } from './view.ts';

const READ_WITHIN_MS = 1_500;
const TOO_OLD = 'This form is more than a day old, and I no longer know what was in it. Please close it and start anew.';
const NOBODY = 'Nobody could be rung. Type at least one number of somebody else, or go back and choose others.';

/** The numbers nobody knew: what is wrong is said under its input, what is empty is not rung, and it starts. */
export function onNumbersSubmission(app: App, context: Context, timeoutMs: number): void {
  const { rules, clock, log } = context;
  app.view<ViewSubmitAction>({ callback_id: NUMBERS_VIEW, type: 'view_submission' }, async ({ body, ack, client }) => {
    const answerBy = clock.now() + ANSWER_WITHIN_MS;
    if (await inTime(clock, isForeign(context, body), READ_WITHIN_MS, true)) return ack({ response_action: 'update', view: sayingView(FOREIGNERS_START_NOTHING) });
    const { values } = body.view.state;
    const { numbers, mistakes, remember } = readTypedNumbers(values, (raw) => numberToRing(rules, raw));
    if (Object.keys(mistakes).length > 0) return ack({ response_action: 'errors', errors: { ...mistakes } });

    const mistakeAt = firstNumberBlock(values);
    const draft = await draftOf(context, body);
    if (draft === null) return ack(mistakeAnswer(mistakeAt, TOO_OLD));
    if (draft === 'not-read') return ack(mistakeAnswer(mistakeAt, notStored()));
    const userId = body.user.id;
    if (!draft.ringsOthers && Object.keys(numbers).every((key) => key === `user ${userId}`)) return ack(mistakeAnswer(mistakeAt, NOBODY));

    const { channelId, name, confirmJoin, responseUrl, invited } = draft;
    await startFromModal({ context, client, log, timeoutMs, ack, answerBy, mistakeAt }, {
      teamId: installedTeam(body), hostUserId: userId, channelId, name, confirmJoin, responseUrl, ...invited,
      typedNumbers: numbers, rememberNumbers: remember, triggerId: triggerOf(body),
    });
  });
}

async function draftOf({ drafts, clock, log }: Context, body: ViewSubmitAction): Promise<ConferenceDraft | null | 'not-read'> {
  try {
    return await inTime(clock, drafts.read(installedTeam(body), rootOf(body.view), body.user.id), READ_WITHIN_MS, 'not-read' as const);
  } catch (error) {
    log.error({ error }, 'What was filled in before could not be read; the host was asked to try again');
    return 'not-read';
  }
}
