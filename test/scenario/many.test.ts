import { expect } from 'vitest';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { bigTeam } from '../support/team.ts';
import type { World } from '../support/world.ts';

/** Sixty people who all come within seconds: what Slack is asked for. Its limits are what a conference has to share with all others of the team. */
const PEOPLE = 60;
const MANY = { settings: { RING_HOST: 'false', MAX_PARTICIPANTS: '60', TWILIO_CPS: '30' }, slack: { seed: bigTeam(PEOPLE) }, twilio: { account: { cps: 30 } } };

/** The phones of all colleagues; `afterMs` is how long each rings before it is picked up. */
function colleagues({ phones, world }: Story, afterMs: number) {
  return Array.from({ length: PEOPLE }, (_, index) => {
    const number = `+1415555${2000 + index}` as const;
    phones.of(number);
    void world.twilio.phone(number).will({ does: 'answer', afterMs });
    return number;
  });
}

/** When Twilio sent its callbacks from `since` on, epoch milliseconds. */
function callbacks({ twilio }: World, since: number): number[] {
  return twilio.journal.entries.filter(({ at, direction, what }) => at >= since && direction === 'out' && what.includes('/callbacks/')).map(({ at }) => at);
}

/** The requests Slack got from `since` on, by method; lookups of people are not among them. */
function slackRequests({ slack }: World, since: number): string[] {
  return slack.journal.entries.filter(({ at, direction, what }) => at >= since && direction === 'in' && what.includes('/api/'))
    .map(({ what }) => what.replace(/^.*\/api\//u, '')).filter((method) => !method.startsWith('users.') && !method.startsWith('usergroups.') && !method.startsWith('dnd.'));
}

/** @param most requests to Slack. */
async function everybodyComes(story: Story, most: number): Promise<void> {
  const { slack, world } = story;
  const numbers = colleagues(story, 1_500);
  await slack.as('ina').types('/conference Everybody @everybody');
  await slack.as('ina').reads('Ringing @everybody.');
  const everybody = slack.channel('general');
  const started = world.clock.now();
  await everybody.card('Everybody').shows('In the room (60): Colleague 1, Colleague 2', 'and 50 others', '[Show all 60]');
  const told = callbacks(world, started);
  expect(told.length).toBeGreaterThanOrEqual(240);
  expect(Math.max(...told) - Math.min(...told)).toBeLessThanOrEqual(4_000);
  const asked = slackRequests(world, started);
  expect(asked).toContain('chat.update');
  expect(asked.length).toBeLessThanOrEqual(most);

  await Promise.all(numbers.map((number) => world.twilio.phone(number).hangsUp()));
  await everybody.card('Everybody').shows('Ended after');
  await everybody.thread('Everybody').says(...everybody.thread('Everybody').lines);
}

scenario('Sixty people answer within four seconds, Twilio tells of it in 240 callbacks, and Slack is asked for at most twelve things', (story) => everybodyComes(story, 12), MANY);

scenario('The same with SLACK_CALLS=on: Slack\'s own call of it takes five more at most', (story) => everybodyComes(story, 17), { ...MANY, settings: { ...MANY.settings, SLACK_CALLS: 'on' } });
