import type { App, SlashCommand, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import * as z from 'zod';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import { isAdmin } from '../../conference/is-admin.ts';
import type { Subject } from '../../conference/ports.ts';
import type { Forgotten } from '../../domain/command-text.ts';
import { describeNumberProblem, maskPhoneNumber, readPhoneNumber } from '../../domain/phone-number.ts';
import { installedTeam, isForeign } from '../foreign.ts';
import { sayingView } from '../my-number/parts.ts';
import type { Named } from './views.ts';
import { erasingView, FORGET_VIEW, forgetView, TITLE } from './views.ts';
import { ANSWER_WITHIN_MS } from '../answer-within.ts';

/** A trigger_id lives 3 s; Slack is asked who somebody is within half of that. */
const ASK_WITHIN_MS = 1_500;

const ADMINS_ONLY = 'Only admins of this workspace may erase somebody else. You can erase yourself: `/conference forget me`.';
const UNCLEAR = 'Nobody was rung, and nobody is erased. Write one person alone, `/conference forget @bob`, or one number without extension, `/conference forget +1 415 555 0100`.';
const NOT_KNOWN = 'Slack does not say just now whether you are an admin of this workspace. Please try again in a moment.';
const NOT_OPENED = 'Slack did not open the form in time. Please try again.';
const NOT_STORED = 'I cannot reach my database just now, and nothing was erased. Please try again in a moment.';

/** What a view carries to its submission: no name, no readable number. */
const metadata = z.object({
  subject: z.discriminatedUnion('kind', [z.object({ kind: z.literal('slack-user'), slackUserId: z.string() }), z.object({ kind: z.literal('number'), numberHashes: z.array(z.string()) })]),
  words: z.string(), isSelf: z.boolean(),
});

/**
 * `/conference forget …`: asks once more in a view.
 * @returns what to say instead, to them alone; null when the view is open.
 */
export async function openForget(context: Context, client: WebClient, command: SlashCommand, who: Forgotten): Promise<string | null> {
  const { team_id: teamId, user_id: userId, trigger_id: triggerId } = command;
  const found = findSubject(context, userId, who);
  if (typeof found === 'string') return found;
  const refusal = found.named.isSelf ? null : await whyNot(context, teamId, userId);
  if (refusal !== null) return refusal;
  try {
    await client.views.open({ trigger_id: triggerId, view: forgetView(found.named, JSON.stringify({ subject: found.subject, ...found.named })) });
    return null;
  } catch (error) {
    context.log.warn({ error }, 'The form that erases somebody could not be opened');
    return NOT_OPENED;
  }
}

/** The view that asks once more was submitted. */
export function onForget(app: App, context: Context): void {
  const { clock, erasure, log } = context;
  app.view<ViewSubmitAction>({ callback_id: FORGET_VIEW, type: 'view_submission' }, async ({ body, ack }) => {
    const says = (text: string) => ack({ response_action: 'update', view: sayingView(TITLE, text) });
    const teamId = installedTeam(body);
    const { subject, ...named } = metadata.parse(JSON.parse(body.view.private_metadata));
    const isSelf = subject.kind === 'slack-user' && subject.slackUserId === body.user.id;
    // Whoever was an admin when the view was opened may be none by now, and a request can be made by hand.
    const [refusal, isStranger] = await Promise.all([isSelf ? null : whyNot(context, teamId, body.user.id), inTime(clock, isForeign(context, body), ASK_WITHIN_MS, true)]);
    if (refusal !== null || isStranger) return says(refusal ?? ADMINS_ONLY);
    try {
      const stored = await inTime(clock, erasure.request(teamId, subject).then(() => true), ANSWER_WITHIN_MS - ASK_WITHIN_MS, false);
      if (!stored) return says(NOT_STORED);
      await ack({ response_action: 'update', view: erasingView(named) });
    } catch (error) {
      log.error({ error }, 'Erasing somebody could not be stored; whoever asked was told so');
      await says(NOT_STORED);
    }
  });
}

function findSubject({ erasure, rules }: Context, userId: string, who: Forgotten): { readonly subject: Subject; readonly named: Named } | string {
  switch (who.kind) {
    case 'unclear': return UNCLEAR;
    case 'me': return { subject: { kind: 'slack-user', slackUserId: userId }, named: { words: 'you', isSelf: true } };
    case 'slack-user': return { subject: { kind: 'slack-user', slackUserId: who.userId }, named: { words: 'this person', isSelf: who.userId === userId } };
    case 'number': {
      const read = readPhoneNumber(who.raw, rules.defaultCountry);
      if (!read.ok) return describeNumberProblem(read.problem);
      return { subject: erasure.subjectOf(read.number.e164), named: { words: `whoever has the number ${maskPhoneNumber(read.number.e164)}`, isSelf: false } };
    }
  }
}

/** Why somebody may not erase others; null when they may. */
async function whyNot(context: Context, teamId: string, userId: string): Promise<string | null> {
  switch (await isAdmin(context, { teamId, slackUserId: userId }, ASK_WITHIN_MS)) {
    case 'yes': return null;
    case 'no': return ADMINS_ONLY;
    case 'not-known': return NOT_KNOWN;
  }
}
