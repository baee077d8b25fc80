import { describe, expect, test } from 'vitest';
import type { Conference } from '../../domain/conference.ts';
import type { ExamplePerson } from '../../domain/conference-examples.ts';
import { exampleConference } from '../../domain/conference-examples.ts';
import type { HeldPerson } from '../../domain/held-person.ts';
import { card } from './card.ts';
import { runningEntry } from './home-conferences.ts';

const NIGHT: HeldPerson = { reason: 'night', localTime: '03:10', decided: null };
const bob: ExamplePerson = { name: 'Bob Berg', state: 'held', held: NIGHT };

/** What stands below the name: since when, and who is where. */
function read(conference: Conference): string[] {
  return runningEntry(conference, 'U0NOBODY001').flatMap((block) => (block.type === 'context' ? block.elements.map((element) => ('text' in element ? element.text : '')) : []));
}

describe('a conference on Home that runs', () => {
  test('is not ringing while everybody is held back', () => {
    expect(read(exampleConference([bob]))).toEqual(['Not rung yet, started by <@U0INA000001>', 'Not rung yet: Bob Berg.']);
    expect(read(exampleConference([bob, { name: 'Alice Ames', state: 'ringing' }]))[0]).toMatch(/^Ringing since /u);
  });

  test.each<[string, readonly ExamplePerson[], Partial<Conference>]>([
    ['Picked up, is asked to press 1: Alice Ames.', [{ name: 'Alice Ames', state: 'answered' }], { confirmJoin: true }],
    ['Did not answer, is tried again: Alice Ames. Line busy, trying the second number: Bob Berg.', [
      { name: 'Alice Ames', state: 'no-answer', next: { attempt: 2, toSecond: false } }, { name: 'Bob Berg', state: 'busy', next: { attempt: 1, toSecond: true } },
    ], {}],
  ])('says of its people what the card says (%s)', (words, people, more) => {
    const conference = exampleConference(people, more);
    expect(read(conference)[1]).toBe(words);
    expect(card(conference).text).toContain(words);
  });
});
