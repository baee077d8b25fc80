import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { callsApi, nativeCallIs, nativeCalls } from '../support/native-call-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

/** Conferences as calls of Slack's own (`SLACK_CALLS=on`): what Slack is told, once each, and what changes when it refuses: nothing. */
const ON = { RING_HOST: 'false', SLACK_CALLS: 'on' };

const general = ({ slack }: Story) => slack.channel('general');

async function starts({ slack }: Story, command = '/conference Review @alice @bob', ringing = 'Ringing @Alice Ames and @Bob Berg.'): Promise<void> {
  await slack.as('ina').types(command);
  await slack.as('ina').reads(ringing);
}

/** Everything the thread says, told at the end of stories that are about something else. */
async function threadIsTold(story: Story): Promise<void> {
  const thread = general(story).thread('Review');
  await thread.saysLike(/^Ended/);
  await thread.says(...thread.lines.filter((line) => !line.startsWith('Ended')));
  await general(story).card('Review').shows('Ended');
}

scenario("Slack's own call stands on the card, shows who comes and goes, and is over with the conference", async (story) => {
  const { phones, world } = story;
  await starts(story, '/conference Review @alice @bob +14155550199', 'Ringing @Alice Ames, @Bob Berg and +1•••••••99.');
  const begun = await nativeCallIs(world, ({ people: there }) => there.length === 0, 'is there, with nobody in it');
  expect(begun).toMatchObject({ title: 'Review', isOver: false });
  const alice = await phones.of('alice').answers();
  await general(story).card('Review').shows(`[call ${begun.id}]`, 'Alice Ames: in the room');
  const outside = await phones.of('+14155550199').answers();
  await nativeCallIs(world, ({ people: there }) => there.length === 2, 'shows both');
  expect(nativeCalls(world)[0]?.people.toSorted()).toEqual(['+1•••••••99', people.alice].toSorted());
  await phones.of('bob').declines();
  await alice.hangsUp();
  await nativeCallIs(world, ({ people: there }) => there.join() === '+1•••••••99', 'shows that Alice left');
  await world.passes(58_000);
  await outside.hangsUp();
  const over = await nativeCallIs(world, ({ isOver }) => isOver, 'is over');
  expect(over.people).toEqual(['+1•••••••99']);
  expect(over.seconds).toBeGreaterThanOrEqual(58);
  await threadIsTold(story);
  await general(story).card('Review').shows(`[call ${begun.id}]`, 'Ended after');
  expect([callsApi(world, 'add'), callsApi(world, 'participants.remove'), callsApi(world, 'end')]).toEqual([1, 1, 1]);
}, { settings: ON });

scenario('Whoever leaves and comes again is the same one to Slack', async (story) => {
  const { phones, world } = story;
  await starts(story);
  await phones.of('bob').answers();
  const alice = await phones.of('alice').answers();
  await nativeCallIs(world, ({ people: there }) => there.length === 2, 'shows both');
  await alice.hangsUp();
  await nativeCallIs(world, ({ people: there }) => there.join() === people.bob, 'shows Bob alone');
  await phones.of('bob').hangsUp();
  await nativeCallIs(world, ({ isOver }) => isOver, 'is over');
  await threadIsTold(story);
}, { settings: ON });

scenario('Slack refuses for want of a scope: it is noted once, and everything else is as without', async (story) => {
  const { phones, world } = story;
  world.slack.world.installation.scopes = world.slack.world.installation.scopes.filter((scope) => scope !== 'calls:write');
  await starts(story);
  const alice = await phones.of('alice').answers();
  await phones.of('bob').declines();
  await general(story).card('Review').shows('Alice Ames: in the room', 'Bob Berg: declined');
  await alice.hangsUp();
  await threadIsTold(story);
  expect(nativeCalls(world)).toEqual([]);
  expect(general(story).cards[0]?.text).not.toContain('[call');
  expect(callsApi(world, 'add')).toBe(1);
  expect(world.log.lines.filter(({ message }) => message.includes('does not take this conference as a call')).map(({ level, facts }) => [level, facts['code']])).toEqual([['info', 'missing_scope']]);
}, { settings: ON });

scenario('Slack takes the call and not its block: the card is written without it, and stays in the channel', async (story) => {
  const { phones, world } = story;
  world.slack.faults.plant({ path: 'chat.update', body: 'call_id', fault: { kind: 'status', status: 200, body: { ok: false, error: 'invalid_blocks' } } });
  await starts(story);
  const alice = await phones.of('alice').answers();
  await phones.of('bob').declines();
  await general(story).card('Review').shows('Alice Ames: in the room', 'Bob Berg: declined');
  await alice.hangsUp();
  await threadIsTold(story);
  expect(general(story).cards).toHaveLength(1);
  expect(general(story).cards[0]?.text).not.toContain('[call');
}, { settings: ON });

scenario('The answer to calls.add is lost: there is one call at most, and the conference goes on', async (story) => {
  const { phones, world } = story;
  world.log.expects('The job failed and is tried again', "Slack's SDK met an error");
  world.slack.faults.plant({ path: 'calls.add', times: 1, fault: { kind: 'lost-answer' } });
  await starts(story);
  const alice = await phones.of('alice').answers();
  await phones.of('bob').declines();
  await world.passes(20_000);
  expect(nativeCalls(world)).toHaveLength(1);
  expect(callsApi(world, 'add')).toBe(2);
  await alice.hangsUp();
  await threadIsTold(story);
}, { settings: ON });

scenario('Slack is out of order for its calls alone, and shows who is in once it is back', async (story) => {
  const { phones, world } = story;
  world.log.expects('The job failed and is tried again');
  world.slack.faults.plant({ path: '/api/calls.', fault: { kind: 'status', status: 503 } });
  await starts(story);
  const alice = await phones.of('alice').answers();
  await phones.of('bob').answers();
  await general(story).card('Review').shows('Alice Ames: in the room', 'Bob Berg: in the room');
  world.slack.faults.clear();
  await nativeCallIs(world, ({ people: there }) => there.toSorted().join() === [people.alice, people.bob].toSorted().join(), 'shows both');
  await alice.hangsUp();
  await phones.of('bob').hangsUp();
  await nativeCallIs(world, ({ isOver }) => isOver, 'is over');
  await threadIsTold(story);
}, { settings: ON });

scenario('Switched off, Slack is asked for nothing of it', async (story) => {
  const { phones, world } = story;
  await starts(story);
  await phones.of('alice').declines();
  await phones.of('bob').declines();
  await threadIsTold(story);
  expect(world.slack.journal.entries.filter(({ what }) => what.includes('/api/calls.'))).toEqual([]);
}, { settings: { RING_HOST: 'false' } });
