import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { asksToJoin } from '../support/join-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { teamWith } from '../support/team.ts';

/** Whoever is not in a conference, or no more, has their own phone rung into it. */
const WITHOUT_HOST = { RING_HOST: 'false' };
const ADA = 'Ada Adler';

/** Ina has Alice rung, who is in the room. */
async function aliceIsIn({ slack, phones }: Story) {
  await slack.as('ina').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room');
  await slack.channel('general').thread('Review').says('Alice joined');
  return alice;
}

const ended = /^Ended after \d+ s: everyone left\. Was in: /u;

scenario('somebody who was not invited asks to be rung, and talks with the others', async (story) => {
  const { slack, phones, world } = story;
  const alice = await aliceIsIn(story);
  expect(await asksToJoin(world, 'ada')).toEqual({ kind: 'rung', conferenceName: 'Review' });
  const ada = await phones.of('ada').answers();
  await ada.hears('Welcome to Review. You are being connected to the conference.');
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', `${ADA}: in the room`);
  await slack.channel('general').thread('Review').says('Ada asked to be rung', 'Ada joined');
  expect(await asksToJoin(world, 'ada')).toEqual({ kind: 'there-already', conferenceName: 'Review', state: 'joined' });
  await alice.hangsUp();
  await ada.hangsUp();
  await slack.channel('general').thread('Review').saysLike(/^Alice and Ada left$/u, ended);
  await slack.channel('general').card('Review').shows('Ended');
  expect(phones.callsTo('ada')).toBe(1);
}, { settings: WITHOUT_HOST });

scenario('a press that is delivered twice, and one more press while the phone rings, ring it once', async (story) => {
  const { slack, phones, world } = story;
  const alice = await aliceIsIn(story);
  const both = await Promise.all([asksToJoin(world, 'ada', { pressId: 'one press' }), asksToJoin(world, 'ada', { pressId: 'one press' })]);
  expect(both).toEqual([{ kind: 'rung', conferenceName: 'Review' }, { kind: 'rung', conferenceName: 'Review' }]);
  await phones.of('ada').rings();
  expect(await asksToJoin(world, 'ada')).toMatchObject({ kind: 'there-already', state: 'ringing' });
  await phones.of('ada').declines();
  await slack.channel('general').thread('Review').says('Ada asked to be rung', 'Ada declined');
  expect(await asksToJoin(world, 'ada', { pressId: 'one press' })).toEqual({ kind: 'rung', conferenceName: 'Review' });
  expect(phones.callsTo('ada')).toBe(1);
  await alice.hangsUp();
  await slack.channel('general').thread('Review').saysLike(/^Alice left$/u, ended);
  await slack.channel('general').card('Review').shows('Ended', `${ADA}: declined`);
}, { settings: WITHOUT_HOST });

scenario('whoever left, or was busy, is rung once more when they ask for it', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  await phones.of('bob').isBusy();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', 'Bob Berg: line busy');
  await world.passes(60_000);
  expect(await asksToJoin(world, 'bob')).toMatchObject({ kind: 'rung' });
  const bob = await phones.of('bob').answers();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', 'Bob Berg: in the room');
  await alice.hangsUp();
  await world.passes(60_000);
  expect(await asksToJoin(world, 'alice')).toMatchObject({ kind: 'rung' });
  await phones.of('alice').answers();
  await bob.hangsUp();
  await phones.of('alice').hangsUp();
  await slack.channel('general').card('Review').shows('Ended');
  await slack.channel('general').thread('Review').says(
    'Alice joined', "Bob's line was busy", 'Bob asked to be rung', 'Bob joined', 'Alice left', 'Alice asked to be rung', 'Bob and Alice left');
  // The second time, which is another line of the same words.
  await slack.channel('general').thread('Review').says('Alice joined');
  await slack.channel('general').thread('Review').saysLike(/^Ended after 2 min: everyone left\. Was in: Alice \(.*\) and Bob \(.*\)\.$/u);
  expect([phones.callsTo('alice'), phones.callsTo('bob')]).toEqual([2, 2]);
}, { settings: WITHOUT_HOST });

scenario('of two people of one first name both are called by their full names from then on', async (story) => {
  const { slack, phones, world } = story;
  const alice = await aliceIsIn(story);
  await asksToJoin(world, 'ada');
  const other = await phones.of('ada').answers();
  await alice.hangsUp();
  await other.hangsUp();
  await slack.channel('general').thread('Review').says('Alice Adler asked to be rung', 'Alice Adler joined', 'Alice Ames and Alice Adler left');
  await slack.channel('general').thread('Review').saysLike(/Was in: Alice Ames \(.*\) and Alice Adler \(.*\)\.$/u);
  await slack.channel('general').card('Review').shows('Ended');
}, { settings: WITHOUT_HOST, slack: { seed: teamWith({ ada: { realName: 'Alice Adler', displayName: 'Alice Adler' } }) } });

scenario('"do not ring me" is not meant against a wish of one\'s own', async (story) => {
  const { slack, phones, world } = story;
  await world.app.context.peopleSettings.change(world.slack.world.team.id, people.ada, { doNotRing: true });
  const alice = await aliceIsIn(story);
  expect(await asksToJoin(world, 'ada')).toMatchObject({ kind: 'rung' });
  await phones.of('ada').isBusy();
  await alice.hangsUp();
  await slack.channel('general').thread('Review').says('Ada asked to be rung', "Ada's line was busy", 'Alice left');
  await slack.channel('general').thread('Review').saysLike(ended);
  await slack.channel('general').card('Review').shows('Ended');
}, { settings: WITHOUT_HOST });

scenario('nobody is rung who has no number, is in another workspace, is one too many, is of another organisation, or comes too late; each reads why', async (story) => {
  const { slack, phones, world } = story;
  const alice = await aliceIsIn(story);
  expect(await asksToJoin(world, 'dora')).toEqual({ kind: 'no-number' });
  expect(await asksToJoin(world, 'ada', { teamId: 'T0ANOTHER01' })).toEqual({ kind: 'unknown' });
  expect(await asksToJoin(world, 'frida')).toEqual({ kind: 'foreign' });
  expect(await asksToJoin(world, 'emil')).toMatchObject({ kind: 'rung' });
  await phones.of('emil').rings();
  expect(await asksToJoin(world, 'ada')).toEqual({ kind: 'full', limit: 2 });
  await phones.of('emil').declines();
  await alice.hangsUp();
  await slack.channel('general').card('Review').shows('Ended');
  expect(await asksToJoin(world, 'ada')).toEqual({ kind: 'ended' });
  await slack.channel('general').thread('Review').says('Emil asked to be rung', 'Emil declined', 'Alice left');
  await slack.channel('general').thread('Review').saysLike(ended);
  await phones.of('ada').neverRings();
}, { settings: { ...WITHOUT_HOST, MAX_PARTICIPANTS: '2' } });

scenario('while Slack cannot say who somebody is nobody is rung, and they read so', async (story) => {
  const { slack, world } = story;
  const alice = await aliceIsIn(story);
  world.slack.faults.plant({ path: 'users.info', times: 1, fault: { kind: 'status', status: 503 } });
  expect(await asksToJoin(world, 'ada')).toEqual({ kind: 'slack-is-away' });
  await alice.hangsUp();
  await slack.channel('general').thread('Review').saysLike(/^Alice left$/u, ended);
  await slack.channel('general').card('Review').shows('Ended');
}, { settings: WITHOUT_HOST });
