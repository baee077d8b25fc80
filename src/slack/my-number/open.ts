import type { WebClient } from '@slack/web-api';
import type { Context } from '../../conference/context.ts';
import { readMyNumber } from '../../conference/read-my-number.ts';
import { sayingView } from './parts.ts';
import { loadingView, myNumberView, TITLE } from './views.ts';

/** Who opens it. */
export interface OpenMyNumber {
  readonly client: WebClient;
  readonly context: Context;
  readonly teamId: string;
  readonly userId: string;
  /** Slack's trigger_id: lives 3 s, and opens one view (docs interactivity/handling-user-interaction). */
  readonly triggerId: string;
}

export const NO_DATABASE = 'I cannot reach my database just now. Please try again in a moment.';

/**
 * Opens a person's own number, before anything is asked of the database or of Slack, and shows afterwards what is known.
 * @returns false when Slack did not open it, which is then to be told. Never throws.
 */
export async function openMyNumber(opening: OpenMyNumber): Promise<boolean> {
  const { client, context: { log }, triggerId } = opening;
  try {
    const { view } = await client.views.open({ trigger_id: triggerId, view: loadingView() });
    if (view?.id !== undefined) await showMyNumber({ ...opening, viewId: view.id, ...(view.hash === undefined ? {} : { hash: view.hash }) });
    return true;
  } catch (error) {
    log.warn({ error }, 'Somebody could not be shown their number');
    return false;
  }
}

export interface ShowMyNumber extends Omit<OpenMyNumber, 'triggerId'> {
  readonly viewId: string;
  /** Of the view as it was seen: one that changed meanwhile is left alone. */
  readonly hash?: string;
}

/** Shows what is known now in a view that is open. Once it is closed nobody is there to see it. */
export async function showMyNumber({ client, context, teamId, userId, viewId, hash }: ShowMyNumber): Promise<void> {
  const view = await viewOf(context, teamId, userId);
  try {
    await client.views.update({ view_id: viewId, view, ...(hash === undefined ? {} : { hash }) });
  } catch (error) {
    context.log.info({ error }, 'A view could not be written anew; most were closed');
  }
}

async function viewOf(context: Context, teamId: string, userId: string) {
  try {
    return myNumberView(await readMyNumber(context, teamId, userId), context.rules.quietHours);
  } catch (error) {
    context.log.error({ error }, 'What is known of somebody could not be read; they were asked to try again');
    return sayingView(TITLE, NO_DATABASE);
  }
}
