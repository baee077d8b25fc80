import { expect } from 'vitest';
import { scenario } from '../support/scenario.ts';

/** Longer than the longest table of tries. */
const ALL_TRIES_MS = 2 * 60 * 60_000;

scenario('Slack is out of order for hours; an operator finds the dead jobs, reads why, and gives them their tries again', async ({ slack, phones, world }) => {
  world.log.expects('The job failed');
  const repaired = world.slack.faults.plant({ path: 'users.info', fault: { kind: 'status', status: 500 } });
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames, and you.');
  await world.passes(ALL_TRIES_MS);

  const [dead, ...others] = await world.app.jobs.dead.list();
  expect(others).toEqual([]);
  expect(dead).toMatchObject({ name: 'resolve-people', matters: 'Nobody of this conference is rung.', why: expect.stringContaining('users.info') });

  repaired();
  expect(await world.app.jobs.dead.retry([dead?.id ?? ''])).toHaveLength(1);
  expect(await world.app.jobs.dead.list()).toEqual([]);
  await phones.of('alice').answers();
  await phones.of('ina').answers();
  await slack.channel('general').thread('Project Review').says('Alice joined', 'Ina joined');
  await slack.channel('general').card('Project Review').shows('Alice Ames: in the room');
});
