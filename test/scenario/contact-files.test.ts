import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import type { BookModal } from '../support/book-story.ts';
import { inTheBook, opensBook } from '../support/book-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import type { World } from '../support/world.ts';

/** Point 3 of issue 4: the phone book as a file, in and out. */
const TEAM = 'T0SANDBOX01';
const IMPORTING = 'I am importing your file';

async function gives(story: Story, who: string, text: string | Uint8Array, name = 'people.csv'): Promise<BookModal> {
  const modal = await opensBook(story, who);
  await modal.presses('Import');
  await modal.says('All or nothing');
  await modal.submits({ File: [story.world.slack.as(who).uploads(name, Buffer.from(text))] });
  await modal.says(IMPORTING);
  return modal;
}

async function names({ database }: World): Promise<string[]> {
  return (await database.query('SELECT name FROM contact ORDER BY name')).map(({ name }) => String(name));
}

/** The text of the file that was sent to somebody last. */
function fileSent({ slack }: World, title: string): string {
  const file = [...slack.world.files.values()].findLast((one) => one.title === title);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(file?.bytes);
}

scenario('a file is imported: people are added, found again by Slack user or number, and put into groups that are made', async (story) => {
  const { slack, world } = story;
  await inTheBook(world, { name: 'Kim', number: '+14155550150', note: 'Keep me' });
  await inTheBook(world, { name: 'Bob Berg', slackUserId: people.bob });
  await inTheBook(world, { name: 'Lee Long', number: '+14155550152' });
  await gives(story, 'ina', [
    'Name;Phone;Groups;Slack user;Shoe size',
    'Kim Park;(415) 555-0150;Leads|On call;;39',
    `Bob Berg;+1 415 555 0151;;${people.bob};45`,
    'Lee Long;+1 415 555 0152;;;41',
    'Zoë Ångström;+44 20 7946 0153;on CALL;;38',
  ].join('\r\n'));
  await slack.as('ina').directMessages.says(
    'Imported “people.csv” into the phone book: 1 new, 2 changed, 1 unchanged, and 2 new groups.', 'Left out, because I do not know what it means: the column “Shoe size”.');
  expect(await names(world)).toEqual(['Bob Berg', 'Kim Park', 'Lee Long', 'Zoë Ångström']);
  const { phoneBook } = world.app.context;
  expect((await phoneBook.groupNamed(TEAM, 'on call'))?.members.map(({ name }) => name)).toEqual(['Kim Park', 'Zoë Ångström']);
  expect((await phoneBook.search(TEAM, ['kim'], { limit: 1 })).contacts[0]).toMatchObject({ note: 'Keep me', number: { e164: '+14155550150' } });
  expect((await phoneBook.contactOfSlackUser(TEAM, people.bob))?.number?.e164).toBe('+14155550151');
});

scenario('one bad line and nothing is imported: every bad line is explained', async (story) => {
  const { slack, world } = story;
  await gives(story, 'ina', 'name,number\nKim Park,+14155550150\n,+14155550151\nLee Long,none\n');
  await slack.as('ina').directMessages.says(
    'Nothing was imported from “people.csv”: 2 lines have to be put right first.', '• Line 3, name: There is no name.', '• Line 4, number: That is not a phone number. Write it with + and the country code, for example +1 415 555 0100.');
  expect(await names(world)).toEqual([]);
});

scenario('of many bad lines the first twenty are told, and a file has all of them', async (story) => {
  const { slack, world } = story;
  await gives(story, 'ina', ['name,number', ...Array.from({ length: 30 }, (_, index) => `,+141555501${index + 10}`)].join('\n'));
  await slack.as('ina').directMessages.says(
    'Nothing was imported from “people.csv”: 30 lines have to be put right first.',
    ...Array.from({ length: 20 }, (_, index) => `• Line ${index + 2}, name: There is no name.`), 'And 10 more: the file below has every one of them.');
  const lines = fileSent(world, 'Every line to put right').trim().split('\r\n');
  expect(lines).toHaveLength(31);
  expect(lines.at(-1)).toBe('"31","name","There is no name."');
});

scenario('a file in an encoding of its own, one that is too large and one that is gone are explained', async (story) => {
  const { slack, world } = story;
  await gives(story, 'ina', Buffer.from('name,number\nJürgen,+14155550150', 'latin1'));
  await slack.as('ina').directMessages.says('Nothing was imported from “people.csv”: 1 line has to be put right first.', '• Line 1: The file is not written in UTF-8. In Excel, save it as "CSV UTF-8".');
  await gives(story, 'ina', 'x'.repeat(1_000_001), 'large.csv');
  await slack.as('ina').directMessages.says('Nothing was imported: “large.csv” is larger than 1 MB. Import it in parts.');
  world.slack.faults.plant({ path: 'files.info', times: 1, fault: { kind: 'status', status: 200, body: { ok: false, error: 'file_deleted' } } });
  await gives(story, 'ina', 'name,number', 'gone.csv');
  await slack.as('ina').directMessages.says('Nothing was imported: the file is no longer there, or I may not see it. Upload it once more under /conference contacts.');
});

scenario('the token goes to Slack alone: a file that is kept elsewhere is not fetched', async (story) => {
  const { slack, world } = story;
  const file = { id: 'F0ELSEWHERE', name: 'people.csv', size: 10, is_external: false, url_private_download: `${world.config.http.apiUrl}/people.csv` };
  world.slack.faults.plant({ path: 'files.info', times: 1, fault: { kind: 'status', status: 200, body: { ok: true, file } } });
  await gives(story, 'ina', 'name,number');
  await slack.as('ina').directMessages.says('Nothing was imported: “people.csv” is kept outside of Slack. Download it, and upload the file itself under /conference contacts.');
});

scenario('Slack is out of order for a while, the form is sent twice and the job runs twice: the file is imported once, and told once', async (story) => {
  const { slack, world } = story;
  world.log.expects('The job failed and is tried again');
  world.slack.faults.plant({ path: '/files-pri', times: 1, fault: { kind: 'status', status: 503 } });
  const modal = await opensBook(story, 'ina');
  await modal.presses('Import');
  world.slack.deliveryFaults.plant({ kind: 'interaction', fault: 'doubled' });
  await modal.submits({ File: [world.slack.as('ina').uploads('people.csv', Buffer.from('name,number\nKim Park,+14155550150\nLee Park,+14155550151'))] });
  await slack.as('ina').directMessages.says('Imported “people.csv” into the phone book: 2 new, 0 changed, 0 unchanged.');
  const imports = await world.database.query('SELECT id, team_id FROM contact_import');
  expect(imports).toHaveLength(1);
  const { importBook } = await import('../../src/conference/import-book.ts');
  await importBook(world.app.context, { teamId: TEAM, importId: String(imports[0]?.['id']) });
  expect(await world.app.context.bookFiles.importContacts(TEAM, String(imports[0]?.['id']), [])).toEqual({ added: 2, changed: 0, unchanged: 0, newGroups: 0 });
  await expect(world.app.context.bookFiles.importContacts('T0OTHER0001', String(imports[0]?.['id']), [])).rejects.toThrow('There is no such import');
  expect(await names(world)).toEqual(['Kim Park', 'Lee Park']);
});

scenario('the phone book is sent as a file to whoever asks and may have it, once for two presses; importing it changes nothing', async (story) => {
  const { slack, world } = story;
  await inTheBook(world, { name: '=Kim "the boss"', number: '+14155550150', note: 'two\nlines' });
  await inTheBook(world, { name: 'Bob Berg', slackUserId: people.bob });
  await world.app.context.bookChanges.keepGroup(TEAM, { id: 'g1', isNew: true, name: 'On call', contactIds: [], slackUsers: [{ userId: people.bob, name: 'Bob Berg' }], keepsOthers: false });
  const modal = await opensBook(story, 'ina');
  await modal.presses('Export');
  await modal.presses('Export');
  await modal.says('I am making the file');
  const sent = 'The phone book of this workspace: 2 contacts, with numbers in full. Import it again under /conference contacts after changing it.';
  await slack.as('ina').directMessages.says(sent);
  const csv = fileSent(world, 'Phone book');
  expect(csv).toBe(`\uFEFFname,number,second number,note,groups,slack user\r\n"'=Kim ""the boss""",'+14155550150,,"two\nlines",,\r\nBob Berg,,,,On call,${people.bob}\r\n`);
  await gives(story, 'ina', csv, 'contacts.csv');
  await slack.as('ina').directMessages.says('Imported “contacts.csv” into the phone book: 0 new, 0 changed, 2 unchanged.');
});

scenario('whoever may no longer change the phone book gets no file of it, and nothing of theirs is imported', async (story) => {
  const { slack, world } = story;
  const { bookFiles } = world.app.context;
  await bookFiles.requestExport(TEAM, people.ina);
  await bookFiles.requestImport({ id: 'i1', teamId: TEAM, slackUserId: people.ina, fileId: world.slack.as('ina').uploads('people.csv', Buffer.from('name,number\nKim,+14155550150')).id });
  const who = 'Only admins and owners of this workspace may change the phone book, and see its numbers. Ask one of them.';
  await slack.as('ina').directMessages.says(who, `Nothing was imported. ${who}`);
  expect(await names(world)).toEqual([]);
}, { settings: { CONTACTS_ADMINS: 'admins' } });

scenario('two thousand lines are read beside everything else, and imported in one go', async (story) => {
  const { slack, world } = story;
  const lines = Array.from({ length: 2_000 }, (_, index) => `Person ${index},+1415${5_550_000 + index}`);
  await gives(story, 'ina', ['name,number', ...lines].join('\n'));
  await slack.as('ina').directMessages.says('Imported “people.csv” into the phone book: 2000 new, 0 changed, 0 unchanged.');
  expect(Number((await world.database.query('SELECT count(*) AS n FROM contact'))[0]?.['n'])).toBe(2_000);
});
