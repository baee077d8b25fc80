import { expect } from 'vitest';
import { inAnotherProcess } from '../support/another-process.ts';
import { ToldHome } from '../support/home-story.ts';
import { scenario } from '../support/scenario.ts';

scenario('An admin asks the doctor in Slack, and reads what is wrong with what to do', async ({ world, slack }) => {
  world.twilio.store.numbers.clear();
  world.twilio.store.alerts.push({ sid: `NO${'0'.repeat(32)}`, at: world.clock.now(), code: 32017, level: 'error', resourceSid: `CA${'0'.repeat(32)}`, text: '', url: '', method: 'POST' });
  await new ToldHome(world, 'ada').opens();
  expect((await slack.as('ada').types('/conference doctor')).status).toBe(200);
  const text = world.slack.as('ada').sees.at(-1)?.text ?? '';
  expect(text).toContain('The doctor: 1 thing does not work, ');
  await slack.as('ada').reads(
    ...text.split('\n').slice(0, 1),
    '🔴 Does not work · The number calls come from: +1•••••••06 is no number of this account.',
    'What to do: Set TWILIO_PHONE_NUMBER to a number of this account, with + and country code: https://console.twilio.com > Phone Numbers > Manage > Active numbers ("Buy a number" there, with Voice).',
    '🟡 Warning · Twilio’s debugger: 1 × 32017, the last 0 seconds ago: A carrier blocked a call because of the number it came from: too many calls, or reported as spam.',
    'What to do: https://console.twilio.com > Monitor > Logs > Errors shows each of them with what Twilio sent and got.',
  );
});

scenario('Whoever is no admin reads who may ask the doctor', async ({ slack }) => {
  await slack.as('bob').types('/conference doctor');
  await slack.as('bob').reads('Only admins of this workspace may ask the doctor: what it finds is about the app, its accounts and its server.');
});

scenario('Slack does not say who somebody is: the doctor tells nothing, and says so', async ({ world, slack }) => {
  world.slack.faults.plant({ path: 'users.info', fault: { kind: 'status', status: 503 } });
  await slack.as('ada').types('/conference doctor');
  await slack.as('ada').reads('Slack does not say just now whether you are an admin of this workspace. Please try again in a moment; on the server npm run doctor works without.');
});

scenario('The doctor itself breaks off: whoever asked reads so, and the log says why', async ({ world, slack }) => {
  world.log.expects('The doctor could not look');
  await inAnotherProcess(world, { doctor: { examine: () => Promise.reject(new Error('no manifest here')) } }, async () => {
    await slack.as('ada').types('/conference doctor');
    await slack.as('ada').reads('The doctor could not look at everything; the log says why. On the server npm run doctor may tell more.');
  });
});
