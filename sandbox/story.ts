import type { Stage } from './stage.ts';

/**
 * The first story: Ina wants Alice and Bob on the phone, Bob's line is busy, the two others talk and hang up one after another.
 * @throws WentOtherwise at the first thing that does not come.
 */
export async function firstLight(stage: Stage): Promise<void> {
  const { chapter } = stage;
  const [ina, alice, bob] = [stage.person('ina'), stage.person('alice'), stage.person('bob')];
  const name = 'Project Review';
  const [card, thread] = [stage.card(name), stage.thread(name)];
  const welcome = `Welcome to ${name}. You are being connected to the conference.`;

  chapter('Ina wants Alice and Bob on the phone');
  await ina.types(`/conference ${name} @alice @bob`);
  await ina.readsAlone('Ringing @Alice Ames and @Bob Berg, and you.');
  await card.appears();

  chapter('Three phones ring');
  await Promise.all([ina.rings(), alice.rings(), bob.rings()]);
  await card.shows('Ringing · started by @Ina Ito', '📞 Alice Ames: ringing', '📞 Bob Berg: ringing', '📞 Ina Ito: ringing');

  chapter("Alice answers, Bob's line is busy");
  await alice.answers();
  await alice.hears(welcome);
  await alice.isInTheRoom();
  await alice.hears('You are the first. Bob and Ina are being rung.');
  await bob.isBusy();
  await thread.says('Alice joined', "Bob's line was busy");
  await card.shows('🟢 Alice Ames: in the room', '🔴 Bob Berg: line busy', '📞 Ina Ito: ringing');

  chapter('Ina answers, and the two talk');
  await ina.answers();
  await ina.hears(welcome);
  await ina.isInTheRoom();
  await ina.says('Alice, is the review ready?', alice);
  await alice.says('It is. I am sending it to you and Bob.', ina);
  await thread.says('Ina joined');
  await card.shows('🟢 Alice Ames: in the room', '🔴 Bob Berg: line busy', '🟢 Ina Ito: in the room');

  chapter('They hang up, and it is over');
  await alice.hangsUp();
  await thread.says('Alice left');
  await ina.hangsUp();
  await thread.says('Ina left', /^Ended after \d+ s: everyone left\. Was in: Alice \(\d+ s\) and Ina \(\d+ s\)\. Never joined: Bob \(line busy\)\.$/u);
  await card.shows(/^Ended after \d+ s: everyone left · started by @Ina Ito$/u,
    /Alice Ames: left, was in for \d+ s$/u, /Ina Ito: left, was in for \d+ s$/u, '🔴 Bob Berg: line busy');
}
