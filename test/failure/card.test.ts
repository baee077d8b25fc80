import { expect } from 'vitest';
import { scenario } from '../support/scenario.ts';

scenario('Somebody deletes the card: it goes on in the host\'s direct messages, once, and its thread follows', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames, and you.');
  await slack.channel('general').card('Project Review').shows('started by @Ina Ito');
  await world.slack.as('ada').deletes('Project Review');

  const alice = await phones.of('alice').answers();
  const ina = await phones.of('ina').answers();
  await slack.as('ina').directMessages.card('Project Review').shows('Alice Ames: in the room', 'Ina Ito: in the room');
  await slack.as('ina').reads('The card of “Project Review” in #general is gone, so it and its thread go on in our direct messages. The phones ring all the same.');
  await alice.hangsUp();
  await ina.hangsUp();
  const thread = slack.as('ina').directMessages.thread('Project Review');
  await slack.as('ina').directMessages.card('Project Review').shows('everyone left');
  await thread.says(...thread.lines);
  await slack.channel('general').hasNoCard();
});

scenario('Somebody deletes the card of a conference that is over, before its cost is known: nobody is sent another', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  await alice.hangsUp();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Ended after');
  const thread = general.thread('Project Review');
  await thread.saysLike(/^Ended after/u);
  await thread.says(...thread.lines.filter((line) => !line.startsWith('Ended')));
  await world.slack.as('ada').deletes('Project Review');
  await world.passes(5 * 60_000);
  await general.says('This message was deleted.');
  await general.hasNoCard();
  await slack.as('ina').directMessages.hasNoCard();
}, { settings: { RING_HOST: 'false' } });

scenario('Slack\'s answer to the card is lost: a second card follows, and the first claims nothing that could go stale', async ({ slack, phones, world }) => {
  world.log.expects('The job failed');
  world.slack.faults.plant({ path: 'chat.postMessage', times: 1, fault: { kind: 'lost-answer' } });
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames, and you.');
  const alice = await phones.of('alice').answers();
  const ina = await phones.of('ina').answers();
  await slack.channel('general').card('Project Review').shows('Alice Ames: in the room', 'Ina Ito: in the room');
  await alice.hangsUp();
  await ina.hangsUp();
  const card = await slack.channel('general').card('Project Review').shows('everyone left');
  const first = slack.channel('general').cards.find(({ ts }) => ts !== card.ts);
  expect(first?.text).toBe('Project Review\nstarted by @Ina Ito\nFor Alice Ames and Ina Ito');
  await slack.channel('general').says(...(first?.text.split('\n') ?? []));
  const thread = slack.channel('general').thread(card.ts);
  await thread.says(...thread.lines);
});

scenario('The app is thrown out of the workspace: it stops trying, and the phones go on', async ({ slack, phones, world }) => {
  world.log.expects('The card can be written nowhere');
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames, and you.');
  await slack.channel('general').card('Project Review').shows('started by @Ina Ito');
  const revoked = { kind: 'status', status: 200, body: { ok: false, error: 'account_inactive' } } as const;
  world.slack.faults.plant({ path: 'chat.', fault: revoked });

  const alice = await phones.of('alice').answers();
  await phones.of('ina').answers();
  await alice.hears('Welcome to Project Review. You are being connected to the conference.');
  const asked = (): number => world.slack.journal.entries.filter(({ direction, what }) => direction === 'in' && what.includes('chat.')).length;
  await world.passes(60_000);
  const before = asked();
  await alice.hangsUp();
  await world.passes(10 * 60_000);
  expect(asked()).toBe(before);
});
