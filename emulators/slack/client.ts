import type { DeliveryRule } from './to-app/delivery-faults.ts';
import type { FaultRule } from '../shared/faults.ts';
import type { JournalEntry } from '../shared/journal.ts';
import type { JsonObject } from './json.ts';
import type { Entry } from './people/fill.ts';
import type { Line } from './people/line.ts';
import type { Reply } from './people/reply.ts';
import type { SeenView } from './people/seen-view.ts';
import { follow, type StreamListener } from './sse.ts';

/** What somebody sees at the moment. */
export interface Sight {
  readonly sees: readonly Line[];
  readonly directMessages: readonly Line[];
  readonly modal?: SeenView;
  readonly home?: SeenView;
}

/**
 * The people of an emulated Slack, for any program over HTTP; the words are those of the emulator in the process.
 * @param url where the emulator listens. Every call throws an Error with the emulator's own words when it cannot be done.
 */
export function slackWorld(url: string) {
  const base = `${url.replace(/\/$/, '')}/_emulator`;
  const get = <T>(path: string): Promise<T> => ask<T>('GET', base + path);
  const post = <T>(path: string, body: unknown = {}): Promise<T> => ask<T>('POST', base + path, body);

  return {
    as: (who: string, where: { readonly channel?: string; readonly thread?: string } = {}) => personOver(`/as/${encodeURIComponent(who)}`, where, get, post),
    channel: (name: string) => ({
      look: () => get<{ id: string; name: string; messages: Line[]; cards: Line[] }>(`/channels/${encodeURIComponent(name)}`),
      thread: (root: string) => get<{ root?: Line; lines: string[]; messages: Line[] }>(`/channels/${encodeURIComponent(name)}/threads/${encodeURIComponent(root)}`),
    }),
    team: () => get<JsonObject>(''),
    journal: (after = 0) => get<JournalEntry[]>(`/journal?after=${after}`),
    surprises: () => get<{ what: string; detail: string }[]>('/surprises'),
    fault: (rule: FaultRule) => post<object>('/faults', rule),
    deliveryFault: (rule: DeliveryRule) => post<object>('/delivery-faults', rule),
    noFaults: async () => {
      await Promise.all([ask('DELETE', `${base}/faults`), ask('DELETE', `${base}/delivery-faults`)]);
    },
    pointsAt: (requestUrl: string) => ask<object>('PUT', `${base}/app`, { requestUrl }),
    advances: (ms: number) => post<{ now: number }>('/clock', { advanceMs: ms }),
    idle: async () => (await post<{ waited: boolean }>('/idle')).waited,
    reset: () => post<object>('/reset'),
    /** Calls back for every journal entry and every change, until the returned function is called. */
    follow: (listener: StreamListener) => follow(`${base}/stream`, listener),
    /** Resolves once `condition` holds; it is asked again after every change. */
    until: (condition: () => Promise<boolean>) => until(`${base}/stream`, condition),
  };
}

type Get = <T>(path: string) => Promise<T>;
type Post = <T>(path: string, body?: unknown) => Promise<T>;

function personOver(path: string, where: { readonly channel?: string; readonly thread?: string }, get: Get, post: Post) {
  return {
    in: (channel: string) => personOver(path, { ...where, channel }, get, post),
    inThread: (thread: string) => personOver(path, { ...where, thread }, get, post),
    types: (text: string, options: { readonly asIs?: boolean } = {}) => post<Reply>(`${path}/types`, { text, ...where, ...options }),
    presses: (button: string, on?: string) => post<Reply>(`${path}/presses`, { button, on }),
    chooses: (menu: string, entry: Entry, on?: string) => post<Reply>(`${path}/chooses`, { menu, entry, on }),
    searches: (menu: string, query: string, on?: string) => post<JsonObject[]>(`${path}/searches`, { menu, query, on }),
    opensShortcut: (callbackId: string, onMessage?: string) => post<Reply>(`${path}/shortcut`, { callbackId, onMessage }),
    /** Puts a file into Slack for a file input: `submits({ File: [await ina.uploads('contacts.csv', text)] })`. */
    uploads: (name: string, text: string) => post<JsonObject>(`${path}/uploads`, { name, text }),
    submits: (entries: Readonly<Record<string, Entry>> = {}) => post<Reply>(`${path}/submits`, { entries }),
    closes: () => post<Reply>(`${path}/closes`),
    opensHome: () => post<Partial<SeenView>>(`${path}/home`),
    deletes: (message: string) => post<object>(`${path}/deletes`, { message }),
    looks: () => get<Sight>(path),
  };
}

async function ask<T>(method: string, url: string, body?: unknown): Promise<T> {
  const response = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }) });
  const answer = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new Error(answer.error ?? `${method} ${url} answered ${response.status}`);
  return answer;
}

async function until(streamUrl: string, condition: () => Promise<boolean>): Promise<void> {
  let stop: (() => void) | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      let looking = Promise.resolve();
      const look = (): void => {
        looking = looking.then(async () => {
          if (await condition()) resolve();
        });
        looking.catch(reject);
      };
      // The stream greets first: nothing can change unseen between the first look and it.
      stop = follow(streamUrl, { hello: look, changed: look, failed: reject });
    });
  } finally {
    stop?.();
  }
}
