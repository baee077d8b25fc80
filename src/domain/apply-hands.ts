import type { Call } from './call.ts';
import { isWanted, laterMark, roomOf } from './call.ts';
import type { Decision } from './events.ts';

type Of<Kind extends Decision['kind']> = Extract<Decision, { kind: Kind }>;

/** No mark of ours has a number of Twilio's; it is one of its own, once a room. */
const OURS = -1;

/** One that waits for its turn is never placed. @param themselves whether it was their own wish. */
export function takenOut(call: Call, at: number, themselves: boolean): Call {
  return { ...call, removedAt: at, removedThemselves: themselves, placing: call.placing === 'waiting' || call.placing === 'held' ? 'abandoned' : call.placing };
}

/** Notes a wish about somebody who is in the room. Who is so already, or is being made so, needs none: a second press changes nothing. */
export function wished(call: Call, { callIds, mark, on, by, at, ofAll }: Of<'control-decided'>): Call {
  const roomSid = roomOf(call);
  if (roomSid === null || call.removedAt !== null || !callIds.includes(call.id) || isWanted(call, mark) === on) return call;
  return { ...call, wishes: { ...call.wishes, [mark]: { on, roomSid, by, ofAll, at, outcome: 'asked' } } };
}

/** What came of the wish that was made then; of a later one nothing is known by that. Done, it holds from now on, whatever Twilio told of the time before. */
export function carriedOut(call: Call, { at, mark, wishedAt, outcome }: Of<'control-carried-out'>): Call {
  const wish = call.wishes[mark];
  if (wish === undefined || wish.outcome !== 'asked' || wish.at !== wishedAt) return call;
  const known = { ...call, wishes: { ...call.wishes, [mark]: { ...wish, by: null, outcome } } };
  return outcome !== 'done' ? known : { ...known, [mark]: laterMark(call[mark], { on: wish.on, roomSid: wish.roomSid, sequence: OURS, at }) };
}
