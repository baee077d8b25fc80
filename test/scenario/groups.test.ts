import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import type { BookEntry } from '../support/book-story.ts';
import { inTheBook } from '../support/book-story.ts';
import type { Somebody } from '../support/phones.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import type { World } from '../support/world.ts';

/** Groups: Slack's user groups, and those saved in the phone book, as `group:leads` in the text. */
const WITHOUT_HOST = { RING_HOST: 'false' };

const VERA: BookEntry = { name: 'Vera Vendor', number: '+14155550199' };
const ALICE: BookEntry = { name: 'Alice Ames', slackUserId: people.alice };
const DORA: BookEntry = { name: 'Dora Dorn', slackUserId: people.dora };
const NOBODYS: BookEntry = { name: 'Yan Yonder' };
const NO_NUMBER_IN_SLACK = 'No phone number is known. A number in their Slack profile is enough.';
const NO_NUMBER_IN_BOOK = 'The phone book holds no number of theirs. Add one under /conference contacts.';

/** Saves a group of these people in the phone book. */
async function saves(world: World, name: string, members: readonly BookEntry[], teamId = world.slack.world.team.id): Promise<void> {
  const contactIds = [];
  for (const member of members) contactIds.push(await inTheBook(world, member, teamId));
  const kept = await world.app.context.bookChanges.keepGroup(teamId, { id: `group ${name}`, isNew: true, name, contactIds, slackUsers: [], keepsOthers: false });
  expect(kept).toEqual({ kind: 'kept' });
}

/** Their phones ring once each and are busy, and that ends it. */
async function areBusy({ slack, phones }: Story, who: readonly (Somebody | `+${string}`)[], end: string): Promise<void> {
  for (const one of who) await phones.of(one).isBusy();
  const lines = who.map((one) => (one.startsWith('+') ? "Vera Vendor's line was busy" : `${one.charAt(0).toUpperCase()}${one.slice(1)}'s line was busy`));
  await slack.channel('general').thread('Sync').says(...lines, `Ended: nobody answered. Never joined: ${end}.`);
  await slack.channel('general').card('Sync').shows('Ended');
  expect(who.map((one) => phones.callsTo(one))).toEqual(who.map(() => 1));
}

for (const { typed, saved } of [
  { typed: 'group:leads', saved: 'Leads' }, { typed: 'group:LEADS', saved: 'leads' }, { typed: 'Group:"On call"', saved: 'On call' }, { typed: 'group:“on call”', saved: 'On call' },
  { typed: 'group:equipe-a', saved: 'Équipe-A' }, { typed: 'group:café', saved: 'Cafe' }, { typed: 'group:#leads', saved: 'Leads' },
]) {
  scenario(`${typed} rings the Slack users and outside people of the saved group "${saved}"`, async (story) => {
    await saves(story.world, saved, [ALICE, VERA]);
    await story.slack.as('ina').types(`/conference Sync ${typed}`);
    await story.slack.as('ina').reads(`Ringing the group “${/group:#?["“]?([^"”]+)/iu.exec(typed)?.[1] ?? ''}”.`);
    await areBusy(story, ['alice', '+14155550199'], 'Alice (line busy) and Vera Vendor (line busy)');
  }, { settings: WITHOUT_HOST });
}

scenario('whoever of a saved group has no number is said, and the others are rung', async (story) => {
  await saves(story.world, 'Leads', [ALICE, DORA, VERA, NOBODYS]);
  await story.slack.as('ina').types('/conference Sync group:leads');
  await story.slack.as('ina').reads('Ringing the group “leads”.', 'Not rung for “Sync”:', `• Dora Dorn: ${NO_NUMBER_IN_SLACK}`, `• Yan Yonder: ${NO_NUMBER_IN_BOOK}`);
  await areBusy(story, ['alice', '+14155550199'], 'Alice (line busy), Dora (not rung), Vera Vendor (line busy) and Yan Yonder (not rung)');
}, { settings: WITHOUT_HOST });

scenario('whoever is named, in a user group and in a saved one is rung once', async (story) => {
  await saves(story.world, 'Leads', [ALICE, VERA]);
  await story.slack.as('ina').types('/conference Sync @alice group:leads @oncall +1 415 555 0199');
  await story.slack.as('ina').reads('Ringing @Alice Ames, the group “leads”, @oncall and +1•••••••99.');
  await areBusy(story, ['alice', '+14155550199', 'bob'], 'Alice (line busy), Vera Vendor (line busy) and Bob (line busy)');
}, { settings: WITHOUT_HOST });

scenario('a group the phone book does not know, and one nobody is in, ring nobody, which the host is told; the others are rung', async (story) => {
  await saves(story.world, 'Nobody yet', []);
  await story.slack.as('ina').types('/conference Sync @alice group:laeds group:"nobody yet"');
  await story.slack.as('ina').reads(
    'Ringing @Alice Ames, the group “laeds” and the group “nobody yet”.', 'Not rung for “Sync”:',
    '• group “laeds”: The phone book knows no group of this name. Look under /conference contacts what it is called, or name the people one by one.',
    '• group “Nobody yet”: Nobody is in this group of the phone book. Add people to it under /conference contacts.');
  await areBusy(story, ['alice'], 'Alice (line busy), group “laeds” (not rung) and group “Nobody yet” (not rung)');
}, { settings: WITHOUT_HOST });

scenario("another workspace's group is not found by its name", async (story) => {
  await saves(story.world, 'Leads', [VERA], 'T0ANOTHER01');
  await story.slack.as('ina').types('/conference Sync group:leads');
  await story.slack.as('ina').reads(
    'Ringing the group “leads”.', '“Sync” was not started, for nobody can be rung:',
    '• group “leads”: The phone book knows no group of this name. Look under /conference contacts what it is called, or name the people one by one.');
  await story.slack.channel('general').hasNoCard();
}, { settings: WITHOUT_HOST });

scenario('of a user group those without a number are left out, and the host reads who and why', async (story) => {
  const { slack, world } = story;
  const { groups } = world.slack.world;
  const oncall = groups.get('S0ONCALL001');
  if (oncall === undefined) throw new Error('There is no @oncall.');
  oncall.members = [people.alice, people.dora, people.gus];
  await slack.as('ina').types('/conference Sync @oncall');
  await slack.as('ina').reads('Ringing @oncall.', 'Not rung for “Sync”:', `• Dora Dorn: ${NO_NUMBER_IN_SLACK}`, '• Gus Gone: This Slack account is deactivated.');
  await areBusy(story, ['alice'], 'Alice (line busy), Dora (not rung) and Gus (not rung)');
}, { settings: WITHOUT_HOST });
