import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { Hands } from '../support/hands-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { teamWith } from '../support/team.ts';
import type { WorldOptions } from '../support/world.ts';

/** Enterprise Grid: an organisation of several workspaces. Its people are colleagues wherever they work; those of another organisation are not. */
const OURS = { id: 'E0OURGRID01', name: 'Sandbox Group' };
const THEIRS = { id: 'E0PARTNER01', name: 'Partner Group' };

/** Frida is of a partner's organisation. Slack does not call her a stranger: she is in a channel the app is in, too. */
function withGrid(enterpriseId: string | null, settings: Readonly<Record<string, string>> = {}): WorldOptions {
  return {
    settings: { RING_HOST: 'false', ...settings },
    slack: { enterpriseId, seed: teamWith({ frida: { isStranger: false, enterprise: THEIRS }, carol: { teamId: 'T0SISTER001', enterprise: OURS } }) },
  };
}

/** Ina has Alice rung into a conference of the channel; she is in the room. */
async function aliceIsIn({ slack, phones }: Story, channel: string) {
  await slack.as('ina').in(channel).types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  await slack.channel(channel).card('Review').shows('Alice Ames: in the room');
  return alice;
}

async function isTold({ slack }: Story, channel: string): Promise<void> {
  await slack.channel(channel).card('Review').shows('Ended after');
  await slack.channel(channel).thread('Review').saysLike(/^Ended after/u);
  await slack.channel(channel).thread('Review').says(...slack.channel(channel).thread('Review').lines.filter((line) => !line.startsWith('Ended')));
}


for (const [where, enterpriseId] of [['is in no organisation', null], ['is in an organisation of its own', OURS.id]] as const) {
  scenario(`Somebody of another company's Enterprise Grid presses in a shared channel, and our workspace ${where}: she may nothing`, async (story) => {
    const { slack, world } = story;
    const alice = await aliceIsIn(story, 'shared');
    await world.slack.as('frida').in('shared').presses('Join', 'Review');
    await slack.as('frida').reads('I ring only people of the workspace this app is installed in. Whoever started the conference can add your number.');
    await new Hands(story, 'frida').presses('End for all');
    await slack.as('frida').reads('Only people of the workspace this app is installed in can do that.');
    await alice.hangsUp();
    await isTold(story, 'shared');
  }, withGrid(enterpriseId, { CONTROLS: 'channel' }));
}

scenario('She is named in a command, and not rung: nobody of ours knows whose phone it is', async (story) => {
  const { slack, world } = story;
  await slack.as('ina').in('shared').types(`/conference Review <@${people.frida}>`, { asIs: true });
  await world.settle();
  const told = world.slack.as('ina').sees.flatMap(({ text }) => text.split('\n'));
  expect(told.join('\n')).toMatch(/Frida Fremd.*another (?:organisation|workspace)/u);
  await slack.as('ina').reads(...told);
}, withGrid(OURS.id));

scenario('Carol of another workspace of our own organisation presses Join, and her phone rings', async (story) => {
  const { phones, world } = story;
  const alice = await aliceIsIn(story, 'general');
  await world.slack.as('carol').presses('Join', 'Review');
  const carol = await phones.of('carol').answers();
  await story.slack.channel('general').card('Review').shows('Carol Cruz: in the room');
  await carol.hangsUp();
  await alice.hangsUp();
  await isTold(story, 'general');
}, withGrid(OURS.id));

scenario('Carol of another workspace of our own organisation presses Details, and sees them', async (story) => {
  const { world } = story;
  const alice = await aliceIsIn(story, 'general');
  await new Hands(story, 'carol').opensDetails();
  expect(world.slack.as('carol').modal?.text).toContain('🟢 Alice Ames: in the room');
  await alice.hangsUp();
  await isTold(story, 'general');
}, withGrid(OURS.id));
