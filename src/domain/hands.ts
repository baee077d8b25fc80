import type { Call, MarkKind } from './call.ts';
import { isWanted } from './call.ts';
import type { Conference } from './conference.ts';
import type { Effect } from './effects.ts';
import type { ConferenceEvent } from './events.ts';
import type { PersonLine } from './thread-line.ts';

/** What follows from somebody muting people, putting them on hold or taking them out: Twilio is asked, and the thread tells whose wish it was. */
export function hands(before: Conference, after: Conference, event: ConferenceEvent): Effect[] {
  // Of what is over nothing more is told: its last line says who was in.
  if (before.state === 'ended') return [];
  switch (event.kind) {
    case 'control-decided': return [...controls(before, after, event), ...(event.ofAll ? [mutedEveryone(event)] : [])];
    case 'control-carried-out': return event.outcome === 'done' ? carriedOut(before, event) : [];
    case 'removal-decided': return takenOut(after, event);
    default: return [];
  }
}

type Of<Kind extends ConferenceEvent['kind']> = Extract<ConferenceEvent, { kind: Kind }>;

function controls(before: Conference, after: Conference, { mark, by, seenIn }: Of<'control-decided'>): Effect[] {
  const known = new Map(callsOf(before).map(({ call }) => [call.id, call]));
  return callsOf(after).filter(({ call }) => call.wishes[mark] !== known.get(call.id)?.wishes[mark])
    .map(({ call }) => ({ effect: 'control', callId: call.id, mark, by, seenIn }));
}

function mutedEveryone({ at, by }: Of<'control-decided'>): Effect {
  return { effect: 'say-in-thread', line: { key: `muted-everyone:${at}`, kind: 'muted-everyone', at, by } };
}

/** Only once it is done: who had just left was not muted. */
function carriedOut(before: Conference, { at, callId, mark, wishedAt }: Of<'control-carried-out'>): Effect[] {
  return callsOf(before).filter(({ call }) => call.id === callId).flatMap(({ participantId, call }): Effect[] => {
    const wish = call.wishes[mark];
    if (wish === undefined || wish.ofAll) return [];
    const kind = LINES[mark][wish.on ? 'on' : 'off'];
    return [{ effect: 'say-in-thread', line: { key: `${callId}:${kind}:${wishedAt}`, kind, participantId, at, by: wish.by } }];
  });
}

const LINES: Readonly<Record<MarkKind, Readonly<Record<'on' | 'off', PersonLine>>>> = {
  muted: { on: 'muted', off: 'unmuted' }, onHold: { on: 'put-on-hold', off: 'taken-off-hold' },
};

/** Who hangs up on themselves leaves, and the thread says that. */
function takenOut(after: Conference, { at, by, callId }: Of<'removal-decided'>): Effect[] {
  return callsOf(after).filter(({ call }) => call.id === callId && !(call.removedThemselves && call.presence.length > 0))
    .map(({ participantId }) => ({ effect: 'say-in-thread', line: { key: `${callId}:taken-out`, kind: 'taken-out', participantId, at, by } }));
}

/** Those among these calls about whom a wish would change something. */
export function notYet(calls: readonly Call[], mark: MarkKind, on: boolean): readonly Call[] {
  return calls.filter((call) => isWanted(call, mark) !== on);
}

function callsOf({ participants }: Conference): { readonly participantId: string; readonly call: Call }[] {
  return participants.flatMap(({ id: participantId, calls }) => calls.map((call) => ({ participantId, call })));
}
