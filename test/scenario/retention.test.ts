import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { total } from '../../src/domain/month-costs.ts';
import { dump } from '../support/dump.ts';
import { opensLedger, wasOnce } from '../support/ledger-story.ts';
import { scenario } from '../support/scenario.ts';
import { teamWith } from '../support/team.ts';

/** What is over is kept for RETENTION_DAYS, and then nothing of it but sums. */
const DAY = 24 * 60 * 60_000;
const team = teamWith({ ina: { isAdmin: true } });
const OPTIONS = { settings: { RING_HOST: 'false', RETENTION_DAYS: '90', CALLBACK_RETENTION_DAYS: '3650' }, slack: { seed: team } };

scenario('ninety days later a conference is erased with its people, calls, callbacks and lines; a dump shows nothing of it, and the month’s sums stay', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('bob').types('/conference Secret Plan @alice Vendor +14155550177');
  await slack.as('bob').reads('Ringing @Alice Ames and +1•••••••77.');
  const alice = await phones.of('alice').answers();
  const vendor = await phones.of('+14155550177').answers();
  await world.passes(61_000);
  await alice.hangsUp();
  await vendor.hangsUp();
  const { cards } = slack.channel('general');
  await slack.channel('general').card(cards[0]?.text.split('\n')[0] ?? '').shows('Ended after');
  const name = cards[0]?.text.split('\n')[0] ?? '';
  await slack.channel('general').thread(name).says(...slack.channel('general').thread(name).lines);
  await world.passes(6 * 60_000);
  const ids = (await world.database.query('SELECT id FROM conference')).map(({ id }) => String(id));
  const before = total(await world.app.context.ledger.costs({ teamId: world.slack.world.team.id, slackUserId: null }, '2030-01', world.clock.now()));
  expect(before).toMatchObject({ conferences: 1, calls: 2, minutes: 4, pending: 0, never: 0 });

  await world.restartApp({ afterMs: 89 * DAY });
  await world.passes(60_000);
  expect(await world.database.query('SELECT id FROM conference')).toHaveLength(1);

  await world.restartApp({ afterMs: DAY });
  await world.passes(60_000);
  const rows = (await dump(world)).map(({ table, row }) => `${table}: ${row}`);
  for (const trace of ['Secret', 'Alice', '0177', people.alice, people.bob, ...ids]) expect(rows.filter((row) => row.includes(trace))).toEqual([]);
  for (const table of ['conference', 'participant', 'call', 'callback', 'thread_line']) expect(await world.database.query(`SELECT count(*)::int AS n FROM ${table}`)).toEqual([{ n: 0 }]);

  const inas = await opensLedger(story, 'ina', '/conference costs 2030-01');
  await inas.says('January 2030, by UTC: $0.06 for 4 minutes on the phone, 1 conference.', 'Conferences that are erased by now, of whomever: $0.06 for 4 minutes on the phone, 1 conference');
  const bobs = await opensLedger(story, 'bob', '/conference costs 2030-01');
  await bobs.says('January 2030, by UTC: no conferences.');
}, OPTIONS);

scenario('a conference that goes on, or whose prices are still asked for, is never erased, however old; the sums of several add up, each workspace’s by itself', async (story) => {
  const { world } = story;
  // On Postgres the app's own look at what is old would hold these rows while the story asks for it.
  await world.settle();
  const { upkeep, ledger } = world.app.context;
  const now = world.clock.now();
  const at = Date.parse('2029-06-30T23:30:00Z');
  const talk = [{ name: 'Zed', userId: people.carol, calls: [{ seconds: 61, price: '0.028' }, { seconds: 5, price: null }] }];
  await wasOnce(world, { id: 'over 1', host: people.bob, at, people: talk });
  await wasOnce(world, { id: 'over 2', host: people.ina, at, people: talk });
  await wasOnce(world, { id: 'direct', host: people.ina, channel: 'D0INA', at, people: talk });
  await wasOnce(world, { id: 'next month', host: people.ina, at: at + 3_600_000, people: [] });
  await wasOnce(world, { id: 'theirs', teamId: 'T0OTHER0001', host: people.bob, at, people: talk });
  await wasOnce(world, { id: 'going on', host: people.bob, at, settled: false, priced: false, people: [] });
  await wasOnce(world, { id: 'not priced', host: people.bob, at, priced: false, people: talk });
  await wasOnce(world, { id: 'young', host: people.bob, at: now - 89 * DAY, people: [] });
  const teamId = world.slack.world.team.id;
  const whose = { teamId, slackUserId: null };
  const sums = async () => [total(await ledger.costs(whose, '2029-06', now)), total(await ledger.costs({ teamId: 'T0OTHER0001', slackUserId: null }, '2029-06', now))];
  const before = await sums();
  for (let time = 0; time < 2; time += 1) {
    await upkeep.eraseConferences(now - 90 * DAY);
    expect((await world.database.query('SELECT id FROM conference ORDER BY id')).map(({ id }) => id)).toEqual(['going on', 'not priced', 'young']);
    expect(await sums()).toEqual(before);
  }
  expect(before).toMatchObject([{ conferences: 5, minutes: 12, known: [{ currency: 'USD', millionths: 112_000 }], never: 3, pending: 1 }, { conferences: 1, minutes: 3 }]);
  const erased = (await ledger.costs(whose, '2029-06', now)).filter(({ hostUserId }) => hostUserId === null);
  expect(Object.fromEntries(erased.map(({ channelId, conferences }) => [channelId, conferences]))).toEqual({ '': 1, C0GENERAL01: 2 });
  // What was only made up has no call Twilio could be asked about: it is over now, for whatever still looks at it.
  await world.database.query("UPDATE conference SET settled = true, priced = true, state = 'ended' WHERE id IN ('going on', 'not priced')");
}, OPTIONS);

scenario('ten thousand conferences in the history: a page is read by index, and so is what is to be erased', async ({ world }) => {
  await world.settle();
  const teamId = world.slack.world.team.id;
  await world.database.query(`INSERT INTO conference (id, team_id, channel_id, host_user_id, trigger_id, room_name, invited, state, requested_at, people_known_at, ended_at, end_reason, settled, priced, card_lost)
    SELECT 'c' || n, '${teamId}', 'C0GENERAL01', CASE WHEN n % 100 = 0 THEN '${people.bob}' ELSE '${people.ina}' END, 't' || n, 'r' || n, '', 'ended', t, t, t, 'everyone-left', true, true, 'told'
    FROM (SELECT n, timestamptz '2029-12-31 00:00Z' - n * interval '5 minutes' AS t FROM generate_series(1, 10000) n) s`);
  await world.database.query(`INSERT INTO participant (id, conference_id, team_id, position, slack_user_id, name, short_name, is_host, state)
    SELECT 'p' || n, 'c' || n, '${teamId}', 0, CASE WHEN n % 50 = 0 THEN '${people.carol}' ELSE '${people.alice}' END, 'Somebody', 'Somebody', false, 'left' FROM generate_series(1, 10000) n`);
  await world.database.query('ANALYZE conference');
  await world.database.query('ANALYZE participant');
  const { ledger } = world.app.context;
  const page = await ledger.page({ teamId, slackUserId: null }, { offset: 9_990, limit: 10 });
  expect([page.total, page.conferences.map(({ id }) => id)]).toEqual([10_000, Array.from({ length: 10 }, (_, index) => `c${9_991 + index}`)]);
  expect((await ledger.page({ teamId, slackUserId: people.carol }, { offset: 0, limit: 10 })).total).toBe(200);
  expect((await ledger.page({ teamId: 'T0OTHER0001', slackUserId: people.carol }, { offset: 0, limit: 10 }))).toEqual({ conferences: [], total: 0 });

  const { OF_ALL, OF_ONE } = await import('../../src/persistence/ledger-sql.ts');
  const { DUE } = await import('../../src/persistence/erase-conferences.ts');
  const plan = async (sql: string): Promise<string> => (await world.database.query(`EXPLAIN ${sql}`)).map((row) => String(Object.values(row)[0])).join('\n');
  const filled = (sql: string, user: string): string => sql.replaceAll('$1', `'${teamId}'`).replaceAll('$2::text', `${user}::text`).replaceAll('$2', user);
  expect(await plan(`SELECT id FROM ${filled(OF_ALL, 'NULL')} mine ORDER BY requested_at DESC, id LIMIT 10`)).toMatch(/Index Scan.* on conference/u);
  const carols = await plan(`SELECT id FROM ${filled(OF_ONE, `'${people.carol}'`)} mine ORDER BY requested_at DESC, id LIMIT 10`);
  expect(carols).toContain('conference_team_id_host_user_id_requested_at_idx');
  expect(carols).toContain('participant_team_id_slack_user_id_idx');
  expect(await plan(DUE.replaceAll('$1::timestamptz', "timestamptz '2029-10-10'"))).toContain('conference_settled_requested_at_idx');
}, OPTIONS);
