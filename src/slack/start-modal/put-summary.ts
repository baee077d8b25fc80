import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { WebAPIPlatformError } from '@slack/web-api';
import type { Context } from '../../conference/context.ts';
import { estimateCalls } from '../../conference/estimate-calls.ts';
import { inTime } from '../../conference/in-time.ts';
import type { Invited } from '../../conference/ports.ts';
import { SUMMARY_BLOCK } from './fields.ts';
import { NOBODY_YET, NOT_KNOWN, summaryText } from './summary.ts';
import { summaryBlock } from './view.ts';

/** A modal somebody has before them, and whom it calls as it is filled in now. */
export interface OpenView {
  readonly teamId: string;
  readonly hostUserId: string;
  readonly view: ModalView;
  readonly viewId: string;
  /** Of the version Slack shows: an update of an older one it refuses (docs views.update). */
  readonly hash: string | undefined;
  readonly invited: Invited;
}

/** The line is looked at while choosing: later than this nobody waits for it. */
const LOOK_UP_WITHIN_MS = 4_000;

/**
 * Writes the line that says how many phones ring and what that costs. Never throws: everything can be submitted without it.
 * @param isNewest whether nobody has chosen anything since; what was overtaken is not written.
 */
export async function putSummary({ client, context }: { readonly client: WebClient; readonly context: Context }, open: OpenView, isNewest = (): boolean => true): Promise<void> {
  const text = await summaryOf(context, open);
  const view = { ...open.view, blocks: open.view.blocks.map((block) => (block.block_id === SUMMARY_BLOCK ? summaryBlock(text) : block)) };
  const update = async (hash: string | undefined): Promise<string | undefined> => {
    try {
      await client.views.update({ view_id: open.viewId, ...(hash === undefined ? {} : { hash }), view });
      return undefined;
    } catch (error) {
      if (error instanceof WebAPIPlatformError) return error.data.error;
      context.log.info({ error }, 'The line about phones and costs could not be written');
      return undefined;
    }
  };
  if (!isNewest()) return;
  const refused = await update(open.hash);
  // The line of an earlier choice was written meanwhile; this one knows better. Any other refusal: the form was closed or submitted.
  if (refused === 'hash_conflict' && isNewest()) await update(undefined);
}

async function summaryOf(context: Context, { teamId, hostUserId, invited }: OpenView): Promise<string> {
  if (invited.invitees.length === 0) return NOBODY_YET;
  try {
    const estimate = await inTime(context.clock, estimateCalls(context, { teamId, hostUserId }, invited), LOOK_UP_WITHIN_MS, null);
    return estimate === null ? NOT_KNOWN : summaryText(estimate, context.rules.maxParticipants);
  } catch (error) {
    context.log.info({ error }, 'How many phones would ring cannot be said just now');
    return NOT_KNOWN;
  }
}
