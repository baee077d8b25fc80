import type { BlockAction, RespondFn } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Context } from '../../conference/context.ts';
import type { Press } from '../../conference/reach-into.ts';
import { NOT_OPENED } from '../messages/hands-words.ts';
import { cut } from '../messages/text.ts';
import { pressed, sayBeside } from './press.ts';

/** Where a form is opened from. */
export interface Opening {
  readonly context: Context;
  readonly client: WebClient;
  readonly respond: RespondFn;
}

/** Slack's limit of a section's text (docs reference/block-kit/blocks/section-block). */
const SECTION_LIMIT = 2_900;

/**
 * Opens a form at once, for a trigger_id lives 3 s, and looks afterwards whether whoever pressed may fill it in; where not it says so instead. Never throws.
 * @param whyNot what they read when they may not; null when they may.
 */
export function openForm(opening: Opening, body: BlockAction, conferenceId: string, form: ModalView, whyNot: (press: Press) => Promise<string | null>): Promise<void> {
  return opening.context.about({ conferenceId }, () => open(opening, body, conferenceId, form, whyNot));
}

async function open({ context, client, respond }: Opening, body: BlockAction, conferenceId: string, form: ModalView, whyNot: (press: Press) => Promise<string | null>): Promise<void> {
  let viewId: string | undefined;
  try {
    viewId = (await client.views.open({ trigger_id: body.trigger_id, view: form })).view?.id;
  } catch (error) {
    context.log.warn({ error }, 'A form of a conference could not be opened');
  }
  if (viewId === undefined) return sayBeside(context, respond, NOT_OPENED);
  const refusal = await pressed(context, body, conferenceId, whyNot);
  if (refusal !== null) await putSaying(context, client, viewId, form, refusal);
}

/** Puts a sentence in the place of a form. Never throws: it may have been closed meanwhile. */
export async function putSaying({ log }: Pick<Context, 'log'>, client: WebClient, viewId: string, form: Pick<ModalView, 'title'>, text: string): Promise<void> {
  try {
    await client.views.update({ view_id: viewId, view: saying(form, text) });
  } catch (error) {
    log.info({ error }, 'A form that was closed meanwhile was not written anew');
  }
}

/** A view with the title of a form, that only says something, as markup. */
export function saying({ title }: Pick<ModalView, 'title'>, text: string): ModalView {
  return { type: 'modal', title, close: { type: 'plain_text', text: 'Close', emoji: false }, blocks: [{ type: 'section', text: { type: 'mrkdwn', text: cut(text, SECTION_LIMIT) } }] };
}
