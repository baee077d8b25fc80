import { expect } from 'vitest';
import { Hands } from '../support/hands-story.ts';
import { scenario } from '../support/scenario.ts';
import { bigTeam } from '../support/team.ts';

/** More people than a view of Slack's holds: the details have pages. */
const PEOPLE = 95;
const seed = bigTeam(PEOPLE);
const withoutPhones = { ...seed, users: seed.users.map((user) => (user.name.startsWith('colleague') ? { ...user, phone: '' } : user)) };

scenario('Ina turns the pages of the details, there and back; everybody stands on one of them, once', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @alice @everybody');
  await slack.as('ina').reads('Ringing @Alice Ames and @everybody.', 'Not rung for “Review”:');
  // As many of them as a message holds.
  await slack.as('ina').reads(...world.slack.as('ina').sees.flatMap(({ text }) => text.split('\n').filter((line) => line.startsWith('• Colleague '))));
  const alice = await phones.of('alice').answers();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', `[Show all ${PEOPLE + 1}]`);
  const ina = new Hands(story, 'ina');
  await ina.presses(`Show all ${PEOPLE + 1}`);
  await ina.sees('Page 1 of 2', 'Alice Ames: in the room');
  const first = namesIn(ina.form.seen.text);
  ina.seesNot('Those before');
  await ina.pressesInView('Those behind');
  await ina.sees('Page 2 of 2');
  const second = namesIn(ina.form.seen.text);
  ina.seesNot('Those behind');
  expect(new Set([...first, ...second]).size).toBe(PEOPLE);
  expect(first.length + second.length).toBe(PEOPLE);
  await ina.pressesInView('Those before');
  await ina.sees('Page 1 of 2', 'Alice Ames: in the room');
  await alice.hangsUp();
  await slack.channel('general').card('Review').shows('Ended after');
  await slack.channel('general').thread('Review').says('Alice joined', 'Alice left');
  await slack.channel('general').thread('Review').saysLike(/^Ended after .+Never joined: Colleague 1 /u);
}, { settings: { RING_HOST: 'false', MAX_PARTICIPANTS: '100' }, slack: { seed: withoutPhones } });

function namesIn(text: string): string[] {
  return text.match(/Colleague \d+(?=:)/gu) ?? [];
}
