import type { JournalEntry } from '../shared/journal.ts';
import type { FaultRule } from '../shared/faults.ts';
import type { Bill } from './calls/bill.ts';
import type { callView, phoneView, roomView } from './control/views.ts';
import type { Surprise } from './core/surprises.ts';
import { Phone } from './phones/phone.ts';
import type { CallbackCounts, CallbackRule } from './webhooks/callback-faults.ts';

/** A phone at the other end of HTTP, with the same words. */
export class RemotePhone extends Phone {
  readonly #look: () => Promise<ReturnType<typeof phoneView>>;

  constructor(base: string, number: string) {
    const path = `/phones/${encodeURIComponent(number)}`;
    super(number, (word) => post(base, `${path}/acts`, word));
    this.#look = () => get(base, path);
  }

  /** What it is doing and has heard. */
  look(): Promise<ReturnType<typeof phoneView>> {
    return this.#look();
  }
}

/**
 * The world of a served emulator, for any program: `twilioWorld(url).phone('+1…').answers().hears('Welcome')`.
 * @param url where the emulator listens, without a trailing slash.
 */
export function twilioWorld(url: string) {
  const base = `${url}/_emulator`;
  return {
    phone: (number: string) => new RemotePhone(base, number),
    phones: async () => (await get<{ phones: ReturnType<typeof phoneView>[] }>(base, '/phones')).phones,
    calls: async () => (await get<{ calls: ReturnType<typeof callView>[] }>(base, '/calls')).calls,
    rooms: async () => (await get<{ rooms: ReturnType<typeof roomView>[] }>(base, '/rooms')).rooms,
    journal: async (after = 0) => (await get<{ entries: JournalEntry[] }>(base, `/journal?after=${after}`)).entries,
    surprises: async () => (await get<{ surprises: Surprise[] }>(base, '/surprises')).surprises,
    bill: () => get<Bill>(base, '/bill'),
    now: async () => (await get<{ now: number }>(base, '/clock')).now,
    advance: (advanceMs: number) => post(base, '/clock', { advanceMs }),
    idle: () => post(base, '/idle', {}),
    plantFault: (rule: FaultRule) => post(base, '/faults', rule),
    plantCallbackFault: (rule: CallbackRule) => post(base, '/callback-faults', rule),
    callbackCounts: async () => (await get<{ counts: CallbackCounts }>(base, '/callback-faults')).counts,
    clearFaults: async () => {
      await send(base, '/faults', { method: 'DELETE' });
      await send(base, '/callback-faults', { method: 'DELETE' });
    },
    reset: () => post(base, '/reset', {}),
  };
}

async function get<T>(base: string, path: string): Promise<T> {
  return (await (await send(base, path, {})).json()) as T;
}

function post(base: string, path: string, body: unknown): Promise<Response> {
  return send(base, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

/** @throws Error with the emulator's own words when it refuses. */
async function send(base: string, path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(base + path, init);
  if (response.ok) return response;
  const answer = (await response.json()) as { readonly error?: unknown };
  throw new Error(typeof answer.error === 'string' ? answer.error : JSON.stringify(answer.error ?? answer));
}
