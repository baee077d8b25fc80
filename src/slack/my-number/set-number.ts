import type { App, ViewSubmitAction } from '@slack/bolt';
import { askForCode } from '../../conference/ask-for-code.ts';
import type { AskedForCode } from '../../conference/ask-for-code.ts';
import { tryMyCode } from '../../conference/change-my-number.ts';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import { readCode } from '../../domain/proof-code.ts';
import { installedTeam, isForeign } from '../foreign.ts';
import { CODE_VIEW, FIELD, SET_NUMBER_VIEW } from './names.ts';
import { NO_DATABASE, showMyNumber } from './open.ts';
import { sayingView } from './parts.ts';
import { codeView, TITLE } from './views.ts';
import { ANSWER_WITHIN_MS } from '../answer-within.ts';

const FOREIGNERS_PROVE_NOTHING = 'Only people of the workspace this app is installed in can have their number called.';
const TAKES_LONGER = 'I am noting it down, which takes longer than usual just now…';

/** "Call me with a code": what is wrong with the number is said under it, else the form waits for the code. */
export function onNumberTyped(app: App, context: Context): void {
  app.view<ViewSubmitAction>({ callback_id: SET_NUMBER_VIEW, type: 'view_submission' }, async ({ body, ack, client }) => {
    const asking = ask(context, body);
    const asked = await inTime(context.clock, asking, ANSWER_WITHIN_MS, 'not-yet' as const);
    if (asked !== 'not-yet') {
      return ack(asked.ok ? { response_action: 'update', view: codeView(asked.proofId, asked.number) } : { response_action: 'errors', errors: { [FIELD.number]: asked.sentence } });
    }
    await ack({ response_action: 'update', view: sayingView(TITLE, TAKES_LONGER) });
    const late = await asking;
    try {
      await client.views.update({ view_id: body.view.id, view: late.ok ? codeView(late.proofId, late.number) : sayingView(TITLE, late.sentence) });
    } catch (error) {
      context.log.info({ error }, 'A view could not be written anew; most were closed');
    }
  });
}

async function ask(context: Context, body: ViewSubmitAction): Promise<AskedForCode> {
  try {
    if (await isForeign(context, body)) return { ok: false, sentence: FOREIGNERS_PROVE_NOTHING };
    const { id, hash, state } = body.view;
    const typed = state.values[FIELD.number]?.[FIELD.number]?.value ?? '';
    return await askForCode(context, { teamId: installedTeam(body), slackUserId: body.user.id, typed, submissionId: `${id} ${hash}` });
  } catch (error) {
    context.log.error({ error }, 'A number to prove could not be stored; whoever typed it was asked to try again');
    return { ok: false, sentence: NO_DATABASE };
  }
}

const NO_CODE = 'A code is six digits, such as 123 456.';

/** The code: the right one makes the number theirs, and the view below shows it. */
export function onCodeTyped(app: App, context: Context): void {
  app.view<ViewSubmitAction>({ callback_id: CODE_VIEW, type: 'view_submission' }, async ({ body, ack, client }) => {
    const { view, user } = body;
    const code = readCode(view.state.values[FIELD.code]?.[FIELD.code]?.value ?? '');
    const mistake = code === undefined ? NO_CODE : await whyNot(context, { teamId: installedTeam(body), userId: user.id, proofId: view.private_metadata, code });
    if (mistake !== null) return ack({ response_action: 'errors', errors: { [FIELD.code]: mistake } });
    await ack();
    // This view closes, and the one it was opened from is before them again.
    if (view.root_view_id !== null) await showMyNumber({ client, context, teamId: installedTeam(body), userId: user.id, viewId: view.root_view_id });
  });
}

interface TypedCode {
  readonly teamId: string;
  readonly userId: string;
  readonly proofId: string;
  readonly code: string;
}

async function whyNot(context: Context, { teamId, userId, proofId, code }: TypedCode): Promise<string | null> {
  try {
    const judging = tryMyCode(context, { teamId, slackUserId: userId }, proofId, code);
    const judgement = await inTime(context.clock, judging, ANSWER_WITHIN_MS, null);
    if (judgement === null) return NO_DATABASE;
    return judgement.result === 'proved' ? null : judgement.sentence;
  } catch (error) {
    context.log.error({ error }, 'A code could not be looked at; whoever typed it was asked to try again');
    return NO_DATABASE;
  }
}
