import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONFERENCE_MOVES, PARTICIPANT_MOVES } from './state-moves.ts';
import type { Kind } from './state-moves/walk.ts';
import { walk } from './state-moves/walk.ts';

/** The same walks each time: what is rare is to be seen in every run. */
const WALKS = { numRuns: 6_000, seed: 1 };

const kinds = fc.array(fc.constantFrom<Kind>('rung', 'rung', 'two-numbers', 'held', 'not-called'), { minLength: 1, maxLength: 3 });
const steps = fc.array(fc.nat({ max: 9_999 }), { minLength: 20, maxLength: 60 });

/** Every move seen on the way, as "from > to"; people begin from nowhere. */
function seen(): { readonly people: ReadonlySet<string>; readonly conferences: ReadonlySet<string> } {
  const people = new Set<string>();
  const conferences = new Set<string>();
  fc.assert(fc.property(kinds, fc.constantFrom(1, 2), steps, (how, attempts, drawn) => {
    const path = walk(how, attempts, drawn);
    for (const [index, after] of path.entries()) {
      const before = path[index - 1];
      if (before !== undefined && before.state !== after.state) conferences.add(`${before.state} > ${after.state}`);
      for (const { id, state } of after.participants) {
        const from = before?.participants.find((participant) => participant.id === id)?.state ?? 'nowhere';
        if (from !== state) people.add(`${from} > ${state}`);
      }
    }
  }), WALKS);
  return { people, conferences };
}

const drawn = (moves: Readonly<Record<string, readonly string[]>>): string[] => Object.entries(moves).flatMap(([from, tos]) => tos.map((to) => `${from} > ${to}`));

test('every move that happens is drawn, and every one that is drawn happens', () => {
  const { people, conferences } = seen();
  expect([...people].toSorted()).toEqual([...drawn(PARTICIPANT_MOVES), 'nowhere > held', 'nowhere > waiting', 'nowhere > not-called'].toSorted());
  expect([...conferences].toSorted()).toEqual(drawn(CONFERENCE_MOVES).toSorted());
}, 60_000);
