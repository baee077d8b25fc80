import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { addMorePeople } from '../../src/conference/add-more-people.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { phonesRung, teamInParts } from '../support/team-in-parts.ts';

/** Slack tells of 100 people a minute (users.info, tier 4), in all conferences together. Whoever asks for more waits a minute for each further hundred, and no longer. */
const MINUTE = 60_000;
/** What dialling takes beside. */
const A_LITTLE = 15_000;

/** Everybody was busy: the story is over, and everything in it told. Who is not rung Ina reads, whatever the words. */
async function isOver({ slack, world }: Story, ...rooms: string[]): Promise<void> {
  for (const room of rooms) {
    const general = slack.channel('general');
    await general.card(room).shows('Ended: nobody answered');
    await general.thread(room).saysLike(/^Ended/u);
    await world.settle();
    await general.thread(room).says(...general.thread(room).lines.filter((line) => !line.startsWith('Ended')));
  }
  await slack.as('ina').reads(...world.slack.as('ina').sees.flatMap(({ text }) => text.split('\n')));
  expect(await world.database.query('SELECT slack_user_id FROM found_so_far')).toEqual([]);
}

scenario('110 people are started with: Slack tells of 100, a minute later of the rest, and then their phones ring', async (story) => {
  const { slack, world } = story;
  const started = world.clock.now();
  await slack.as('ina').types('/conference Town Hall @part1');
  await isOver(story, 'Town Hall');
  expect(phonesRung(story)).toBe(20);
  expect(world.clock.now() - started).toBeLessThanOrEqual(MINUTE + A_LITTLE);
}, teamInParts(110, 110, 20));

scenario('240 people, and the process dies each time Slack makes it wait: the next one, which remembers nothing, asks for the rest alone', async (story) => {
  const { slack, world } = story;
  const started = world.clock.now();
  await slack.as('ina').types('/conference Town Hall @part1');
  for (const known of [100, 200]) {
    await world.until(() => world.log.lines.filter(({ message }) => message === 'The job waits as long as it was asked to').length === known / 100, 'Slack makes it wait');
    await world.settle();
    expect(await world.database.query('SELECT count(*)::int AS known FROM found_so_far')).toEqual([{ known }]);
    expect(JSON.stringify(await world.database.query('SELECT person FROM found_so_far'))).not.toMatch(/Colleague|5552/u);
    await world.restartApp();
  }
  await isOver(story, 'Town Hall');
  expect(phonesRung(story)).toBe(6);
  expect(world.clock.now() - started).toBeLessThanOrEqual(2 * MINUTE + A_LITTLE);
}, teamInParts(240, 240, 6));

scenario('Three conferences of 45 people each begin in the same second: a minute later their phones ring', async (story) => {
  const { slack, world } = story;
  const started = world.clock.now();
  for (const part of [1, 2, 3]) await slack.as('ina').types(`/conference Room ${part} @part${part}`);
  await isOver(story, 'Room 1', 'Room 2', 'Room 3');
  expect(phonesRung(story)).toBe(6);
  expect(world.clock.now() - started).toBeLessThanOrEqual(MINUTE + A_LITTLE);
}, teamInParts(135, 45, 2));

scenario('110 people are added to a conference: Ina is asked to press again in a minute, does, and they are rung', async (story) => {
  const { slack, phones, world } = story;
  void world.twilio.phone('+14155550101').will({ does: 'ring' });
  await slack.as('ina').types('/conference Review @alice');
  const alice = await phones.of('alice').answers();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room');
  const { context } = world.app;
  const [conference] = await world.database.query('SELECT id, team_id FROM conference');
  const add = (pressId: string) => addMorePeople(context, {
    teamId: String(conference?.['team_id']), conferenceId: String(conference?.['id']), userId: people.ina, pressId,
    invited: { invitees: [{ kind: 'user-group', groupId: 'S0PART00001' }], ringHost: false, urgent: true },
  });
  expect(await add('first')).toEqual({ kind: 'slack-is-away' });
  await world.passes(MINUTE);
  expect(await add('second')).toMatchObject({ kind: 'done' });
  await slack.channel('general').card('Review').shows('Colleague 1: line busy', 'Colleague 2: line busy');
  await alice.hangsUp();
  await slack.channel('general').card('Review').shows('Ended after');
  await world.settle();
  await slack.channel('general').thread('Review').says(...slack.channel('general').thread('Review').lines);
  await slack.as('ina').reads(...world.slack.as('ina').sees.flatMap(({ text }) => text.split('\n')));
  expect(phonesRung(story)).toBe(3);
  expect(await world.database.query('SELECT slack_user_id FROM found_so_far')).toEqual([]);
}, teamInParts(110, 110, 2));
