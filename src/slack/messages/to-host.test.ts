import { describe, expect, test } from 'vitest';
import { endedConference, exampleConference } from '../../domain/conference-examples.ts';
import type { ExamplePerson } from '../../domain/conference-examples.ts';
import { whereTheCardIs, whoIsNotRung } from './to-host.ts';

const dora: ExamplePerson = { name: 'Dora Dorn', state: 'not-called' };
const alice: ExamplePerson = { name: 'Alice Ames', state: 'waiting' };

describe('what the host reads when people are known', () => {
  test('is nothing when everybody is rung', () => {
    expect(whoIsNotRung(exampleConference([alice]), 50)).toBeNull();
  });

  test('is who is not rung and why', () => {
    expect(whoIsNotRung(exampleConference([alice, dora]), 50)).toBe('Not rung for “Project Review”:\n• Dora Dorn: No phone number is known. A number in their Slack profile is enough.');
  });

  test.each([
    ['no-number', 'Your Slack profile holds no phone number. Add one there, written like +14155550100, and your phone rings next time.'],
    ['profile-number-unreadable', 'The phone number in your Slack profile cannot be read. Written like +14155550100, with + and country, it can.'],
    ['country-not-allowed', 'That number is abroad.'],
  ])('speaks to the host about their own number (%s)', (code, sentence) => {
    const host: ExamplePerson = { name: 'Ina Ito', state: 'not-called', isHost: true, why: { code, sentence: 'That number is abroad.' } };
    expect(whoIsNotRung(exampleConference([alice, host]), 50)).toBe(`Not rung for “Project Review”:\n• You: ${sentence}`);
  });

  test('is that nothing was started when nobody can be rung', () => {
    expect(whoIsNotRung(endedConference([dora], 'nobody-to-ring', 0), 50)).toMatch(/^“Project Review” was not started, for nobody can be rung:\n• Dora Dorn: /u);
  });

  test('is that there are too many', () => {
    expect(whoIsNotRung(endedConference([], 'too-many-people', 0), 50)).toBe(
      '“Project Review” was not started: that is more than 50 people. Leave some out, or an admin can raise MAX_PARTICIPANTS (Twilio takes at most 250).');
  });

  test('is that nobody knew who the people are, and what to do', () => {
    expect(whoIsNotRung(endedConference([], 'people-unknown', 0), 50)).toBe(
      '“Project Review” was not started and nobody was rung: I could not learn from Slack in time who the people are. Please start it again.');
  });

  test('takes no name for markup', () => {
    expect(whoIsNotRung(exampleConference([{ ...dora, name: '<!here>' }], { name: '<@U1>' }), 50)).toMatch(/^Not rung for “&lt;@U1&gt;”:\n• &lt;!here&gt;: /u);
  });

  test('fits into a message however many there are', () => {
    expect(whoIsNotRung(exampleConference(Array.from({ length: 250 }, () => dora)), 250)?.length).toBeLessThanOrEqual(4_000);
  });
});

describe('where the card is', () => {
  test('when the bot may not write in the channel, with how to invite it', () => {
    expect(whereTheCardIs(exampleConference([]), 'never-allowed')).toBe(
      'I may not write in <#C0GENERAL01>, so the card of “Project Review” and its thread are in our direct messages. The phones ring all the same. To have the card there next time, type `/invite @conference` in that channel.');
  });

  test('when it was started between two people, where nobody can be invited', () => {
    expect(whereTheCardIs(exampleConference([], { channelId: 'D0INAALICE1' }), 'never-allowed')).toBe(
      'I may not write in a conversation of two, so the card of “Project Review” and its thread are in our direct messages. The phones ring all the same.');
  });

  test('says nothing of phones once the conference is over', () => {
    expect(whereTheCardIs(endedConference([alice], 'nobody-answered', 1), 'gone')).toBe('The card of “Project Review” in <#C0GENERAL01> is gone, so it and its thread go on in our direct messages.');
  });

  test('when somebody took it away', () => {
    expect(whereTheCardIs(exampleConference([]), 'gone')).toBe(
      'The card of “Project Review” in <#C0GENERAL01> is gone, so it and its thread go on in our direct messages. The phones ring all the same.');
  });
});
