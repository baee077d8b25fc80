import { expect } from 'vitest';
import { people, SANDBOX_TEAM } from '../../emulators/slack/team.ts';
import { mayChangeContacts } from '../../src/conference/may-change-contacts.ts';
import { ModalStory } from '../support/modal-story.ts';
import { scenario } from '../support/scenario.ts';

/** Slack tells of the members of groups 20 times a minute (usergroups.users.list, tier 2). */
const KEYSTROKES = 30;

scenario('Somebody searches the phone book, whose admins are a group: each keystroke asks for their rights, and @oncall is rung all the same', async ({ slack, phones, world }) => {
  const answers = [];
  for (let typed = 0; typed < KEYSTROKES; typed += 1) answers.push(await mayChangeContacts(world.app.context, SANDBOX_TEAM.team.id, people.carol).catch(() => 'not known'));
  expect(new Set(answers)).toEqual(new Set([true]));
  await slack.as('ina').types('/conference Review @oncall');
  await slack.as('ina').reads('Ringing @oncall.');
  const asked = world.clock.now();
  await phones.of('alice').isBusy();
  await phones.of('bob').isBusy();
  expect(world.clock.now() - asked).toBeLessThanOrEqual(10_000);
  await slack.channel('general').card('Review').shows('Ended: nobody answered');
  await slack.channel('general').thread('Review').says(...slack.channel('general').thread('Review').lines);
}, { settings: { RING_HOST: 'false', CONTACTS_ADMINS: 'S0LEADS0001' } });

scenario('Slack does not tell of that group while a form is submitted: the number nobody knows is asked for all the same, and is not offered to be kept', async (story) => {
  const { slack, world } = story;
  await slack.as('ina').types('/conference Review');
  const modal = new ModalStory(story, 'ina');
  world.slack.faults.plant({ path: 'usergroups.users.list', times: 1, fault: { kind: 'rate-limit', retryAfterSeconds: 30 } });
  await modal.submits({ People: ['alice', 'dora'] });
  expect(modal.seen.text).toContain('Dora Dorn');
  expect(modal.seen.text).not.toContain('Remember these numbers');
  await slack.channel('general').hasNoCard();
}, { settings: { RING_HOST: 'false', CONTACTS_ADMINS: 'S0LEADS0001' } });
