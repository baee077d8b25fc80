import { expect } from 'vitest';
import { scenario } from '../support/scenario.ts';

/** Longer than the longest table of tries. */
const ALL_TRIES_MS = 70 * 60_000;

scenario('Slack is out of order for more than an hour; an operator finds the dead jobs, reads why, and gives them their tries again', async ({ slack, world }) => {
  world.log.expects('The job failed');
  const repaired = world.slack.faults.plant({ path: '/commands/', fault: { kind: 'status', status: 500 } });
  await slack.as('ina').types('/conference Project Review @dora');
  await slack.as('ina').reads('Ringing @Dora Dorn, and you.');
  await world.passes(ALL_TRIES_MS);

  const [dead, ...others] = await world.app.jobs.dead.list();
  expect(others).toEqual([]);
  expect(dead).toMatchObject({ name: 'tell-host', matters: 'The host was not told who is not rung.', why: expect.stringContaining('response_url') });

  repaired();
  expect(await world.app.jobs.dead.retry([dead?.id ?? ''])).toHaveLength(1);
  expect(await world.app.jobs.dead.list()).toEqual([]);
  await slack.as('ina').directMessages.says(
    '“Project Review” was not started, for nobody can be rung:', '• Dora Dorn: No phone number is known. A number in their Slack profile is enough.', '• You: Nobody else can be rung, so your phone was left alone.',
  );
});
