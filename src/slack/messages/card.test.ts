import { describe, expect, test } from 'vitest';
import type { Conference } from '../../domain/conference.ts';
import { crowd, endedConference, exampleConference } from '../../domain/conference-examples.ts';
import type { ExamplePerson } from '../../domain/conference-examples.ts';
import type { HeldPerson } from '../../domain/held-person.ts';
import type { ParticipantState } from '../../domain/participant.ts';
import { announcement, card } from './card.ts';

/** What stands on the card, line by line. */
function shown(conference: Conference): string[] {
  return card(conference).blocks.flatMap((block) => {
    if (block.type === 'context') return block.elements.map((element) => ('text' in element ? element.text : ''));
    return 'text' in block && block.text !== undefined && typeof block.text === 'object' ? block.text.text.split('\n') : [];
  });
}

const alice = (state: ParticipantState, more: Partial<ExamplePerson> = {}): ExamplePerson => ({ name: 'Alice Ames', state, ...more });

describe('the card', () => {
  test('says what it is called, how it stands, who started it and where everybody is', () => {
    expect(shown(exampleConference([alice('ringing'), { name: 'Bob Berg', state: 'busy' }]))).toEqual([
      'Project Review', 'Ringing · started by <@U0INA000001>', '📞 Alice Ames: ringing', '🔴 Bob Berg: line busy',
    ]);
  });

  test('says since when it is live, in the time of whoever reads it', () => {
    expect(shown(exampleConference([alice('joined')]))[1]).toBe('Live since <!date^1894039200^{time}|18:00 UTC> · started by <@U0INA000001>');
  });

  test('says when it ends once everybody was told, with a button as long as it can go on, and no more once somebody extended it', () => {
    const limitWarning = { endsAt: Date.parse('2030-01-07T22:00:00Z'), at: Date.parse('2030-01-07T21:55:00Z'), extendMs: 1_800_000, extendedAt: null };
    const buttons = (conference: Conference): string => JSON.stringify(card(conference).blocks.at(-1));
    const told = exampleConference([alice('joined')], { limitWarning });
    expect(shown(told)[1]).toBe('Live since <!date^1894039200^{time}|18:00 UTC> · ends at <!date^1894053600^{time}|22:00 UTC> · started by <@U0INA000001>');
    expect(card(told).text).toContain('Ends at 22:00 UTC.');
    expect(buttons(told)).toContain('"value":"c 1894053600000"');
    expect(buttons(exampleConference([alice('joined')], { limitWarning: { ...limitWarning, extendMs: 0 } }))).not.toContain('Extend');
    const extended = exampleConference([alice('joined')], { limitWarning: { ...limitWarning, extendedAt: limitWarning.at } });
    expect([shown(extended)[1], buttons(extended).includes('Extend')]).toEqual(['Live since <!date^1894039200^{time}|18:00 UTC> · started by <@U0INA000001>', false]);
  });

  test('says who was left alone, whatever they called themselves', () => {
    const alone = endedConference([{ name: '<!channel>', state: 'left', minutes: 14 }, { name: 'Bob Berg', state: 'left', minutes: 3 }], 'alone', 14);
    expect(shown(alone)[1]).toBe('Ended after 14 min: only &lt;!channel&gt; was left · started by <@U0INA000001>');
    expect(card(alone).text).toContain('Ended after 14 min: only &lt;!channel&gt; was left.');
  });

  test('says at the end how long it took, and how long each was in', () => {
    expect(shown(endedConference([alice('left', { minutes: 12 }), { name: 'Bob Berg', state: 'busy' }], 'everyone-left', 12))).toEqual([
      'Project Review', 'Ended after 12 min: everyone left · started by <@U0INA000001>', '🔴 Bob Berg: line busy', '⚪ Alice Ames: left, was in for 12 min',
    ]);
  });

  test('says that nobody answered', () => {
    expect(shown(endedConference([alice('no-answer')], 'nobody-answered', 1))[1]).toBe('Ended: nobody answered · started by <@U0INA000001>');
  });

  test.each<[ParticipantState, string]>([
    ['waiting', '⏳ Alice Ames: about to be rung'], ['ringing', '📞 Alice Ames: ringing'], ['answered', '🔵 Alice Ames: picked up, hears the welcome'],
    ['joined', '🟢 Alice Ames: in the room'], ['left', '⚪ Alice Ames: left'], ['no-answer', '🔕 Alice Ames: did not answer'], ['busy', '🔴 Alice Ames: line busy'],
    ['declined', '🔴 Alice Ames: declined'], ['unreachable', '⚠️ Alice Ames: could not be reached'], ['voicemail', '📼 Alice Ames: voicemail'],
    ['removed', '⚪ Alice Ames: removed'], ['cancelled', '⚪ Alice Ames: not rung, the conference ended first'],
    ['not-called', '🚫 Alice Ames: not rung (No phone number is known. A number in their Slack profile is enough)'],
  ])('has words for somebody who is %s', (state, line) => {
    expect(shown(exampleConference([alice(state)])).at(-1)).toBe(line);
  });

  test('says of somebody whose phone rang when it ended that it did', () => {
    const rang = endedConference([alice('cancelled', { call: { status: 'canceled' } })], 'time-limit', 1);
    expect(shown(rang).at(-1)).toBe('⚪ Alice Ames: rang until the conference ended');
    expect(card(rang).text).toContain('Rang until the conference ended: Alice Ames.');
  });

  test.each<[ExamplePerson, string]>([
    [alice('busy', { next: { attempt: 1, toSecond: true } }), '⏳ Alice Ames: line busy, trying the second number'],
    [alice('busy', { next: { attempt: 1, toSecond: true, placing: 'placed', status: 'ringing' } }), '📞 Alice Ames: ringing, at their second number'],
    [alice('no-answer', { next: { attempt: 2, toSecond: false } }), '⏳ Alice Ames: did not answer, is tried again'],
    [alice('busy', { next: { attempt: 2, toSecond: false, notBefore: 1 } }), '⏳ Alice Ames: line busy, rung too often of late, rings a while later'],
    [alice('declined', { next: { attempt: 2, toSecond: false, placing: 'withdrawn' } }), '🔴 Alice Ames: declined'],
  ])('says of somebody who is rung on what their last call came to, and what follows (%#)', (person, line) => {
    expect(shown(exampleConference([person])).at(-1)).toBe(line);
  });

  test('says when the first of those is rung again who wait for it, in the time of whoever reads it', () => {
    const [soon, later] = [alice('busy', { next: { attempt: 2, toSecond: false } }), alice('no-answer', { next: { attempt: 2, toSecond: false, notBefore: Date.parse('2030-01-07T18:15:00Z') } })];
    expect(shown(exampleConference([later]))[1]).toBe('Ringing · next try at <!date^1894040100^{time}|18:15 UTC> · started by <@U0INA000001>');
    expect(shown(exampleConference([later, soon]))[1]).toContain('next try at <!date^1894039260^{time}|18:01 UTC>');
  });

  test.each<[HeldPerson, string]>([
    [{ reason: 'night', localTime: '03:10', decided: null }, 'it is night for them'], [{ reason: 'own-quiet-hours', localTime: '03:10', decided: null }, 'these are their quiet hours'],
    [{ reason: 'do-not-disturb', localTime: null, decided: null }, 'Do Not Disturb is on in Slack'],
  ])('says why somebody is held (%j), and that nobody is rung while everybody is', (held, why) => {
    const conference = exampleConference([alice('held', { held })]);
    expect(shown(conference).slice(1)).toEqual(['Not rung yet · started by <@U0INA000001>', `🌙 Alice Ames: not rung yet (${why})`]);
    expect(card(conference).text).toBe(`Project Review, started by <@U0INA000001>. Not rung yet: Alice Ames (${why}).`);
  });

  test.each([
    [404, 'There is no phone with this number'], [480, 'The phone is switched off or out of coverage'], [503, 'The network is out of order'], [599, 'The network says 599'],
  ])('says why a phone is out of reach (SIP %i)', (sipResponseCode, why) => {
    expect(shown(exampleConference([alice('unreachable', { sipResponseCode })])).at(-1)).toBe(`⚠️ Alice Ames: could not be reached (${why})`);
  });

  test('puts those who are there first, then who may come, who is missing, who is gone', () => {
    const people = crowd(13, 'left').map((person, index): ExamplePerson => ({
      ...person, name: `${index}`,
      state: (['cancelled', 'left', 'not-called', 'unreachable', 'voicemail', 'no-answer', 'declined', 'busy', 'waiting', 'ringing', 'answered', 'joined', 'removed'] as const)[index] ?? 'left',
    }));
    expect(shown(exampleConference(people)).slice(2).map((line) => /(\d+):/u.exec(line)?.[1])).toEqual(['11', '10', '9', '8', '7', '6', '5', '4', '3', '2', '1', '12', '0']);
  });

  test('says in its text all that the blocks say, for those who hear it and for notifications', () => {
    expect(card(exampleConference([alice('joined'), { name: 'Bob Berg', state: 'busy' }, { name: 'Dora Dorn', state: 'not-called' }])).text).toBe(
      'Project Review, started by <@U0INA000001>. In the room: Alice Ames. Line busy: Bob Berg. Not rung: Dora Dorn (No phone number is known. A number in their Slack profile is enough).');
    expect(card(endedConference([alice('left', { minutes: 12 })], 'everyone-left', 12)).text).toBe(
      'Project Review, started by <@U0INA000001>. Ended after 12 min: everyone left. Left: Alice Ames (12 min).');
  });

  test('tells at the end what the calls cost, once that is known, to those who see and those who hear', () => {
    const priced = endedConference([alice('left', { minutes: 12, price: 168_000 })], 'everyone-left', 12);
    expect(shown(priced).at(-1)).toBe('Cost of the calls: $0.17 for 12 minutes on the phone');
    expect(card(priced).text).toContain('everyone left. Cost of the calls: $0.17 for 12 minutes on the phone. Left: Alice Ames (12 min).');
    expect(shown(endedConference([alice('left', { minutes: 12 })], 'everyone-left', 12)).join()).not.toContain('Cost');
    expect(shown(exampleConference([alice('left', { minutes: 12, price: 168_000 }), { name: 'Bob', state: 'joined' }])).join()).not.toContain('Cost');
  });

  test('says of those who came later since when they are in, counted from the beginning', () => {
    const conference = exampleConference([alice('joined'), { name: 'Bob Berg', state: 'joined' }]);
    const [first, second] = conference.participants;
    if (first === undefined || second === undefined) throw new Error('Both are in it.');
    const later = (minutes: number): Conference => ({
      ...conference, participants: [first, { ...second, calls: second.calls.map((call) => ({ ...call, presence: call.presence.map((mark) => ({ ...mark, at: mark.at + minutes * 60_000 })) })) }],
    });
    expect(shown(later(12.9)).slice(2)).toEqual(['🟢 Alice Ames: in the room', '🟢 Bob Berg: in the room, since minute 12']);
    expect(shown(later(0.9)).at(-1)).toBe('🟢 Bob Berg: in the room');
  });

  test('shows each of twenty-five, and counts those of one state when there are more', () => {
    expect(shown(exampleConference(crowd(25, 'no-answer')))).toHaveLength(27);
    const lines = shown(exampleConference([...crowd(240, 'joined'), { name: 'Bob Berg', state: 'busy' }, { name: 'Dora Dorn', state: 'not-called' }, ...crowd(6, 'ringing')]));
    expect(lines.slice(2)).toEqual([
      `🟢 In the room (240): ${Array.from({ length: 10 }, (_, index) => `Person ${index + 1} of many`).join(', ')} and 230 others`,
      '📞 Ringing (6): Person 1 of many, Person 2 of many, Person 3 of many, Person 4 of many, Person 5 of many and Person 6 of many',
      '🔴 Bob Berg: line busy', '🚫 Dora Dorn: not rung (No phone number is known. A number in their Slack profile is enough)',
    ]);
  });

  test('says at the end of a crowd, too, how long people were in, and offers to show everybody', () => {
    const { blocks } = card(endedConference(crowd(240, 'left').map((person) => ({ ...person, minutes: 12 })), 'everyone-left', 12));
    expect(JSON.stringify(blocks)).toContain('⚪ Left (240): Person 1 of many (12 min), Person 2 of many (12 min)');
    expect(blocks.at(-1)).toMatchObject({ elements: [{ text: { text: 'Show all 240' } }] });
  });

  test('keeps within a section, when names are longer than people have', () => {
    const { blocks } = card(exampleConference(crowd(250, 'no-answer').map((person) => ({ ...person, name: '👩‍👩‍👧‍👦'.repeat(80) }))));
    expect(blocks).toHaveLength(4);
    expect(blocks.at(-2)).toMatchObject({ text: { text: expect.stringMatching(/^🔕 Did not answer \(250\): .{1000,2900}…$/u) } });
  });

  test('takes no name for markup, in blocks and text alike', () => {
    const { text, blocks } = card(exampleConference([alice('ringing', { name: '<!channel> & *Co*' })], { name: '<@U1>' }));
    expect(text).toBe('&lt;@U1&gt;, started by <@U0INA000001>. Ringing: &lt;!channel&gt; &amp; *Co*.');
    expect(blocks.filter(({ type }) => type !== 'context' && type !== 'actions').map((block) => ('text' in block && typeof block.text === 'object' ? block.text?.type : ''))).toEqual(['plain_text', 'plain_text']);
  });
});

describe('the first card, which may stay as it is for ever', () => {
  test('names everybody and claims nothing that will change', () => {
    const { text, blocks } = announcement(exampleConference([alice('ringing'), { name: 'Bob Berg', state: 'joined' }]));
    expect(text).toBe('Project Review, started by <@U0INA000001>, for Alice Ames and Bob Berg');
    expect(JSON.stringify(blocks)).not.toMatch(/ing:|Live|in the room|🟢|📞/u);
  });
});
