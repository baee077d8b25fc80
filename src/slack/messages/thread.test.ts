import { describe, expect, test } from 'vitest';
import type { Conference } from '../../domain/conference.ts';
import type { ExamplePerson } from '../../domain/conference-examples.ts';
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

  test.each<[PersonLine, string]>([
    ['muted', 'Bob muted Alice'], ['unmuted', 'Bob unmuted Alice'], ['put-on-hold', 'Bob put Alice on hold'], ['taken-off-hold', 'Bob took Alice off hold'], ['taken-out', 'Bob took Alice out'],
  ])('about what somebody did to somebody (%s) reads "%s"', (kind, text) => {
    expect(threadText(three, [{ key: '1', kind, participantId: 'p0', at: SIX_O_CLOCK, by: 'U1' }])).toBe(text);
  });

  test('about what somebody did to themselves says so', () => {
    expect(threadText(three, [{ key: '1', kind: 'muted', participantId: 'p0', at: SIX_O_CLOCK, by: 'U0' }])).toBe('Alice muted themselves');
  });

  test('about what somebody did to themselves and to others names each once', () => {
    const both = (kind: PersonLine): string => threadText(three, [1, 0, 2].map((place) => ({ key: `${place}`, kind, participantId: `p${place}`, at: SIX_O_CLOCK, by: 'U0' })));
    expect(both('muted')).toBe('Alice muted themselves, Bob and Carol');
    expect(both('unmuted')).toBe('Alice unmuted themselves, Bob and Carol');
    expect(both('put-on-hold')).toBe('Alice put themselves, Bob and Carol on hold');
    expect(both('taken-off-hold')).toBe('Alice took themselves, Bob and Carol off hold');
    expect(both('taken-out')).toBe('Alice does not want to be rung\nAlice took Bob and Carol out');
  });

  test('about somebody who is not in it mentions them, and nobody a name pretends to be', () => {
    const hostile = exampleConference([{ name: '\uE000UEVERYBODY\uE000', state: 'joined' }]);
    expect(threadText(hostile, [{ key: '1', kind: 'muted', participantId: 'p0', at: SIX_O_CLOCK, by: 'UADA' }])).toBe('<@UADA> muted \uE000UEVERYBODY\uE000');
    expect(threadText(three, [{ key: '1', kind: 'muted', participantId: 'p0', at: SIX_O_CLOCK, by: three.hostUserId }])).toBe('The host muted Alice');
    expect(threadText(three, [{ key: '1', kind: 'muted', participantId: 'p0', at: SIX_O_CLOCK, by: null }])).toBe('Somebody muted Alice');
  });

  test('about all of them says what was said, as long as it is known', () => {
    const announced: ThreadLine = { key: '2', kind: 'announced', announcementId: 'a', at: SIX_O_CLOCK, by: 'U0', text: 'Two <minutes>' };
    expect(threadText(three, [{ key: '1', kind: 'muted-everyone', at: SIX_O_CLOCK, by: 'U0' }, announced])).toBe('Alice muted everyone\nAlice announced: “Two &lt;minutes&gt;”');
    const { text: _erased, ...erased } = announced;
    expect(threadText(three, [erased])).toBe('Alice announced something');
  });

  test('about an end somebody decided on names them', () => {
    const people = [{ name: 'Alice Ames', state: 'left' as const, minutes: 3 }];
    const ended = (by: string | null) => threadText({ ...endedConference(people, 'ended-by', 5), end: { reason: 'ended-by', at: SIX_O_CLOCK + 300_000, by } }, [{ key: 'ended', kind: 'ended', reason: 'ended-by', at: SIX_O_CLOCK }]);
    expect(ended('U0')).toBe('Alice ended the conference for everyone after 5 min. Was in: Alice (3 min).');
    expect(ended('UADA')).toBe('<@UADA> ended the conference for everyone after 5 min. Was in: Alice (3 min).');
    expect(ended(null)).toBe('Somebody ended the conference for everyone after 5 min. Was in: Alice (3 min).');
  });

  test('about somebody who is rung on says what their last call came to, and what follows', () => {
    const rungOn = exampleConference([
      { name: 'Alice Ames', state: 'busy', next: { attempt: 1, toSecond: true } }, { name: 'Bob Berg', state: 'unreachable', sipResponseCode: 480, next: { attempt: 2, toSecond: false } },
      { name: 'Carol Cruz', state: 'no-answer', next: { attempt: 2, toSecond: false } },
    ]);
    const line = (kind: PersonLine, place: number, call: string): ThreadLine => ({ key: `${kind}${place}`, kind, participantId: `p${place}`, at: SIX_O_CLOCK, callId: `call ${place}${call}` });
    expect(threadText(rungOn, [line('busy', 0, ''), line('tries-second-number', 0, '.2'), line('unreachable', 1, ''), line('no-answer', 2, ''), line('tries-again', 1, '.2'), line('tries-again', 2, '.2')])).toBe([
      "Alice's line was busy", "Trying Alice's second number", 'Bob could not be reached (The phone is switched off or out of coverage)', 'Carol did not answer', 'Trying Bob and Carol again in 1 min',
    ].join('\n'));
    const declined = exampleConference([{ name: 'Alice Ames', state: 'declined', sipResponseCode: 603, next: { attempt: 2, toSecond: false, placing: 'withdrawn' } }]);
    expect(threadText(declined, [line('busy', 0, ''), line('tries-again', 0, '.2')])).toBe('Alice declined');
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

  test('says of those whom the end found on the way in how far they had come', () => {
    const end = SIX_O_CLOCK + 60_500;
    const people: ExamplePerson[] = [
      { name: 'Alice Ames', state: 'answered' }, { name: 'Bob Berg', state: 'cancelled', call: { status: 'canceled' } }, { name: 'Carol Cruz', state: 'cancelled' },
      // Twilio tells times in whole seconds: hung up on, her call seems to have ended before the end.
      { name: 'Dora Dorn', state: 'left', call: { status: 'completed', endedAt: end - 500 } }, { name: 'Emil Eck', state: 'left', call: { status: 'completed', endedAt: end - 30_500 } },
    ];
    const ended = { reason: 'time-limit', at: end } as const;
    expect(threadText({ ...endedConference(people, 'time-limit', 1), end: ended, decidedEnd: ended }, [ENDED])).toBe(
      'Ended: the time limit was reached. Never joined: Alice (had picked up), Bob (rang until the conference ended), Carol (not rung, the conference ended first), Dora (had picked up) and Emil (hung up).');
    const left = { name: 'Alice Ames', state: 'left' as const, call: { status: 'completed' as const, endedAt: SIX_O_CLOCK + 60_000 } };
    expect(threadText(endedConference([left], 'nobody-answered', 1), [ENDED])).toBe('Ended: nobody answered. Never joined: Alice (hung up).');
  });

  test('says who was left alone', () => {
    expect(threadText(endedConference([{ name: 'Ina Ito', state: 'left', minutes: 14 }, { name: 'Bob Berg', state: 'left', minutes: 4 }], 'alone', 14), [ENDED])).toBe(
      'Ended after 14 min: only Ina was left. Was in: Ina (14 min) and Bob (4 min).');
  });

  test('stays within what Slack advises, with two hundred and fifty people', () => {
    const everybody = endedConference(Array.from({ length: 250 }, () => ({ name: 'Maximilian von und zu Hohenstein', state: 'no-answer' as const })), 'nobody-answered', 1);
    expect(threadText(everybody, [ENDED]).length).toBeLessThanOrEqual(4_000);
  });
});
