import { expect } from 'vitest';
import { ModalStory } from '../support/modal-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { bigTeam } from '../support/team.ts';

/** Point 1 of issue 2: what may be typed, and what becomes of it. Most stories ring Alice alone, so that little has to be told. */
const ALICE_ALONE = { RING_HOST: 'false' };

/** Alice answers, is welcomed to the conference by its name, and hangs up. */
async function aliceIsWelcomedTo(name: string, { slack, phones }: Story): Promise<void> {
  const alice = await phones.of('alice').answers();
  await alice.hears(`Welcome to ${name}. You are being connected to the conference.`);
  await alice.hangsUp();
  await slack.channel('general').thread(name).says('Alice joined', 'Alice left', 'Ended after 0 s: everyone left. Was in: Alice (0 s).');
  await slack.channel('general').card(name).shows(name, 'Alice Ames: left', 'Ended');
}

const EIGHTY = 'Budget talk '.repeat(7).slice(0, 79) + '!';

for (const { called, typed, name } of [
  { called: 'in straight quotes', typed: '"Project Review" @alice', name: 'Project Review' },
  { called: 'in curly quotes', typed: '“Project Review” @alice', name: 'Project Review' },
  { called: 'with signs Slack escapes', typed: 'Q&A <live> @alice', name: 'Q&A <live>' },
  { called: 'with emoji', typed: '🚀 Launch 👩‍👩‍👧 @alice', name: '🚀 Launch 👩‍👩‍👧' },
  { called: 'written from right to left', typed: 'مراجعة المشروع @alice', name: 'مراجعة المشروع' },
  { called: 'behind its people', typed: '@alice Project Review', name: 'Project Review' },
  { called: 'of eighty characters', typed: `${EIGHTY} @alice`, name: EIGHTY },
]) {
  scenario(`a room named ${called} is called so on the phone and in the channel`, async (story) => {
    await story.slack.as('ina').types(`/conference ${typed}`);
    await story.slack.as('ina').reads('Ringing @Alice Ames.');
    await aliceIsWelcomedTo(name, story);
  }, { settings: ALICE_ALONE });
}

scenario('a name of eighty-one characters is refused with the reason', async ({ slack, phones }) => {
  await slack.as('ina').types(`/conference ${EIGHTY}! @alice`);
  await slack.as('ina').reads("Nobody is being rung: a conference's name has at most 80 characters, and this one has 81. Shorten it and try again.");
  await slack.channel('general').hasNoCard();
  await phones.of('alice').neverRings();
});

scenario('a room nobody named is called after its people', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg, and you.');
  const alice = await phones.of('alice').answers();
  await alice.hears('Welcome to Conference with Alice and Bob. You are being connected to the conference.');
  await phones.of('bob').isBusy();
  await phones.of('ina').isBusy();
  await alice.hangsUp();
  const general = slack.channel('general');
  await general.card('Conference with Alice and Bob').shows('Alice Ames: left', 'Bob Berg: line busy', 'Ina Ito: line busy');
  await general.thread('Conference with Alice and Bob').says(
    'Alice joined', "Bob's line was busy", "Ina's line was busy", 'Alice left',
    'Ended after 2 s: everyone left. Was in: Alice (2 s). Never joined: Bob (line busy) and Ina (line busy).');
});

scenario('a nameless room with an outside number speaks of a guest, never of a number', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference @alice +14155550199');
  await slack.as('ina').reads('Ringing @Alice Ames and +1•••••••99.');
  await (await phones.of('alice').answers()).hears('Welcome to Conference with Alice and a guest.');
  await phones.of('+14155550199').isBusy();
  await phones.of('alice').hangsUp();
  await slack.channel('general').card('Conference with Alice and a guest').shows('+1•••••••99: line busy');
  await slack.channel('general').thread('Conference with Alice and a guest').says(
    'Alice joined', "+1•••••••99's line was busy", 'Alice left', 'Ended after 1 s: everyone left. Was in: Alice (1 s). Never joined: +1•••••••99 (line busy).');
}, { settings: ALICE_ALONE });

for (const typed of ['help', '--help', '?']) {
  scenario(`"/conference ${typed}" says how it is used, and rings nobody`, async ({ slack }) => {
    const reply = await slack.as('ina').types(`/conference ${typed}`);
    expect(reply.status).toBe(200);
    await slack.as('ina').reads(...reply.text.split('\n'));
    expect(reply.text).toContain('/conference Project Review @alice @bob rings Alice, Bob and you');
    expect(reply.text).toContain('Up to 50 people.');
    await slack.channel('general').hasNoCard();
  });
}

scenario('@nobody whom Slack does not know, @channel and @here are not rung and are explained, and the others are rung', async (story) => {
  await story.slack.as('ina').types('/conference Project Review @alice @nobody @channel @here');
  await story.slack.as('ina').reads(
    'Ringing @Alice Ames.',
    'Not rung: @nobody. Slack did not tell me who that is; pick the person from the list it offers while you type.',
    'Not rung: @channel. I never ring a whole channel; name the people, or a user group.',
    'Not rung: @here. I never ring a whole channel; name the people, or a user group.');
  await aliceIsWelcomedTo('Project Review', story);
}, { settings: ALICE_ALONE });

scenario('with nobody but @channel, nobody is rung, and the modal to choose people in says why', async (story) => {
  await story.slack.as('ina').types('/conference Fire drill @channel');
  const modal = new ModalStory(story, 'ina');
  await modal.says('Not rung: @channel. I never ring a whole channel; name the people, or a user group.');
  expect(modal.holds('Name of the conference')).toBe('Fire drill');
  await story.slack.channel('general').hasNoCard();
});

scenario('more people than MAX_PARTICIPANTS, the host among them, are refused at once', async ({ slack }) => {
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads(
    'Nobody is being rung: that would be 3 people on the phone, and a conference takes at most 2. Leave some out, or an admin can raise MAX_PARTICIPANTS (Twilio takes at most 250).');
  await slack.channel('general').hasNoCard();
}, { settings: { MAX_PARTICIPANTS: '2' } });

scenario('as many people as MAX_PARTICIPANTS are rung', async (story) => {
  await story.slack.as('ina').types('/conference Project Review @alice');
  await story.slack.as('ina').reads('Ringing @Alice Ames, and you.');
  await story.phones.of('ina').isBusy();
  await story.phones.of('alice').isBusy();
  await story.slack.channel('general').thread('Project Review').says(
    "Ina's line was busy", "Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy) and Ina (line busy).');
  await story.slack.channel('general').card('Project Review').shows('Ended');
}, { settings: { MAX_PARTICIPANTS: '2' } });

scenario('a group that turns out to hold more people than MAX_PARTICIPANTS starts nothing, and the host reads why', async ({ slack }) => {
  await slack.as('ina').types('/conference All hands @everybody');
  await slack.as('ina').reads('Ringing @everybody, and you.');
  await slack.as('ina').reads(
    '“All hands” was not started: that is more than 5 people. Leave some out, or an admin can raise MAX_PARTICIPANTS (Twilio takes at most 250).');
  await slack.channel('general').hasNoCard();
}, { settings: { MAX_PARTICIPANTS: '5' }, slack: { seed: bigTeam(5) } });

for (const fault of ['doubled', 'again'] as const) {
  scenario(`a command that Slack delivers twice (${fault}) starts one conference`, async (story) => {
    story.world.slack.deliveryFaults.plant({ kind: 'command', fault });
    await story.slack.as('ina').types('/conference Project Review @alice');
    await story.slack.as('ina').reads('Ringing @Alice Ames.');
    await aliceIsWelcomedTo('Project Review', story);
    expect(story.phones.callsTo('alice')).toBe(1);
    expect(story.slack.channel('general').cards).toHaveLength(1);
  }, { settings: ALICE_ALONE });
}

scenario('typed twice, it is two conferences', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference First @alice');
  await slack.as('ina').types('/conference Second @bob');
  await slack.as('ina').reads('Ringing @Alice Ames.', 'Ringing @Bob Berg.');
  await phones.of('alice').isBusy();
  await phones.of('bob').isBusy();
  await slack.channel('general').thread('First').says("Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy).');
  await slack.channel('general').thread('Second').says("Bob's line was busy", 'Ended: nobody answered. Never joined: Bob (line busy).');
  await slack.channel('general').card('First').shows('Ended');
  await slack.channel('general').card('Second').shows('Ended');
}, { settings: ALICE_ALONE });
