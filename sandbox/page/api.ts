import type { FaultRule } from '../../emulators/shared/faults.ts';
import type { Screen } from '../../emulators/slack/control/screen.ts';
import type { JsonObject } from '../../emulators/slack/json.ts';
import type { Reply } from '../../emulators/slack/people/reply.ts';
import type { phoneView, roomView } from '../../emulators/twilio/control/views.ts';
import type { Act } from '../../emulators/twilio/phones/acts.ts';
import type { CallbackRule } from '../../emulators/twilio/webhooks/callback-faults.ts';
import type { Member } from '../cast.ts';
import type { Shortcut } from '../page-server/shortcuts.ts';

export type PhoneView = ReturnType<typeof phoneView>;
export type RoomView = ReturnType<typeof roomView>;
export type { Member, Screen, Shortcut };

/** Who plays, and what Slack offers of the app. */
export interface Cast {
  readonly members: readonly Member[];
  readonly shortcuts: readonly Shortcut[];
}

/** The workspace, for names behind ids. */
export interface Team {
  readonly users: readonly { readonly id: string; readonly name: string; readonly displayName: string; readonly botId?: string; readonly deleted: boolean }[];
  readonly groups: readonly { readonly id: string; readonly handle: string; readonly name: string; readonly disabled: boolean }[];
  readonly channels: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
}

/** @throws Error with the server's own words when it cannot be done, or with its status when it says none. */
async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/sandbox/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }) });
  const answer = read(await response.text());
  if (response.ok && answer !== undefined) return answer as T;
  const error = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : undefined;
  throw new Error(typeof error === 'string' ? error : `${path} answered ${response.status}.`);
}

/** undefined for what is no JSON. */
function read(text: string): unknown {
  if (text === '' || text === 'No Content') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a proxy's or a server's own page about an error: its status says more to a person
  }
}

const get = <T>(path: string): Promise<T> => ask<T>('GET', path);
const post = <T>(path: string, body: unknown = {}): Promise<T> => ask<T>('POST', path, body);

export const cast = (): Promise<Cast> => get('api/cast');
export const team = (): Promise<Team> => get('slack/');
export const appDoes = (what: 'kill' | 'start' | 'restart'): Promise<unknown> => post('api/app', { do: what });
export const freshState = (): Promise<unknown> => post('api/fresh');

/** All somebody sees with a conversation (and a thread of it) open. */
export function screen(who: string, channel: string, thread: string | undefined): Promise<Screen> {
  return get(`slack/as/${who}/screen?${new URLSearchParams({ channel, ...(thread === undefined ? {} : { thread }) }).toString()}`);
}

/** Lets somebody do something in Slack; the emulator's README lists the deeds. */
export const does = (who: string, deed: string, body: object = {}): Promise<Reply> => post(`slack/as/${who}/${deed}`, body);
export const searches = (who: string, body: object): Promise<JsonObject[]> => post(`slack/as/${who}/searches`, body);
export const uploads = (who: string, name: string, text: string): Promise<JsonObject> => post(`slack/as/${who}/uploads`, { name, text });

export const phones = async (): Promise<PhoneView[]> => (await get<{ phones: PhoneView[] }>('twilio/phones')).phones;
export const rooms = async (): Promise<RoomView[]> => (await get<{ rooms: RoomView[] }>('twilio/rooms')).rooms;
export const phoneDoes = (number: string, act: Act): Promise<PhoneView> => post(`twilio/phones/${encodeURIComponent(number)}/acts`, act);

/** The faults planted now, over both emulators. */
export interface PlantedFaults {
  readonly slack: readonly FaultRule[];
  readonly twilio: readonly FaultRule[];
  readonly callbacks: readonly CallbackRule[];
}

const FAULTS = { slack: 'slack/faults', twilio: 'twilio/faults', callbacks: 'twilio/callback-faults' } as const;

export async function faults(): Promise<PlantedFaults> {
  const rules = async <T>(path: string): Promise<T[]> => (await get<{ rules: T[] }>(path)).rules;
  const [slack, twilio, callbacks] = await Promise.all([rules<FaultRule>(FAULTS.slack), rules<FaultRule>(FAULTS.twilio), rules<CallbackRule>(FAULTS.callbacks)]);
  return { slack, twilio, callbacks };
}

/** Makes exactly these the faults of one kind: the emulators take out all or none. */
export async function setFaults<Kind extends keyof PlantedFaults>(kind: Kind, rules: PlantedFaults[Kind]): Promise<void> {
  await ask('DELETE', FAULTS[kind]);
  for (const rule of rules) await post(FAULTS[kind], rule);
}
