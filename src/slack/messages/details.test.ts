import { describe, expect, test } from 'vitest';
import type { Conference } from '../../domain/conference.ts';
import { endedConference, exampleConference, SIX_O_CLOCK } from '../../domain/conference-examples.ts';
import type { ExamplePerson } from '../../domain/conference-examples.ts';
import type { HeldPerson } from '../../domain/held-person.ts';
import type { NumberSource } from '../../domain/number-source.ts';
import { JOIN_PAGE } from '../../domain/join-page.ts';
import { details } from './details.ts';

const HOST = 'U0INA000001';
const ANYBODY = 'U0ALICE0001';
const NIGHT: HeldPerson = { reason: 'night', localTime: '03:10', decided: null };

/** What stands in the view, an entry each. */
function read(conference: Conference, viewerId = ANYBODY): string[] {
  return pages(conference, viewerId)[0] ?? [];
}

/** The same of every page. */
function pages(conference: Conference, viewerId = ANYBODY): string[][] {
  const viewer = { userId: viewerId, isAdmin: false, controls: 'host' as const };
  const first = details(conference, viewer, SIX_O_CLOCK + 5 * 60_000);
  const count = Number(/Page 1 of (\d+)/u.exec(JSON.stringify(first))?.[1] ?? 1);
  return Array.from({ length: count }, (_, page) => textsOf(details(conference, viewer, SIX_O_CLOCK + 5 * 60_000, { page })));
}

function textsOf({ blocks }: ReturnType<typeof details>): string[] {
  return blocks.map((block) => ('text' in block && typeof block.text === 'object' ? block.text.text : ''));
}

function from(source: NumberSource): Conference {
  const conference = exampleConference([{ name: 'Alice Ames', state: 'ringing' }]);
  return { ...conference, participants: conference.participants.map((person) => ({ ...person, numberSource: source })) };
}

describe('the details', () => {
  test('are everybody in the order that matters, with the reason and how long they were in', () => {
    const people: ExamplePerson[] = [{ name: 'Dora Dorn', state: 'not-called' }, { name: 'Bob Berg', state: 'joined' }, { name: 'Carol Cruz', state: 'unreachable', sipResponseCode: 480 }];
    expect(read(exampleConference(people))).toEqual([
      '*Project Review*, started by <@U0INA000001>', '🟢 Bob Berg: in the room\nIn the room for 5 min.',
      '⚠️ Carol Cruz: could not be reached (The phone is switched off or out of coverage)', '🚫 Dora Dorn: not rung (No phone number is known. A number in their Slack profile is enough)',
    ]);
  });

  test('tell the host of a second number, and show neither', () => {
    const { participants: [alice], ...rest } = from('proved');
    if (alice === undefined) throw new Error('nobody');
    const both = { ...rest, participants: [{ ...alice, secondNumber: { e164: '+14155550162', extension: null } }] };
    expect(read(both, HOST)[1]).toBe('📞 Alice Ames: ringing\nThe number is one they proved to be theirs. A second one, from the phone book, is rung when that comes to nothing.');
    expect(read(both)[1]).toBe('📞 Alice Ames: ringing');
  });

  test.each<[NumberSource, string]>([
    ['proved', 'The number is one they proved to be theirs.'], ['book', 'The number is from the phone book.'],
    ['profile', 'The number is from their Slack profile, not proved.'], ['typed', 'The number is one somebody typed.'],
  ])('tell the host alone where a number comes from (%s)', (source, line) => {
    expect(read(from(source), HOST)[1]).toBe(`📞 Alice Ames: ringing\n${line}`);
    expect(read(from(source))[1]).toBe('📞 Alice Ames: ringing');
  });

  test.each<[HeldPerson['decided'], string]>([
    [null, 'It was 03:10 for them when they were to be rung.'], [{ decision: 'ring', by: HOST, at: 0 }, 'Held back at first, and rung because the host said so.'],
    [{ decision: 'leave-out', by: HOST, at: 0 }, 'Held back at first, and left out by the host.'], [{ decision: 'ring', by: 'U0', at: 0 }, 'Held back at first, and rung by their own wish.'],
    [{ decision: 'ring', by: JOIN_PAGE, at: 0 }, 'Held back at first, and rung by their own wish.'], [{ decision: 'ring', by: ANYBODY, at: 0 }, 'Held back at first, and rung because somebody else said so.'],
    [{ decision: 'leave-out', by: ANYBODY, at: 0 }, 'Held back at first, and left out by somebody else.'],
    [{ decision: 'leave-out', by: null, at: 0 }, 'Held back at first, and nobody said in time whether to ring them.'],
  ])('say what became of somebody who was held (%j)', (decided, line) => {
    expect(read(exampleConference([{ name: 'Bob Berg', state: decided === null ? 'held' : 'busy', held: { ...NIGHT, decided } }]))[1]?.split('\n').at(-1)).toBe(line);
  });

  test.each<[HeldPerson, string]>([
    [NIGHT, 'It was 03:10 for them when they were to be rung, and nobody said whether to ring them.'],
    [{ reason: 'own-quiet-hours', localTime: '23:10', decided: null }, 'It was 23:10 for them when they were to be rung, within their quiet hours, and nobody said whether to ring them.'],
    [{ reason: 'do-not-disturb', localTime: '12:10', decided: null }, 'It was 12:10 for them when they were to be rung, with Do Not Disturb on in Slack, and nobody said whether to ring them.'],
    [{ reason: 'do-not-disturb', localTime: null, decided: null }, 'Do Not Disturb was on in Slack when they were to be rung, and nobody said whether to ring them.'],
  ])('say at the end of somebody about whom nothing was said that nobody did (%j)', (held, line) => {
    expect(read(endedConference([{ name: 'Bob Berg', state: 'cancelled', held }], 'everyone-left', 12))[1]?.split('\n').at(-1)).toBe(line);
  });

  test('count time in the room up to the end, once it is over', () => {
    expect(read(endedConference([{ name: 'Bob Berg', state: 'left', minutes: 3 }], 'everyone-left', 12))[1]).toBe('⚪ Bob Berg: left\nIn the room for 3 min.');
  });

  test('of two hundred and fifty people name everybody', () => {
    const names = Array.from({ length: 250 }, (_, index) => `Person ${index}`);
    const shown = pages(exampleConference(names.map((name) => ({ name, state: 'no-answer' }))));
    expect(shown.map((texts) => texts.filter((text) => text.startsWith('🔕')).length)).toEqual([90, 90, 70]);
    expect(shown.flat().filter((text) => text.startsWith('🔕'))).toEqual(names.map((name) => `🔕 ${name}: did not answer`));
  });

  test('name everybody also when names are longer than people have', () => {
    const shown = pages(exampleConference(Array.from({ length: 250 }, () => ({ name: '👩‍👩‍👧‍👦'.repeat(80), state: 'no-answer' as const }))), HOST);
    expect(shown.flat().filter((text) => text.startsWith('🔕'))).toHaveLength(250);
  });

  test('before anybody was found say so', () => {
    expect(read(exampleConference([]))[1]).toBe('Its people are still being looked for.');
  });
});
