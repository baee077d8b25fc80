import { expect } from 'vitest';
import { presses } from '../support/press-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

/** The button on the card: what it does not say, for whoever presses it. */
const WITHOUT_HOST = { RING_HOST: 'false' };

async function inaCalls({ slack, phones }: Story) {
  await slack.as('ina').types('/conference Review @alice @dora');
  await slack.as('ina').reads('Ringing @Alice Ames and @Dora Dorn.', 'Not rung for “Review”:', '• Dora Dorn: No phone number is known. A number in their Slack profile is enough.');
  const alice = await phones.of('alice').answers();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', '[Details]');
  await slack.channel('general').thread('Review').says('Alice joined');
  return alice;
}

async function aliceLeaves({ slack }: Story, alice: { hangsUp(): Promise<unknown> }): Promise<void> {
  await alice.hangsUp();
  await slack.channel('general').card('Review').shows('Ended');
  await slack.channel('general').thread('Review').saysLike(/^Alice left$/u, /^Ended after/u);
}

scenario('the host reads where each number comes from, and nobody else does', async (story) => {
  const { world } = story;
  const alice = await inaCalls(story);
  await presses(world, 'ina', 'Details', 'Review');
  expect(world.slack.as('ina').modal?.text).toBe([
    'Review, started by @Ina Ito', '🟢 Alice Ames: in the room', 'In the room for 1 s.', 'The number is from their Slack profile, not proved. […]',
    '🚫 Dora Dorn: not rung (No phone number is known. A number in their Slack profile is enough) […]',
  ].join('\n'));
  await presses(world, 'bob', 'Details', 'Review');
  expect(world.slack.as('bob').modal?.text).not.toContain('The number is');
  expect(world.slack.as('bob').modal?.text).toContain('🟢 Alice Ames: in the room');
  expect(JSON.stringify([world.slack.as('ina').modal, world.slack.as('bob').modal])).not.toMatch(/4155550101|555-0101/u);
  await aliceLeaves(story, alice);
  await presses(world, 'ina', 'Details', 'Review');
  expect(world.slack.as('ina').modal?.text).toContain('⚪ Alice Ames: left');
}, { settings: WITHOUT_HOST });

scenario('somebody of another organisation, who sees the card in a shared channel, is refused', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').in('shared').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').isBusy();
  await slack.channel('shared').card('Review').shows('Ended');
  await slack.channel('shared').thread('Review').says("Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy).');
  await presses(world, 'frida', 'Details', 'Review');
  expect(world.slack.as('frida').modal?.text).toBe('I know no such conference in your workspace. Only people of the workspace it was started in see its details.');
}, { settings: WITHOUT_HOST });

scenario('while the database is away the view opens all the same, and says so', async (story) => {
  const { world } = story;
  const alice = await inaCalls(story);
  world.log.expects('The details of a conference could not be read');
  await world.database.query('ALTER TABLE participant RENAME TO participant_away');
  await presses(world, 'ina', 'Details', 'Review');
  await world.database.query('ALTER TABLE participant_away RENAME TO participant');
  expect(world.slack.as('ina').modal?.text).toBe('I cannot reach my database just now. Close this and press again in a moment.');
  await aliceLeaves(story, alice);
}, { settings: WITHOUT_HOST });

scenario('a view Slack would not open is said beside the card', async (story) => {
  const { slack, world } = story;
  const alice = await inaCalls(story);
  world.log.expects('The details of a conference could not be opened');
  world.slack.faults.plant({ path: 'views.open', times: 1, fault: { kind: 'status', status: 503 } });
  await presses(world, 'ina', 'Details', 'Review');
  await slack.as('ina').reads('Slack did not open the details in time. Please press again.');
  await aliceLeaves(story, alice);
}, { settings: WITHOUT_HOST });
