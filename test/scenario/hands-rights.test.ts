import { expect } from 'vitest';
import type { ConferenceStore } from '../../src/conference/ports.ts';
import { withOther } from '../support/another-side.ts';
import { aliceAndBobAreIn, cardShowsSoon, Hands, threadSays } from '../support/hands-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { twilioRequests } from '../support/twilio-requests.ts';

/** Who may reach into a conference, and what everybody else reads. */
const WITHOUT_HOST = { RING_HOST: 'false' };
const ONLY_THE_HOST = 'Only @Ina Ito, who started it, and admins of this workspace can do that. Whoever is in it can mute themselves and hang up under Details.';

async function bothLeave(story: Story, { alice, bob }: Awaited<ReturnType<typeof aliceAndBobAreIn>>, ...lines: string[]): Promise<void> {
  await alice.hangsUp();
  await bob.hangsUp();
  await threadSays(story, ...lines);
}

function reaches({ world }: Story): number {
  return twilioRequests(world).filter(({ method, path }) => method === 'POST' && path.includes('/Conferences/')).length;
}

scenario('Bob, who takes part, mutes himself and hangs up, and can do nothing to Alice or to all', async (story) => {
  const { slack } = story;
  const { alice, bob } = await aliceAndBobAreIn(story);
  const hands = await new Hands(story, 'bob').opensDetails();
  expect(hands.menuOf('Bob Berg')).toEqual(['Mute me', 'Hang up']);
  expect(hands.menuOf('Alice Ames')).toEqual([]);
  await hands.chooses('Bob Berg', 'Mute me');
  await cardShowsSoon(story, 'Review', 'Bob Berg: in the room, muted');
  for (const press of ['Mute all', 'Ring the missing']) await hands.choosesOnCard(press);
  await hands.form.closes();
  await hands.presses('End for all');
  await slack.as('bob').reads(ONLY_THE_HOST, ONLY_THE_HOST, ONLY_THE_HOST);
  await hands.choosesOnCard('Announce');
  await hands.sees(ONLY_THE_HOST);
  await hands.form.closes();
  await hands.presses('Add people');
  await hands.sees(ONLY_THE_HOST);
  await hands.form.closes();
  expect(reaches(story)).toBe(1);
  await hands.opensDetails();
  await hands.chooses('Bob Berg', 'Hang up');
  await bob.isIdle();
  await cardShowsSoon(story, 'Review', 'Bob Berg: left');
  await alice.hangsUp();
  await threadSays(story, 'Bob muted themselves', 'Bob left');
}, { settings: WITHOUT_HOST });

scenario('A form that was opened in time is refused when it is submitted by somebody who may not', async (story) => {
  const { world } = story;
  const both = await aliceAndBobAreIn(story);
  const bob = new Hands(story, 'bob');
  // What says that he may not does not reach the view.
  world.slack.faults.plant({ path: 'views.update', times: 1, fault: { kind: 'status', status: 503 } });
  await bob.choosesOnCard('Announce');
  await bob.form.submits({ 'What everybody in the room is to hear': 'Hello' });
  await bob.sees(ONLY_THE_HOST);
  expect(reaches(story)).toBe(0);
  await bothLeave(story, both);
}, { settings: WITHOUT_HOST });

scenario('Ada, an admin who takes no part, may do everything, and is named for it', async (story) => {
  const both = await aliceAndBobAreIn(story);
  const ada = await new Hands(story, 'ada').opensDetails();
  expect(ada.menuOf('Alice Ames')).toEqual(['Mute', 'Hold', 'Remove']);
  await ada.chooses('Alice Ames', 'Mute');
  await cardShowsSoon(story, 'Review', 'Alice Ames: in the room, muted');
  await ada.form.closes();
  await ada.presses('End for all');
  await cardShowsSoon(story, 'Review', 'Ended by @Ada Adler');
  await both.bob.isIdle();
  await threadSays(story, '@Ada Adler muted Alice');
  expect(story.slack.channel('general').thread('Review').lines.at(-1)).toContain('@Ada Adler ended the conference for everyone after');
}, { settings: WITHOUT_HOST });

scenario('While Slack does not say who somebody is, they are no admin; the host needs nobody to say so', async (story) => {
  const { slack, world } = story;
  const both = await aliceAndBobAreIn(story);
  world.slack.faults.plant({ path: 'users.info', times: 9, fault: { kind: 'status', status: 503 } });
  await new Hands(story, 'ada').choosesOnCard('Mute all');
  await slack.as('ada').reads(ONLY_THE_HOST);
  await new Hands(story, 'ina').choosesOnCard('Mute all');
  await cardShowsSoon(story, 'Review', 'Bob Berg: in the room, muted');
  await bothLeave(story, both, 'The host muted everyone');
}, { settings: WITHOUT_HOST });

scenario('CONTROLS=participants: whoever is in it may, and Carol, who is not, may not', async (story) => {
  const { slack } = story;
  const both = await aliceAndBobAreIn(story);
  const bob = await new Hands(story, 'bob').opensDetails();
  expect(bob.menuOf('Alice Ames')).toEqual(['Mute', 'Hold', 'Remove']);
  await bob.chooses('Alice Ames', 'Hold');
  await cardShowsSoon(story, 'Review', 'Alice Ames: in the room, on hold');
  await new Hands(story, 'carol').choosesOnCard('Mute all');
  await slack.as('carol').reads('Only those who are in it, @Ina Ito, who started it, and admins of this workspace can do that. Whoever is in it can mute themselves and hang up under Details.');
  await bothLeave(story, both, 'Bob put Alice on hold');
}, { settings: { ...WITHOUT_HOST, CONTROLS: 'participants' } });

scenario('CONTROLS=channel: whoever sees the card may', async (story) => {
  const both = await aliceAndBobAreIn(story);
  await new Hands(story, 'carol').choosesOnCard('Mute all');
  await cardShowsSoon(story, 'Review', 'Alice Ames: in the room, muted', 'Bob Berg: in the room, muted');
  await bothLeave(story, both, '@Carol Cruz muted everyone');
}, { settings: { ...WITHOUT_HOST, CONTROLS: 'channel' } });

scenario('Somebody of another organisation, who sees the card in a shared channel, may nothing, whatever CONTROLS says', async (story) => {
  const { slack, phones } = story;
  await slack.as('ina').in('shared').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  await slack.channel('shared').card('Review').shows('Alice Ames: in the room');
  const frida = new Hands(story, 'frida');
  await frida.choosesOnCard('Mute all');
  await frida.presses('End for all');
  const refusal = 'Only people of the workspace this app is installed in can do that.';
  await slack.as('frida').reads(refusal, refusal);
  await frida.presses('Add people');
  await frida.sees(refusal);
  await frida.form.closes();
  expect(reaches(story)).toBe(0);
  await alice.hangsUp();
  await slack.channel('shared').card('Review').shows('Ended');
  const thread = slack.channel('shared').thread('Review');
  await thread.saysLike(/^Alice joined$/u, /^Alice left$/u, /^Ended after/u);
}, { settings: { ...WITHOUT_HOST, CONTROLS: 'channel' } });

scenario('An id of another workspace finds nothing, whatever is pressed with it', async (story) => {
  const { slack, world } = story;
  const both = await aliceAndBobAreIn(story);
  const ina = await new Hands(story, 'ina').opensDetails();
  await world.database.query("UPDATE conference SET team_id = 'T0ELSEWHERE'");
  await ina.chooses('Bob Berg', 'Mute');
  await ina.sees('I know no such conference in your workspace.');
  await ina.form.closes();
  for (const press of ['Mute all', 'Ring the missing']) await ina.choosesOnCard(press);
  await ina.presses('End for all');
  const nothing = 'That conference is not there any more.';
  await slack.as('ina').reads(nothing, nothing, nothing);
  await ina.choosesOnCard('Announce');
  await ina.sees(nothing);
  await ina.form.closes();
  await ina.presses('Add people');
  await ina.sees(nothing);
  expect(reaches(story)).toBe(0);
  await world.database.query("UPDATE conference SET team_id = 'T0SANDBOX01'");
  await bothLeave(story, both);
}, { settings: WITHOUT_HOST });

scenario('While the database is away nothing is done, and whoever pressed reads so', async (story) => {
  const { slack, world } = story;
  const both = await aliceAndBobAreIn(story);
  const ina = await new Hands(story, 'ina').opensDetails();
  world.log.expects('What somebody pressed could not be done');
  world.log.expects('An announcement could not be stored');
  const away = (): Promise<never> => Promise.reject(new Error('the database is away'));
  const store: ConferenceStore = { ...world.app.context.store, read: away, change: away };
  await ina.form.closes();
  await ina.choosesOnCard('Announce');
  await withOther(world, { store }, async () => {
    await ina.form.submits({ 'What everybody in the room is to hear': 'Hello' });
    ina.form.complains({ 'What everybody in the room is to hear': 'I cannot reach my database just now, so nothing was done. Press again in a moment.' });
    await ina.form.closes();
    await ina.presses('End for all');
    await slack.as('ina').reads('I cannot reach my database just now, so nothing was done. Press again in a moment.');
  });
  expect(reaches(story)).toBe(0);
  await bothLeave(story, both);
}, { settings: WITHOUT_HOST });
