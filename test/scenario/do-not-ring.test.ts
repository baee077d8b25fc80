import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { createCipher } from '../../src/persistence/cipher.ts';
import { sealNumber } from '../../src/persistence/rows.ts';
import { addContact } from '../support/contacts.ts';
import { Hands } from '../support/hands-story.ts';
import { linkOf, Visitor } from '../support/join-page-story.ts';
import { asksToJoin } from '../support/join-story.ts';
import { ModalStory } from '../support/modal-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import type { World } from '../support/world.ts';

/** "Do not ring me" is about a phone: whoever types its number rings it as little as whoever names its owner. */
const WITHOUT_HOST = { RING_HOST: 'false' };
const BOBS = '+14155550102';
const REFUSED = 'Whoever has this number asked this app not to ring them. Write to them instead.';

/** Bob proved a number to be his, and ticked the box. */
async function bobWantsNoCalls(world: World, extension: string | null = null): Promise<void> {
  const cipher = createCipher(world.config.database.encryptionKey);
  await world.database.query(
    'INSERT INTO person (team_id, slack_user_id, proved_number, proved_number_hash, do_not_ring) VALUES ($1, $2, $3, $4, true)',
    [world.slack.world.team.id, people.bob, sealNumber({ e164: BOBS, extension }, cipher), cipher.hash(BOBS)],
  );
}

/** Alice's line is busy, and that is the end of it. */
async function onlyAliceIsRung({ slack, phones }: Story, missing: string): Promise<void> {
  await phones.of('alice').isBusy();
  await phones.of('bob').neverRings();
  await slack.channel('general').card('Review').shows('Ended: nobody answered', 'Alice Ames: line busy');
  await slack.channel('general').thread('Review').says("Alice's line was busy", `Ended: nobody answered. Never joined: Alice (line busy)${missing}.`);
}

scenario('Bob proved his number and ticked the box: whoever types it does not ring him', async (story) => {
  const { slack, world } = story;
  await bobWantsNoCalls(world);
  await slack.as('ina').types(`/conference Review @alice ${BOBS}`);
  await slack.as('ina').reads('Ringing @Alice Ames and +1•••••••02.', 'Not rung for “Review”:', `• +1•••••••02: ${REFUSED}`);
  await slack.channel('general').card('Review').shows('🚫 +1•••••••02: not rung (Whoever has this number asked this app not to ring them. Write to them instead)');
  await onlyAliceIsRung(story, ' and +1•••••••02 (not rung)');
}, { settings: WITHOUT_HOST });

scenario('Nor does an extension behind it ring him, and nobody else is refused', async (story) => {
  const { slack, phones, world } = story;
  await bobWantsNoCalls(world);
  await slack.as('ina').types(`/conference Review +14155550171 ${BOBS} x5`);
  await slack.as('ina').reads('Ringing +1•••••••71 and +1•••••••02.', 'Not rung for “Review”:', `• +1•••••••02: ${REFUSED}`);
  await phones.of('+14155550171').isBusy();
  await phones.of('bob').neverRings();
  await slack.channel('general').thread('Review').saysLike(/line was busy$/u, /^Ended/u);
  await slack.channel('general').card('Review').shows('Ended');
}, { settings: WITHOUT_HOST });

scenario('Behind a switchboard he alone is not rung: another extension is somebody else', async (story) => {
  const { slack, phones, world } = story;
  await bobWantsNoCalls(world, '5');
  await slack.as('ina').types(`/conference Review ${BOBS} x6`);
  await slack.as('ina').reads('Ringing +1•••••••02.');
  await phones.of('bob').isBusy();
  await slack.channel('general').thread('Review').saysLike(/line was busy$/u, /^Ended/u);
  await slack.channel('general').card('Review').shows('Ended');
}, { settings: WITHOUT_HOST });

scenario('A number that is his by the phone book is not rung either, also not as the second one of somebody outside', async (story) => {
  const { slack, phones, world } = story;
  await addContact(world, { slackUserId: people.bob, name: 'Bob Berg', number: BOBS });
  await world.app.context.peopleSettings.change(world.slack.world.team.id, people.bob, { doNotRing: true });
  const [kim, lee] = await Promise.all([
    world.app.context.phoneBook.saveContact(world.slack.world.team.id, { slackUserId: null, name: 'Kim Kay', note: '', number: { e164: '+14155550171', extension: null }, secondNumber: { e164: BOBS, extension: null } }),
    world.app.context.phoneBook.saveContact(world.slack.world.team.id, { slackUserId: null, name: 'Lee Lind', note: '', number: { e164: BOBS, extension: null }, secondNumber: null }),
  ]);
  expect([kim, lee]).not.toContain(undefined);
  await slack.as('ina').types('/conference Review');
  const modal = new ModalStory(story, 'ina');
  await modal.chooses('Contacts and groups from the phone book', [...(await modal.finds('kim')), ...(await modal.finds('lee'))]);
  await modal.submits();
  await slack.as('ina').reads('Ringing Kim Kay and Lee Lind.', 'Not rung for “Review”:', `• Lee Lind: ${REFUSED}`);
  await phones.of('+14155550171').isBusy();
  await phones.of('bob').neverRings();
  await slack.channel('general').thread('Review').says("Kim Kay's line was busy", 'Ended: nobody answered. Never joined: Kim Kay (line busy) and Lee Lind (not rung).');
  await slack.channel('general').card('Review').shows('Ended');
}, { settings: WITHOUT_HOST });

scenario('Typed as the number of somebody who has none it is refused, and not remembered as theirs', async (story) => {
  const { slack, world } = story;
  await bobWantsNoCalls(world);
  await slack.as('ina').types('/conference Review');
  const modal = new ModalStory(story, 'ina');
  await modal.submits({ People: ['alice', 'dora'] });
  await modal.submits({ 'Dora Dorn': BOBS, 'Next time': ['remember'] });
  await slack.as('ina').reads('Ringing @Alice Ames and @Dora Dorn.', 'Not rung for “Review”:', `• Dora Dorn: ${REFUSED}`);
  await onlyAliceIsRung(story, ' and Dora (not rung)');
  expect(await world.database.query('SELECT name FROM contact')).toEqual([]);
}, { settings: WITHOUT_HOST });

scenario('On the join page it is refused too; Bob himself presses Join in Slack, and is rung', async (story) => {
  const { slack, phones, world } = story;
  await bobWantsNoCalls(world);
  await slack.as('ina').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const visitor = new Visitor(world, await linkOf(world));
  const alice = await phones.of('alice').answers();
  await visitor.opens();
  expect((await visitor.rings(BOBS)).text).toContain(`That phone is not rung. ${REFUSED}`);
  await phones.of('bob').neverRings();
  await asksToJoin(world, 'bob');
  const bob = await phones.of('bob').answers();
  await bob.hangsUp();
  await alice.hangsUp();
  await slack.channel('general').card('Review').shows('Ended');
  await slack.channel('general').thread('Review').saysLike(/Alice joined/u, /Bob asked to be rung/u, /Bob joined/u, /Bob and Alice left/u, /^Ended/u);
}, { settings: { ...WITHOUT_HOST, SLACK_CALLS: 'on' } });

scenario('Somebody who was rung by a typed number and ticked the box since is not rung again', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types(`/conference Review @alice ${BOBS}`);
  await slack.as('ina').reads('Ringing @Alice Ames and +1•••••••02.');
  const alice = await phones.of('alice').answers();
  await phones.of('bob').isBusy();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', '+1•••••••02: line busy');
  await bobWantsNoCalls(world);
  await world.passes(60_000);
  const ina = await new Hands(story, 'ina').opensDetails();
  await ina.chooses('+1•••••••02', 'Ring again');
  expect(phones.callsTo('bob')).toBe(1);
  await alice.hangsUp();
  await slack.channel('general').card('Review').shows('Ended');
  await slack.channel('general').thread('Review').saysLike(/Alice joined/u, /busy/u, /Alice left/u, /^Ended/u);
}, { settings: WITHOUT_HOST });
