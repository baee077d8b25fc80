import type { Ring } from './truth.ts';

/**
 * What a participant's state may be after what their phone lived through. More than one only where Twilio's REST API does not tell what the
 * callback that was lost would have told (a decline and a busy line look alike without their SIP code).
 */
export function statesAfter(ring: Ring): readonly string[] {
  if (ring.wasInRoom) return ring.presenceWasTold || ring.status === 'completed' ? ['left'] : ['left', ...withoutPresence(ring)];
  return withoutPresence(ring);
}

function withoutPresence({ status, sipCode, endWasTold }: Ring): string[] {
  switch (status) {
    case 'completed': return ['left'];
    case 'busy': return sipCode === 603 ? ['declined', ...(endWasTold ? [] : ['busy'])] : ['busy'];
    case 'no-answer': return ['no-answer'];
    case 'failed': return ['unreachable'];
    case 'canceled': return ['cancelled'];
    default: return [];
  }
}

/** How a card words a state, as a reader knows it; one state can have several wordings. Written here a second time on purpose. */
const CARD_WORDS: readonly (readonly [words: string, state: string])[] = [
  ['left', 'left'], ['declined', 'declined'], ['line busy', 'busy'], ['did not answer', 'no-answer'], ['could not be reached', 'unreachable'],
  ['not rung, the conference ended first', 'cancelled'], ['rang until the conference ended', 'cancelled'], ['not rung', 'not-called'], ['in the room', 'joined'],
  ['picked up', 'answered'], ['ringing', 'ringing'], ['about to be rung', 'waiting'], ['voicemail', 'voicemail'], ['removed', 'removed'],
];

/** What a card claims: who is in which state, and whether the conference is over. */
export interface CardClaim {
  readonly ended: boolean;
  /** State by name; the state's name is as in the database. */
  readonly people: ReadonlyMap<string, string>;
}

const PERSON = /^(?:\p{Extended_Pictographic}\uFE0F?|⚪|⚠️) ([^:]+): (.+)$/u;

/** Reads a card as a person does. @param text what stands on it, line by line. */
export function readCard(text: string): CardClaim {
  const people = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, words] = PERSON.exec(line) ?? [];
    if (name === undefined || words === undefined) continue;
    const state = CARD_WORDS.filter(([known]) => words.startsWith(known)).sort(([a], [b]) => b.length - a.length)[0]?.[1];
    people.set(name, state ?? `unreadable: ${words}`);
  }
  return { ended: /^Ended/mu.test(text), people };
}

/** One thing a thread tells: of a person, of the end, or that it is near. */
export interface ToldLine {
  readonly kind: string;
  /** First name; null for what is about nobody. */
  readonly who: string | null;
}

const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^.+ had (.+) rung again$/u, 'rung-again'],
  // A host who is missing themselves.
  [/^(.+) asked to be rung$/u, 'asked-to-be-rung'],
  [/^(.+) picked up and hung up before joining$/u, 'left'],
  [/^(.+) joined$/u, 'joined'],
  [/^(.+) left$/u, 'left'],
  [/^(.+) did not answer$/u, 'no-answer'],
  [/^(.+)'s line was busy$/u, 'busy'],
  [/^(.+) declined$/u, 'declined'],
  [/^(.+) (?:has|have) voicemail on$/u, 'voicemail'],
  [/^(.+?) could not be reached(?: \(.*\))?$/u, 'unreachable'],
];

/** The line a thread ends with. */
export const TELLS_THE_END = /^(?:Ended|.+ ended the conference for everyone)/mu;

/** What one message of a thread tells. Somebody who hung up before joining counts as left: later news may make them so. */
export function readThread(text: string): ToldLine[] {
  return text.split('\n').flatMap((line): ToldLine[] => {
    if (line.startsWith('Ends in ')) return [{ kind: 'ends-soon', who: null }];
    if (TELLS_THE_END.test(line)) return [{ kind: 'ended', who: null }];
    for (const [pattern, kind] of SENTENCES) {
      const names = pattern.exec(line)?.[1];
      if (names !== undefined) return names.split(/, | and /u).map((who) => ({ kind, who }));
    }
    return [{ kind: `unreadable: ${line}`, who: null }];
  });
}

/** The line a final state leaves in the thread; null for those nobody needs to read of. */
export function lineAfter(state: string): string | null {
  return state === 'cancelled' || state === 'not-called' || state === 'waiting' ? null : state;
}
