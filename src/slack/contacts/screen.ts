import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { WebAPIPlatformError } from '@slack/web-api';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import { DATABASE_AWAY } from '../messages/book-words.ts';
import { say } from '../start-modal/say.ts';
import { sayingView } from './parts.ts';

/** What views are shown with. */
export interface Screen {
  readonly client: WebClient;
  readonly context: Context;
  readonly timeoutMs: number;
}

/** Who has it before them. */
export interface Reader {
  readonly teamId: string;
  readonly userId: string;
}

/** Longer than this nobody looks at a view that says "Opening". */
const FILL_WITHIN_MS = 10_000;

/** Shows a view at once, with what is at hand: a trigger_id lives 3 s. Where it does not open the person is told so. Never throws. */
export async function show({ client, context: { log }, timeoutMs }: Screen, how: 'open' | 'push', triggerId: string, view: ModalView, reader: Reader & { readonly responseUrl: string | null }): Promise<string | undefined> {
  try {
    const given = { trigger_id: triggerId, view };
    return (await (how === 'open' ? client.views.open(given) : client.views.push(given))).view?.id;
  } catch (error) {
    log.warn({ error }, 'A view of the phone book could not be opened');
    await say({ client, log, timeoutMs }, reader, 'Slack did not open the form in time. Please try again.');
    return undefined;
  }
}

/** Puts something else into a view that is shown. Never throws: it may have been closed meanwhile. */
export async function put({ client, context: { log } }: Pick<Screen, 'client'> & { readonly context: Pick<Context, 'log'> }, viewId: string, view: ModalView): Promise<void> {
  try {
    await client.views.update({ view_id: viewId, view });
  } catch (error) {
    if (error instanceof WebAPIPlatformError && error.data.error === 'not_found') return;
    log.warn({ error }, 'A view of the phone book could not be brought up to date');
  }
}

/** What a view comes to show once it is found; a sentence when it cannot be. Never throws. */
export async function filled({ clock, log }: Context, title: string, fill: () => Promise<ModalView>): Promise<ModalView> {
  try {
    return (await inTime(clock, fill(), FILL_WITHIN_MS, null)) ?? sayingView(title, DATABASE_AWAY);
  } catch (error) {
    log.warn({ error }, 'A view of the phone book could not be filled');
    return sayingView(title, DATABASE_AWAY);
  }
}

/** Lays a view on top at once, and fills it when what it shows is found. */
export async function pushAndFill(screen: Screen, reader: Reader, triggerId: string, title: string, fill: () => Promise<ModalView>): Promise<void> {
  const viewId = await show(screen, 'push', triggerId, sayingView(title, 'One moment …'), { ...reader, responseUrl: null });
  if (viewId !== undefined) await put(screen, viewId, await filled(screen.context, title, fill));
}
