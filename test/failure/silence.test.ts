import { expect } from 'vitest';
import { scenario } from '../support/scenario.ts';

scenario('Twilio tells us nothing at all, and card and state are right within a minute', async ({ slack, phones, world }) => {
  world.twilio.callbackFaults.plant({ fault: { kind: 'lose' } });
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg, and you.');
  const alice = await phones.of('alice').answers();
  await phones.of('bob').isBusy();
  const ina = await phones.of('ina').answers();

  const general = slack.channel('general');
  const joined = world.clock.now();
  await general.card('Project Review').shows('Alice Ames: in the room', 'Bob Berg: line busy', 'Ina Ito: in the room');
  expect(world.clock.now() - joined).toBeLessThan(60_000);
  await general.thread('Project Review').says('Alice and Ina joined', "Bob's line was busy");

  await alice.hangsUp();
  await ina.hangsUp();
  const over = world.clock.now();
  await general.card('Project Review').shows('everyone left');
  expect(world.clock.now() - over).toBeLessThan(60_000);
  await general.thread('Project Review').says('Alice and Ina left');
  expect(general.thread('Project Review').lines.at(-1)).toMatch(/^Ended after \d+ s: everyone left\. Was in: Alice \(\d+ s\) and Ina \(\d+ s\)\. Never joined: Bob \(line busy\)\.$/);
  await general.thread('Project Review').says(general.thread('Project Review').lines.at(-1) ?? '');
});
