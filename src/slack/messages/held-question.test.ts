import { describe, expect, test } from 'vitest';
import type { Conference } from '../../domain/conference.ts';
import { endedConference, exampleConference } from '../../domain/conference-examples.ts';
import type { ExamplePerson } from '../../domain/conference-examples.ts';
import type { HeldPerson } from '../../domain/held-person.ts';
import { JOIN_PAGE } from '../../domain/join-page.ts';
import { heldQuestion, readHeldButton } from './held-question.ts';

const NIGHT: HeldPerson = { reason: 'night', localTime: '03:10', decided: null };
const HOST = 'U0INA000001';
const bob = (more: Partial<ExamplePerson> = {}): ExamplePerson => ({ name: 'Bob Berg', state: 'held', held: NIGHT, ...more });
const alice: ExamplePerson = { name: 'Alice Ames', state: 'ringing' };
const carol = bob({ name: 'Carol Cruz' });
const decided = (decision: 'ring' | 'leave-out', by: string | null): HeldPerson => ({ ...NIGHT, decided: { decision, by, at: 0 } });

/** What one reads, with the words of the buttons in brackets. */
function read(conference: Conference): string[] {
  return heldQuestion(conference).blocks.map((block) => {
    if (block.type === 'actions') return block.elements.map((element) => (element.type === 'button' ? `[${element.text.text}]` : '')).join(' ');
    return block.type === 'section' ? block.text?.text ?? '' : '';
  });
}

describe('what the host reads about people for whom it is night', () => {
  test('is what time it is for them, with what can be done', () => {
    expect(read(exampleConference([alice, bob()]))).toEqual(['The others are being rung for “Project Review”.', 'It is 03:10 for Bob Berg.', '[Ring anyway] [Leave out]']);
  });

  test('is not that the others are being rung, once they talk', () => {
    expect(read(exampleConference([{ name: 'Alice Ames', state: 'joined' }, bob()]))[0]).toBe('“Project Review” goes on without them.');
  });

  test('is that nobody is rung, while everybody is asleep', () => {
    expect(read(exampleConference([bob(), carol]))).toEqual([
      'Nobody is rung for “Project Review” yet, and after 10 minutes without a word from you nobody will be.', 'It is 03:10 for Bob Berg.', '[Ring anyway] [Leave out]',
      'It is 03:10 for Carol Cruz.', '[Ring anyway] [Leave out]', '[Ring all 2 anyway] [Leave all 2 out]',
    ]);
  });

  test.each<[HeldPerson, string]>([
    [decided('ring', HOST), 'You had Bob Berg rung.'], [decided('leave-out', HOST), 'You left Bob Berg out.'],
    [decided('leave-out', null), 'Bob Berg was left out, for nobody said anything.'], [decided('ring', 'U1'), 'Bob Berg asked to be rung.'],
    [decided('ring', JOIN_PAGE), 'Bob Berg asked to be rung.'], [decided('ring', 'U0ADA000001'), 'Somebody else had Bob Berg rung.'], [decided('leave-out', 'U0ADA000001'), 'Somebody else left Bob Berg out.'],
  ])('is what came of it (%j)', (held, line) => {
    expect(read(exampleConference([alice, bob({ state: 'ringing', held })]))).toEqual(['For “Project Review” all is decided.', line]);
  });

  test('is that it is over, with no button left', () => {
    expect(read(endedConference([alice, bob({ state: 'cancelled' })], 'everyone-left', 1))).toEqual(['“Project Review” has ended.', 'Bob Berg was not rung.']);
  });

  test('says in its text all that the blocks say, and takes no name for markup in either', () => {
    const { text, blocks } = heldQuestion(exampleConference([alice, bob({ name: '<!here> & *Co*' })], { name: '<@U1>' }));
    expect(text).toBe('The others are being rung for “&lt;@U1&gt;”. It is 03:10 for &lt;!here&gt; &amp; *Co*.');
    expect(blocks.flatMap((block) => (block.type === 'section' ? block.text?.type : []))).toEqual(['plain_text', 'plain_text']);
  });
});

describe('the value of a button', () => {
  test('names the conference, and who is meant unless it is everybody', () => {
    expect(readHeldButton('c p1')).toEqual({ conferenceId: 'c', participantId: 'p1' });
    expect(readHeldButton('c')).toEqual({ conferenceId: 'c', participantId: null });
  });

  test.each([undefined, '', ' ', 'c p1 more'])('is none of ours when it is %j', (value) => expect(readHeldButton(value)).toBeUndefined());
});
