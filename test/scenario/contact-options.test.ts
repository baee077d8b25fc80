import { expect } from 'vitest';
import type { ModalView } from '@slack/types';
import type { PhoneBook } from '../../src/conference/ports.ts';
import { searchKey } from '../../src/domain/contact-search.ts';
import { inAnotherProcess } from '../support/another-process.ts';
import { inTheBook, shows } from '../support/book-story.ts';
import type { World } from '../support/world.ts';
import { scenario } from '../support/scenario.ts';

/** Point 1 of issue 4: contacts and groups are suggested as one types, in whichever view has the menu. */
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const VIEW: ModalView = {
  type: 'modal', title: plain('Choose'), submit: plain('OK'), callback_id: 'of-the-test',
  blocks: ['book', 'book-contacts'].map((action) => ({
    type: 'input' as const, label: plain(action), optional: true, element: { type: 'multi_external_select' as const, action_id: action, min_query_length: 0 },
  })),
};

async function suggested(world: World, who: string, typed: string, menu = 'book'): Promise<string[]> {
  shows(world, who, VIEW);
  const options = await world.slack.as(who).searches(menu, typed);
  return options.map(({ text }) => (text as { text: string }).text);
}

async function group({ database, slack }: World, name: string, ...members: string[]): Promise<void> {
  await database.query('INSERT INTO contact_group (id, team_id, name, search_key) VALUES ($1, $2, $1, $3)', [name, slack.world.team.id, searchKey(name)]);
  for (const id of members) await database.query('INSERT INTO contact_group_member (group_id, contact_id) VALUES ($1, $2)', [name, id]);
}

scenario('contacts and groups are found by any part of the name, in any case and without accents, the best first and without a number', async ({ world }) => {
  const kim = await inTheBook(world, { name: 'Kim Park', number: '+14155550150' });
  await inTheBook(world, { name: 'Joakim Ångström', number: '+14155550151' });
  await inTheBook(world, { name: 'Zoë <@U1> & Sons', number: '+14155550152' });
  await group(world, 'Kim and friends', kim);

  expect(await suggested(world, 'ina', 'kIM')).toEqual(['Kim and friends (1 person)', 'Kim Park', 'Joakim Ångström']);
  expect(await suggested(world, 'ina', 'angstrom jo')).toEqual(['Joakim Ångström']);
  expect(await suggested(world, 'ina', 'zoe')).toEqual(['Zoë <@U1> & Sons']);
  expect(await suggested(world, 'ina', 'nobody')).toEqual([]);
  expect(await suggested(world, 'ina', '')).toEqual(['Kim and friends (1 person)', 'Joakim Ångström', 'Kim Park', 'Zoë <@U1> & Sons']);
  expect(await suggested(world, 'ina', 'kim', 'book-contacts')).toEqual(['Kim Park', 'Joakim Ångström']);
  expect(JSON.stringify(world.slack.journal.entries)).not.toContain('5550150');
});

scenario('of 300 contacts and 30 groups Slack is offered the hundred it shows, groups first', async ({ world }) => {
  for (let index = 0; index < 300; index += 1) await inTheBook(world, { name: `Crew ${index}` });
  for (let index = 0; index < 30; index += 1) await group(world, `Crew group ${index}`);
  const offered = await suggested(world, 'ina', 'crew');
  expect(offered).toHaveLength(100);
  expect(offered.filter((text) => text.includes('group'))).toHaveLength(20);
});

scenario("another workspace's contacts are not found, and somebody of another workspace finds nobody", async ({ world }) => {
  await inTheBook(world, { name: 'Kim of ours' });
  await inTheBook(world, { name: 'Kim of theirs' }, 'T0PARTNER01');
  expect(await suggested(world, 'ina', 'kim')).toEqual(['Kim of ours']);
  expect(await suggested(world, 'frida', 'kim')).toEqual([]);
});

scenario('while the database is away or slow nobody is suggested, in time and without an error in Slack', async ({ world }) => {
  world.log.expects('The phone book could not be searched');
  const { phoneBook } = world.app.context;
  const away: PhoneBook = { ...phoneBook, search: () => Promise.reject(new Error('The database is away.')) };
  await inAnotherProcess(world, { phoneBook: away }, async () => expect(await suggested(world, 'ina', 'kim')).toEqual([]));
  const slow: PhoneBook = { ...phoneBook, search: () => new Promise(() => undefined) };
  await inAnotherProcess(world, { phoneBook: slow }, async () => {
    const looking = suggested(world, 'ina', 'kim');
    await world.passes(2_600);
    expect(await looking).toEqual([]);
  });
});
