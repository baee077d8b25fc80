import type { JournalEntry } from '../../emulators/shared/journal.ts';
import type { World } from './world.ts';

/** One request of the app's to Twilio. */
export interface TwilioRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Form fields; a repeated key is a list. */
  readonly form: Readonly<Record<string, string | readonly string[]>>;
  /** Epoch milliseconds of the world. */
  readonly at: number;
  /** undefined when the exchange broke off. */
  readonly status: number | undefined;
}

/** Everything the app asked Twilio for, in order; what still hangs is not in it. */
export function twilioRequests({ twilio }: World): TwilioRequest[] {
  return twilio.journal.entries.filter(({ direction }) => direction === 'in').map(readRequest);
}

/** The calls the app asked Twilio to place, in order, whether they were answered or not. */
export function placings(world: World): TwilioRequest[] {
  return twilioRequests(world).filter(({ method, path }) => method === 'POST' && path.endsWith('/Calls.json'));
}

/** What Twilio sent the app, in order: callbacks and fetches of documents. */
export function twilioSent({ twilio }: World): { readonly path: string; readonly status: number | undefined; readonly body: string }[] {
  return twilio.journal.entries.filter(({ direction, what }) => direction === 'out' && what.includes('://')).map(({ what, status, response }) => ({
    path: pathOf(what.slice(what.indexOf(' ') + 1)), status, body: typeof response === 'string' ? response : '',
  }));
}

/** The last document the app gave for a call of this phone number. */
export function lastDocument(world: World): string {
  return twilioSent(world).findLast(({ path }) => path.includes('/twiml/'))?.body ?? '';
}

function readRequest({ what, request, at, status }: JournalEntry): TwilioRequest {
  const [method = '', path = ''] = what.split(' ');
  return { method, path, form: (request ?? {}) as TwilioRequest['form'], at, status };
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
