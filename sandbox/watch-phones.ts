import { z } from 'zod';
import type { Cast } from './cast.ts';
import type { WatchEnd } from './event-stream.ts';
import { followEvents } from './event-stream.ts';
import type { Happening, PhoneDoes } from './happenings.ts';

const entrySchema = z.looseObject({ what: z.string(), request: z.unknown() });
const factsSchema = z.looseObject({ callSid: z.string().optional(), to: z.string().optional(), number: z.string().optional(), kind: z.string().optional(), text: z.string().optional() });

/** What becomes of a call, as its phone lives it. Queued and initiated calls are not on any phone yet. */
const OF_CALLS: Readonly<Record<string, PhoneDoes>> = {
  'call.ringing': 'rings', 'call.in-progress': 'answers', 'call.completed': 'is-over', 'call.busy': 'is-busy', 'call.no-answer': 'gives-up',
  'call.failed': 'is-unreachable', 'call.canceled': 'is-cancelled', 'conference.participant-join': 'enters', 'conference.participant-leave': 'leaves',
};
const HEARD: Readonly<Record<string, PhoneDoes>> = { say: 'hears', person: 'hears-person' };

/**
 * Tells what happens on the phones, from the emulated Twilio's journal.
 * @returns once nothing can be missed any more, the way to stop.
 */
export async function watchPhones(twilioUrl: string, cast: Cast, tell: (happening: Happening) => void, onEnd?: WatchEnd): Promise<() => void> {
  const numbers = new Map<string, string>();
  return followEvents(`${twilioUrl}/_emulator/journal/events`, ({ name, data }) => {
    if (name !== 'world') return;
    const { what, request } = entrySchema.parse(data);
    const facts = factsSchema.safeParse(request).data;
    if (facts === undefined) return;
    const { callSid = '', to, number, kind = '', text = '' } = facts;
    if (to !== undefined) numbers.set(callSid, to);
    const of = number ?? numbers.get(callSid);
    const does = what === 'phone.hears' ? (HEARD[kind] ?? 'hears-sound') : OF_CALLS[what];
    if (of !== undefined && does !== undefined) tell({ kind: 'phone', number: of, who: cast.nameOf(of), does, text: does === 'hears-sound' ? kind : text });
  }, onEnd);
}
