import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { costOf } from '../../src/domain/cost.ts';
import { total } from '../../src/domain/month-costs.ts';
import type { PastCall } from '../support/ledger-story.ts';
import { fileSent, opensLedger, wasOnce } from '../support/ledger-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { teamWith } from '../support/team.ts';

/** What a month cost, and what was talked: `/conference costs`, `/conference history`, and their files. */
const MINUTE = 60_000;
const TEAM = 'T0SANDBOX01';
const JANUARY = Date.parse('2030-01-05T10:00:00Z');
const WITHOUT_HOST = { RING_HOST: 'false' };
/** Ina is the only admin. */
const team = teamWith({ ina: { isAdmin: true }, bob: { isAdmin: false }, alice: { isAdmin: false }, carol: { isAdmin: false } });
const OPTIONS = { settings: WITHOUT_HOST, slack: { seed: team } };

/** Bob calls Alice for a good minute, and it is priced. */
async function bobTalksToAlice(story: Story): Promise<void> {
  const { slack, phones, world } = story;
  await slack.as('bob').types('/conference Project Review @alice');
  await slack.as('bob').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  await world.passes(61_000);
  await alice.hangsUp();
  await slack.channel('general').card('Project Review').shows('Ended after');
  await slack.channel('general').thread('Project Review').says(...slack.channel('general').thread('Project Review').lines);
}

scenario('the costs of a month by host and by channel: a host reads their own, an admin everybody’s, and what has no price yet is said', async (story) => {
  const { world } = story;
  await bobTalksToAlice(story);
  const early = await opensLedger(story, 'bob', '/conference costs');
  await early.says('January 2030, by UTC: not known yet for 2 minutes on the phone, 1 conference. 1 call has no price yet: Twilio names it some minutes after the end.');
  await world.passes(6 * MINUTE);
  await wasOnce(world, { id: 'inas', host: people.ina, channel: 'D0INA', at: JANUARY, people: [{ name: 'Carol', userId: people.carol, calls: [{ seconds: 30, price: '1.5' }, { seconds: 30, price: null }] }] });
  await wasOnce(world, { id: 'theirs', teamId: 'T0OTHER0001', host: people.bob, at: JANUARY, people: [{ name: 'Zed', calls: [{ seconds: 3_000, price: '99' }] }] });

  const bobs = await opensLedger(story, 'bob', '/conference costs');
  expect(bobs.seen.text).toContain('for finding out who is a machine it asks besides, on its bill alone.');
  await bobs.says('January 2030, by UTC: $0.03 for 2 minutes on the phone, 1 conference.', 'The conferences you started. Admins of this workspace see all.', '@Bob Berg: $0.03 for 2 minutes on the phone, 1 conference');
  expect(bobs.seen.text).not.toMatch(/Ina|99/u);
  await bobs.presses('By channel');
  await bobs.says('#general: $0.03 for 2 minutes on the phone, 1 conference');

  const inas = await opensLedger(story, 'ina', '/conference costs jan');
  await inas.says('January 2030, by UTC: at least $1.53 for 4 minutes on the phone, 2 conferences. 1 call has none at all: Twilio never named it.', 'All conferences of this workspace, for you are an admin of it.');
  expect(inas.seen.text).toContain('@Ina Ito: at least $1.50 for 2 minutes on the phone, 1 conference\n@Bob Berg: $0.03');
  await inas.presses('By channel');
  await inas.says('Direct messages: at least $1.50 for 2 minutes on the phone, 1 conference\n#general: $0.03');
  expect(inas.seen.text).not.toContain('99');
  await inas.presses('December 2029');
  await inas.says('December 2029, by UTC: no conferences.');
  await inas.presses('January 2030');
  await inas.says('2 conferences');
  expect(inas.seen.buttons).not.toContain('February 2030');
}, OPTIONS);

scenario('the costs as a file, once for two presses: an admin’s has everybody’s, hosts by name, and no cell a spreadsheet takes for a formula', async (story) => {
  const { slack, world } = story;
  await wasOnce(world, { id: 'a', host: people.bob, at: JANUARY, people: [{ name: 'Carol', calls: [{ seconds: 61, price: '0.028' }, { seconds: 1, price: '0.5', unit: 'EUR' }] }] });
  await wasOnce(world, { id: 'b', host: people.ina, channel: 'D0INA', at: JANUARY, people: [{ name: 'Carol', calls: [{ seconds: 10, price: null }] }] });
  await wasOnce(world, { id: 'c', teamId: 'T0OTHER0001', host: people.bob, at: JANUARY, people: [] });
  const inas = await opensLedger(story, 'ina', '/conference costs 2030-01');
  await inas.presses('Export');
  await inas.presses('Export');
  await inas.says('I am making the file');
  await slack.as('ina').directMessages.says('What the calls of all conferences of this workspace cost in January 2030, by UTC.');
  expect(fileSent(world, 'Costs in January 2030').trimEnd().split('\r\n').toSorted()).toEqual([
    `2030-01,Bob Berg,${people.bob},C0GENERAL01,1,2,3,0.500000 and 0.028000,EUR and USD,0,0`, `2030-01,Ina Ito,${people.ina},direct messages,1,1,1,,,0,1`,
    '\uFEFFmonth (UTC),host,host id,channel id,conferences,answered calls,minutes,cost,currency,calls not priced yet,calls never priced',
  ]);
  const bobs = await opensLedger(story, 'bob', '/conference costs');
  await bobs.presses('Export');
  await slack.as('bob').directMessages.says('What the calls of the conferences you started cost in January 2030, by UTC.');
  expect(fileSent(world, 'Costs in January 2030')).not.toContain(people.ina);
}, OPTIONS);

scenario('the sums of the table are those of the card, however a call is known of', async (story) => {
  const { world } = story;
  const { store, ledger } = world.app.context;
  const calls: PastCall[] = [0, 0.001, 1, 59.999, 60, 60.001, 61, 3_600, -3].flatMap((seconds) =>
    (['answered', 'presence', 'status', 'not-at-all'] as const).map((known, index): PastCall => ({ seconds, known, price: index === 0 ? '0.014' : null })));
  await wasOnce(world, { id: 'a', host: people.bob, at: JANUARY + 123, people: [{ name: 'Carol', calls }] });
  const conference = await store.read('a');
  if (conference === null) throw new Error('There is none.');
  const { known, answered, unpriced, minutes } = costOf(conference, world.clock.now());
  const rows = await ledger.costs({ teamId: TEAM, slackUserId: null }, '2030-01', world.clock.now());
  expect(total(rows)).toEqual({ conferences: 1, known, calls: answered, minutes, never: unpriced, pending: 0 });
  expect(answered).toBe(27);
}, OPTIONS);

scenario('the history: somebody reads what they were part of, an admin everything of the workspace, page by page, and never a number', async (story) => {
  const { world } = story;
  await bobTalksToAlice(story);
  await world.passes(6 * MINUTE);
  for (let index = 0; index < 23; index += 1) {
    await wasOnce(world, { id: `old ${index}`, host: people.carol, name: `Meeting ${index}`, at: JANUARY - index * MINUTE, people: [{ name: '<!channel> *Zoë*', calls: [{ seconds: 90, price: '0.028' }] }] });
  }
  await wasOnce(world, { id: 'theirs', teamId: 'T0OTHER0001', host: people.alice, name: 'Secret', at: JANUARY, people: [{ name: 'Alice', userId: people.alice, calls: [] }] });
  const alices = await opensLedger(story, 'alice', '/conference history');
  await alices.says('The conferences you started or were called into. Admins of this workspace see all. They are kept for 90 days.', 'Project Review', 'started by @Bob Berg', 'Lasted 1 min. Was in: Alice Ames. Cost: $0.03.');
  expect(alices.seen.text).not.toMatch(/Meeting|Secret/u);

  const inas = await opensLedger(story, 'ina', '/conference history');
  await inas.says('Project Review', 'Meeting 8', '1 to 10 of 24', 'Never in: <!channel> *Zoë*.');
  expect(inas.seen.text).not.toMatch(/Meeting 9|Secret/u);
  await inas.presses('Next');
  await inas.says('Meeting 9', 'Meeting 18', '11 to 20 of 24');
  await inas.presses('Next');
  await inas.says('Meeting 22', '21 to 24 of 24');
  await inas.presses('Previous');
  await inas.says('11 to 20 of 24');
  expect(JSON.stringify([alices.seen, inas.seen])).not.toMatch(/4155550101|555-0101/u);
}, OPTIONS);

scenario('the history as a file has a line for each person, with masked numbers', async (story) => {
  const { slack, world } = story;
  await bobTalksToAlice(story);
  await world.passes(6 * MINUTE);
  await wasOnce(world, { id: 'inas', host: people.ina, name: '=HYPERLINK("http://x")', channel: 'D0INA', at: JANUARY, people: [] });
  const alices = await opensLedger(story, 'alice', '/conference history');
  await alices.presses('Export');
  await slack.as('alice').directMessages.says('The conferences you started or were called into: 1 conference, with masked numbers.');
  const [, line = '', ...rest] = fileSent(world, 'Conferences').trim().split('\r\n');
  expect(line).toMatch(new RegExp(`^Project Review,2030-01-07 18:00:0\\d,2030-01-07 18:01:\\d\\d,1\\.0,Bob Berg,${people.bob},C0GENERAL01,everyone-left,Alice Ames,'\\+1•+01,left,1\\.0,2,0\\.028000,USD,0$`, 'u'));
  expect(rest).toEqual([]);
  const inas = await opensLedger(story, 'ina', '/conference history');
  await inas.presses('Export');
  await slack.as('ina').directMessages.says('All conferences of this workspace: 2 conferences, with masked numbers.');
  expect(fileSent(world, 'Conferences')).toContain('"\'=HYPERLINK(""http://x"")",2030-01-05 10:00:00');
  expect(fileSent(world, 'Conferences')).not.toMatch(/4155550101/u);
}, OPTIONS);

scenario('Slack does not say who a host is: the file comes all the same, with their id', async (story) => {
  const { slack, world } = story;
  await wasOnce(world, { id: 'a', host: people.bob, at: JANUARY, people: [] });
  await wasOnce(world, { id: 'b', host: people.carol, at: JANUARY, people: [] });
  const inas = await opensLedger(story, 'ina', '/conference costs 2030-01');
  await inas.says('2 conferences');
  world.slack.faults.plant({ path: 'users.info', fault: { kind: 'status', status: 503 } });
  await inas.presses('Export');
  await slack.as('ina').directMessages.says('What the calls of all conferences of this workspace cost in January 2030, by UTC.');
  expect(fileSent(world, 'Costs in January 2030')).toMatch(new RegExp(`2030-01,,${people.carol},C0GENERAL01`, 'u'));
}, OPTIONS);

scenario('somebody of another organisation who has such a view before them is refused', async (story) => {
  const { world } = story;
  const { shows } = await import('../support/book-story.ts');
  const { historyView } = await import('../../src/slack/ledger/history-view.ts');
  shows(world, 'frida', historyView({ conferences: [], offset: 0, total: 30, sees: 'own', retentionDays: 90 }));
  await wasOnce(world, { id: 'inas', host: people.ina, name: 'Secret', at: JANUARY, people: [] });
  await world.slack.as('frida').presses('Next');
  await world.settle();
  expect(world.slack.as('frida').modal?.text).toBe('Only people of the workspace this app is installed in see what was talked and what it cost.');
}, OPTIONS);

scenario('while the database is away both open all the same, and say so; a view Slack would not open is said beside the command', async (story) => {
  const { slack, world } = story;
  world.log.expects('Costs or history could not be read', 'A view of the phone book could not be opened');
  await world.database.query('ALTER TABLE participant RENAME TO participant_away');
  await world.database.query('ALTER TABLE month_cost RENAME TO month_cost_away');
  expect((await opensLedger(story, 'ina', '/conference costs')).seen.text).toBe('I cannot reach my database just now. Close this and try again in a moment.');
  expect((await opensLedger(story, 'bob', '/conference history')).seen.text).toBe('I cannot reach my database just now. Close this and try again in a moment.');
  await world.database.query('ALTER TABLE participant_away RENAME TO participant');
  await world.database.query('ALTER TABLE month_cost_away RENAME TO month_cost');
  world.slack.faults.plant({ path: 'views.open', times: 1, fault: { kind: 'status', status: 503 } });
  await slack.as('ina').types('/conference history');
  await slack.as('ina').reads('Slack did not open the form in time. Please try again.');
}, OPTIONS);
