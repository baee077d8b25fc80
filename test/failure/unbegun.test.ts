import { expect } from 'vitest';
import { ERASED_HOST } from '../../src/domain/conference.ts';
import { ToldForm } from '../support/form-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

/** Conferences whose people could not be found: they have to come to an end that somebody hears of, or they stand in everybody's way for good. */
const MINUTE = 60_000;
const NOT_STARTED = '“Project Review” was not started and nobody was rung: I could not learn from Slack in time who the people are. Please start it again.';
const SLACK_IS_OUT = { path: 'users.info', fault: { kind: 'status', status: 500 } } as const;

async function asksForReview({ slack }: Story): Promise<void> {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames, and you.');
}

async function forgets({ slack, world }: Story, who: string): Promise<void> {
  await slack.as(who).types('/conference forget me');
  const form = new ToldForm(world, who);
  await form.shows('It cannot be undone.');
  await form.submits({});
  await form.shows('being erased');
  await form.closes();
}

async function ends({ world }: Story): Promise<unknown> {
  return world.database.query('SELECT state, end_reason, settled, priced FROM conference');
}
const NEVER_BEGUN = [{ state: 'ended', end_reason: 'people-unknown', settled: true, priced: true }];

scenario('Slack does not say for ten minutes who the people are: the host reads that nobody was rung, and nobody is hours later, whoever tries the job again', async (story) => {
  const { slack, world } = story;
  world.log.expects('The job failed');
  const repaired = world.slack.faults.plant(SLACK_IS_OUT);
  await asksForReview(story);
  await world.passes(10 * MINUTE);
  await slack.as('ina').reads(NOT_STARTED);
  expect(await ends(story)).toEqual(NEVER_BEGUN);

  repaired();
  await world.restartApp({ afterMs: 2 * 60 * MINUTE });
  expect(await world.app.jobs.dead.retry()).toMatchObject([{ name: 'resolve-people' }]);
  await world.passes(MINUTE);
  expect(await world.app.jobs.dead.list()).toEqual([]);
});

scenario('Somebody has themselves forgotten while nobody knows who the people of a conference are: they are, once it has come to its end', async (story) => {
  const { slack, world } = story;
  world.log.expects('The job failed');
  world.slack.faults.plant(SLACK_IS_OUT);
  await asksForReview(story);
  await forgets(story, 'bob');
  await world.passes(12 * MINUTE);
  await slack.as('ina').reads(NOT_STARTED);
  expect(await world.database.query("SELECT state FROM pgboss.job WHERE name = 'erase-person' AND state < 'completed'")).toEqual([]);
});

scenario('The app was away for two hours when somebody asked: no phone rings at a command nobody remembers, and the host reads it', async (story) => {
  const { slack, world } = story;
  world.log.expects('The job failed');
  const repaired = world.slack.faults.plant(SLACK_IS_OUT);
  await asksForReview(story);
  repaired();
  await world.restartApp({ afterMs: 2 * 60 * MINUTE });
  await slack.as('ina').directMessages.says(NOT_STARTED);
  expect(await ends(story)).toEqual(NEVER_BEGUN);
});

scenario('The app was away for half an hour: the phones ring then', async (story) => {
  const { slack, phones, world } = story;
  world.log.expects('The job failed');
  const repaired = world.slack.faults.plant(SLACK_IS_OUT);
  await asksForReview(story);
  repaired();
  await world.restartApp({ afterMs: 30 * MINUTE });
  await phones.of('alice').answers();
  await phones.of('ina').answers();
  await slack.channel('general').thread('Project Review').says('Alice joined', 'Ina joined');
  await slack.channel('general').card('Project Review').shows('Alice Ames: in the room');
});

scenario('The job that was to find the people is lost, as one of an earlier version that is dead: within the hour the conference comes to its end', async (story) => {
  const { slack, world } = story;
  world.log.expects('The job failed');
  world.slack.faults.plant(SLACK_IS_OUT);
  await asksForReview(story);
  await world.settle();
  await world.database.query("DELETE FROM pgboss.job WHERE name = 'resolve-people'");
  await world.restartApp({ afterMs: 59 * MINUTE });
  expect(await ends(story)).toMatchObject([{ state: 'starting' }]);
  await world.passes(2 * MINUTE);
  await slack.as('ina').directMessages.says(NOT_STARTED);
  expect(await ends(story)).toEqual(NEVER_BEGUN);
});

scenario('A host who has themselves forgotten before they could be told that nobody is rung is not asked for in Slack any more', async (story) => {
  const { slack, world } = story;
  world.log.expects('The job failed');
  const repaired = world.slack.faults.plant({ path: '/commands/', fault: { kind: 'status', status: 500 } });
  await slack.as('ina').types('/conference Project Review @dora');
  await slack.as('ina').reads('Ringing @Dora Dorn, and you.');
  await world.passes(MINUTE);
  await forgets(story, 'ina');
  repaired();
  await world.passes(2 * MINUTE);
  expect(await world.database.query('SELECT host_user_id FROM conference')).toEqual([{ host_user_id: ERASED_HOST }]);
  expect(await world.database.query("SELECT state FROM pgboss.job WHERE name = 'tell-host' AND state < 'completed'")).toEqual([]);
});
