import type { JournalEntry } from '../../emulators/shared/journal.ts';
import type { World } from './world.ts';

/** One call as the emulated Twilio and the phone lived it. */
export interface Ring {
  readonly sid: string;
  /** Ours, read off the address its callbacks go to. */
  readonly conferenceId: string;
  readonly callId: string;
  readonly number: string;
  readonly status: string;
  readonly sipCode: number | null;
  /** When Twilio was asked for it. */
  readonly startedAt: number;
  /** When anything of it last changed. */
  readonly lastAt: number;
  readonly wasInRoom: boolean;
  /** Whether the app answered 2xx to the news of its end. */
  readonly endWasTold: boolean;
  /** Whether the app answered 2xx to a join or a leave of it. */
  readonly presenceWasTold: boolean;
  /** When it first did; never is infinity. */
  readonly presenceToldAt: number;
}

/** Everything the emulated Twilio knows of the run. @param journal its journal, whole. */
export async function readTruth({ twilio }: World, journal: readonly JournalEntry[]): Promise<Ring[]> {
  const [calls, rooms] = await Promise.all([twilio.calls(), twilio.rooms()]);
  const visitors = new Set(rooms.flatMap(({ visits }) => visits.map(({ callSid }) => callSid)));
  const told = toldOf(journal);
  return calls.map(({ sid, to, status, sipCode, trail, statusCallback }): Ring => {
    const address = new URL(statusCallback ?? 'http://nowhere/');
    return {
      sid, number: to, status, sipCode,
      conferenceId: decodeURIComponent(address.pathname.split('/').at(-1) ?? ''),
      callId: address.searchParams.get('call') ?? '',
      startedAt: Math.min(...trail.map(({ at }) => at)),
      lastAt: Math.max(...trail.map(({ at }) => at)),
      wasInRoom: visitors.has(sid),
      endWasTold: told.ends.has(sid),
      presenceWasTold: told.presences.has(sid),
      presenceToldAt: told.presences.get(sid) ?? Number.POSITIVE_INFINITY,
    };
  });
}

/** Whether a call is over. */
export function isOver({ status }: Pick<Ring, 'status'>): boolean {
  return ['completed', 'busy', 'failed', 'no-answer', 'canceled'].includes(status);
}

function toldOf(journal: readonly JournalEntry[]) {
  const ends = new Set<string>();
  const presences = new Map<string, number>();
  for (const entry of journal) {
    const params = callbackOf(entry);
    if (params === undefined || entry.status === undefined || entry.status >= 300) continue;
    const { CallSid: sid = '', CallStatus: status = '', StatusCallbackEvent: event } = params;
    if (event === 'participant-join' || event === 'participant-leave') presences.set(sid, Math.min(entry.at, presences.get(sid) ?? entry.at));
    else if (event === undefined && isOver({ status })) ends.add(sid);
  }
  return { ends, presences };
}

/** The fields of a callback the emulator sent, or lost. */
export function callbackOf({ direction, request }: JournalEntry): Readonly<Record<string, string>> | undefined {
  if (direction !== 'out' || typeof request !== 'object' || request === null || !('params' in request)) return undefined;
  return request.params as Readonly<Record<string, string>>;
}
