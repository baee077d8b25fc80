import { describe, expect, test } from 'vitest';
import { crowd, endedConference, exampleConference, SIX_O_CLOCK } from '../../domain/conference-examples.ts';
import type { ThreadLine } from '../../domain/thread-line.ts';
import { threadMessage } from './thread-message.ts';

/** Slack's advice is 4,000 (docs chat.postMessage). */
const LIMIT = 3_900;
const ENDED: ThreadLine = { key: 'ended', kind: 'ended', reason: 'time-limit', at: SIX_O_CLOCK };
const extendedBy = (minutes: number): ThreadLine => ({ key: `extended ${minutes}`, kind: 'extended', at: SIX_O_CLOCK, by: null, extendMs: minutes * 60_000 });

/** Message after message, until all is told. */
function allMessages(conference: Parameters<typeof threadMessage>[0], lines: readonly ThreadLine[]): string[] {
  const messages: string[] = [];
  for (let rest = lines; rest.length > 0;) {
    const { text, told } = threadMessage(conference, rest);
    expect(told).toBeGreaterThan(0);
    expect(text.length).toBeLessThanOrEqual(LIMIT);
    messages.push(text);
    rest = rest.slice(told);
  }
  return messages;
}

describe('what is told in the thread', () => {
  test('is one message as long as one holds it', () => {
    expect(threadMessage(endedConference([{ name: 'Alice Ames', state: 'left', minutes: 5 }], 'time-limit', 5), [extendedBy(30), ENDED]))
      .toEqual({ text: 'Somebody extended the conference by 30 min\nEnded after 5 min: the time limit was reached. Was in: Alice (5 min).', told: 2 });
  });

  test('is as few messages as hold it, with every line whole, once and in its order, the end last', () => {
    const conference = endedConference([{ name: 'Alice Ames', state: 'left', minutes: 5 }], 'time-limit', 5);
    const lines = Array.from({ length: 200 }, (_, index) => extendedBy(index % 59 + 1));
    const messages = allMessages(conference, [...lines, ENDED]);
    expect(messages).toHaveLength(3);
    expect(messages.join('\n').split('\n')).toEqual([...lines.map((_, index) => `Somebody extended the conference by ${index % 59 + 1} min`), 'Ended after 5 min: the time limit was reached. Was in: Alice (5 min).']);
  });

  test('says of a crowd that joins at one moment everybody’s name', () => {
    const conference = exampleConference(crowd(240, 'joined').map(({ state }, index) => ({ name: `Bartholomew-${index} Montgomery`, state })));
    const messages = allMessages(conference, conference.participants.map(({ id }) => ({ key: id, kind: 'joined', participantId: id, at: SIX_O_CLOCK })));
    expect(messages.length).toBe(2);
    expect(messages.join(' ').match(/Bartholomew-\d+/gu)).toHaveLength(240);
  });

  test('names of a crowd at the end who is missing, and why, before it counts those who were in', () => {
    const were = Array.from({ length: 237 }, (_, index) => ({ name: `Bartholomew-${index} Montgomery`, state: 'left' as const, minutes: 50 }));
    const conference = endedConference([...were, { name: 'Bob Berg', state: 'busy' }, { name: 'Carol Cruz', state: 'no-answer' }, { name: 'Dan Dorn', state: 'declined' }], 'time-limit', 60);
    const { text } = threadMessage(conference, [ENDED]);
    expect(text).toMatch(/^Ended after 1 h: the time limit was reached\. Never joined: Bob \(line busy\), Carol \(did not answer\) and Dan \(declined\)\. Was in: Bartholomew-0 \(50 min\), .* and 227 others\.$/u);
  });

  test('cuts one line that is longer than a message, and shows that it does', () => {
    const lines: readonly ThreadLine[] = [{ key: 'a', kind: 'announced', announcementId: 'a', at: SIX_O_CLOCK, by: null, text: 'x'.repeat(5_000) }, extendedBy(30)];
    expect(allMessages(exampleConference([]), lines)).toEqual([expect.stringMatching(/x…$/u), 'Somebody extended the conference by 30 min']);
  });
});
