import type { BlockAction, RespondFn } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import type { Press, Refusal } from '../../conference/reach-into.ts';
import { lookInto } from '../../conference/reach-into.ts';
import { isForeign, teamOfPress } from '../foreign.ts';
import { AWAY, FOREIGN, refusalWords } from '../messages/hands-words.ts';

const REFUSALS: ReadonlySet<string> = new Set<Refusal['kind']>(['unknown', 'ended', 'not-allowed']);

/** Whether a use case refused. */
export function isRefusal(result: { readonly kind: string }): result is Refusal {
  return REFUSALS.has(result.kind);
}

/**
 * Lets whoever presses do something, if they are of the workspace. Never throws.
 * @param act @returns what they read of it, as markup; null for nothing.
 * @returns what they read.
 */
export async function pressed(context: Context, body: BlockAction, conferenceId: string, act: (press: Press) => Promise<string | null>): Promise<string | null> {
  try {
    const teamId = teamOfPress(body);
    if (await isForeign(context, { user: body.user, team: { id: teamId } })) return FOREIGN;
    return await act({ teamId, conferenceId, userId: body.user.id });
  } catch (error) {
    context.log.error({ error, conferenceId }, 'What somebody pressed could not be done; they were told so');
    return AWAY;
  }
}

/** Why somebody may not do what concerns all of a conference; null when they may. */
export async function whyNotReach(context: Context, press: Press): Promise<string | null> {
  return refused(context, await lookInto(context, press));
}

/** What is said of a result that needs words only where it was refused. */
export function refused(context: Context, result: { readonly kind: string }): string | null {
  return isRefusal(result) ? refusalWords(result, context.rules.controls) : null;
}

/** Says something beside the card to whoever pressed. Never throws: whatever it tells of has happened already. */
export async function sayBeside({ log }: Pick<Context, 'log'>, respond: RespondFn, text: string | null): Promise<void> {
  if (text === null) return;
  try {
    await respond({ response_type: 'ephemeral', replace_original: false, text });
  } catch (error) {
    log.warn({ error }, 'Somebody could not be told what came of their press');
  }
}
