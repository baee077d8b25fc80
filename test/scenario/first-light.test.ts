import { scenario } from '../support/scenario.ts';

scenario('Bob is busy, and Alice and Ina talk until they hang up', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg, and you.');

  const alice = await phones.of('alice').answers();
  await alice.hears('Welcome to Project Review. You are being connected to the conference.');
  await phones.of('bob').isBusy();
  const ina = await phones.of('ina').answers();

  const general = slack.channel('general');
  await general.thread('Project Review').says('Alice joined', "Bob's line was busy", 'Ina joined');
  await general.card('Project Review').shows('Alice Ames: in the room', 'Bob Berg: line busy', 'Ina Ito: in the room');

  await ina.hangsUp();
  await alice.hangsUp();
  await general.thread('Project Review').says(
    'Ina and Alice left', 'Ended after 3 s: everyone left. Was in: Alice (3 s) and Ina (1 s). Never joined: Bob (line busy).');
  await general.card('Project Review').shows('Ended');
});
