import { describe, expect, test } from '@jest/globals';
import type { Conference } from '../../domain/conference.ts';
import { endedConference, exampleConference, SIX_O_CLOCK } from '../../domain/conference-examples.ts';
import type { PersonLine, ThreadLine } from '../../domain/thread-line.ts';
import { threadText } from './thread.ts';

const ENDED: ThreadLine = { key: 'ended', kind: 'ended', reason: 'everyone-left', at: SIX_O_CLOCK };

/** One line about each of these people, by their place. */
function said(conference: Conference, ...lines: readonly (readonly [kind: PersonLine, place: number])[]): string {
  return threadText(conference, lines.map(([kind, place], index) => ({ key: `${index}`, kind, participantId: `p${place}`, at: SIX_O_CLOCK })));
}

const three = exampleConference([{ name: 'Alice Ames', state: 'joined' }, { name: 'Bob Berg', state: 'joined' }, { name: 'Carol Cruz', state: 'joined' }]);

describe('a line of the thread', () => {
  test.each<[PersonLine, string]>([
    ['joined', 'Alice joined'], ['left', 'Alice left'], ['no-answer', 'Alice did not answer'], ['busy', "Alice's line was busy"],
    ['declined', 'Alice declined'], ['voicemail', 'Alice has voicemail on'], ['unreachable', 'Alice could not be reached'],
  ])('about somebody (%s) reads "%s"', (kind, text) => {
    expect(said(three, [kind, 0])).toBe(text);
  });

  test('about several who did the same is one line', () => {
    expect(said(three, ['joined', 0], ['joined', 1], ['joined', 2])).toBe('Alice, Bob and Carol joined');
    expect(said(three, ['voicemail', 0], ['voicemail', 1])).toBe('Alice and Bob have voicemail on');
    expect(said(three, ['busy', 0], ['busy', 1])).toBe("Alice's line was busy\nBob's line was busy");
  });

  test('keeps the order in which things happened', () => {
    expect(said(three, ['joined', 0], ['busy', 1], ['joined', 2])).toBe("Alice joined\nBob's line was busy\nCarol joined");
  });

  test('says why somebody could not be reached', () => {
    const conference = exampleConference([{ name: 'Alice Ames', state: 'unreachable', sipResponseCode: 480 }]);
    expect(said(conference, ['unreachable', 0])).toBe('Alice could not be reached (The phone is switched off or out of coverage)');
  });

  test('says that somebody hung up before joining, unless it is known by now that they were in', () => {
    expect(said(exampleConference([{ name: 'Alice Ames', state: 'left' }]), ['left-before-joining', 0])).toBe('Alice picked up and hung up before joining');
    expect(said(exampleConference([{ name: 'Alice Ames', state: 'left', minutes: 3 }]), ['left-before-joining', 0])).toBe('Alice left');
  });

  test('about nobody we know says nothing', () => {
    expect(said(three, ['joined', 9])).toBe('');
  });

  test('takes no name for markup', () => {
    expect(said(exampleConference([{ name: '<!here>', state: 'joined' }]), ['joined', 0])).toBe('&lt;!here&gt; joined');
  });
});

describe('the last line', () => {
  test('says how long it took, why it ended, who was in for how long and who never was', () => {
    const conference = endedConference(
      [{ name: 'Alice Ames', state: 'left', minutes: 12 }, { name: 'Bob Berg', state: 'busy' }, { name: 'Carol Cruz', state: 'left', minutes: 5 }], 'everyone-left', 12);
    expect(threadText(conference, [ENDED])).toBe('Ended after 12 min: everyone left. Was in: Alice (12 min) and Carol (5 min). Never joined: Bob (line busy).');
  });

  test('says so when nobody ever was in', () => {
    expect(threadText(endedConference([{ name: 'Alice Ames', state: 'no-answer' }], 'nobody-answered', 1), [ENDED])).toBe('Ended: nobody answered. Never joined: Alice (did not answer).');
  });

  test('says when the time limit ended it', () => {
    expect(threadText(endedConference([{ name: 'Alice Ames', state: 'left', minutes: 240 }], 'time-limit', 240), [ENDED])).toBe(
      'Ended after 4 h: the time limit was reached. Was in: Alice (4 h).');
  });

  test('stays within what Slack advises, with two hundred and fifty people', () => {
    const everybody = endedConference(Array.from({ length: 250 }, () => ({ name: 'Maximilian von und zu Hohenstein', state: 'no-answer' as const })), 'nobody-answered', 1);
    expect(threadText(everybody, [ENDED]).length).toBeLessThanOrEqual(4_000);
  });
});
