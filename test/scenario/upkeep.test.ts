import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { scenario } from '../support/scenario.ts';

/** What is not kept for ever. */
const HOUR = 60 * 60_000;

scenario('Callbacks are kept as long as CALLBACK_RETENTION_DAYS says and no longer, paces and people found so far an hour; the conference stays', async ({ slack, phones, world }) => {
  const count = async (table: 'callback' | 'conference' | 'rate_slot' | 'found_so_far'): Promise<unknown> => (await world.database.query(`SELECT count(*)::int AS n FROM ${table}`))[0]?.['n'];
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').declines();
  await slack.channel('general').thread('Project Review').says('Alice declined', 'Ended: nobody answered. Never joined: Alice (declined).');
  await slack.channel('general').card('Project Review').shows('Ended');
  const kept = await count('callback');
  expect(kept).toBeGreaterThan(0);
  expect(await count('rate_slot')).toBeGreaterThan(0);

  // Whom somebody wished to add, and never asked for again when Slack had made them wait.
  const [conference] = await world.database.query('SELECT id, team_id FROM conference');
  await world.app.context.foundSoFar.keep(
    { id: String(conference?.['id']), teamId: String(conference?.['team_id']) }, [{ withPhone: false, person: { kind: 'not-ringable', userId: people.gus, name: 'Gus Gone', why: 'deactivated' } }]);
  expect(await count('found_so_far')).toBe(1);

  await world.restartApp({ afterMs: 23 * HOUR });
  await world.passes(60_000);
  expect([await count('callback'), await count('rate_slot'), await count('found_so_far')]).toEqual([kept, 0, 0]);

  await world.restartApp({ afterMs: 2 * HOUR });
  await world.passes(60_000);
  expect([await count('callback'), await count('conference')]).toEqual([0, 1]);
}, { settings: { RING_HOST: 'false', CALLBACK_RETENTION_DAYS: '1' } });

scenario('Something of the sweep cannot be done: the log says what, and the rest of it is done all the same, again and again', async ({ world }) => {
  world.log.expects('The job failed in one step');
  await world.database.query('ALTER TABLE recent_ring RENAME TO out_of_reach');
  for (const view of ['V1', 'V2']) {
    const madeAt = new Date(world.clock.now() - 25 * HOUR).toISOString();
    await world.database.query(`INSERT INTO conference_draft (team_id, view_id, slack_user_id, draft, made_at) VALUES ('${world.slack.world.team.id}', '${view}', '${people.ina}', '', '${madeAt}')`);
    await world.passes(60_000);
    expect(await world.database.query('SELECT view_id FROM conference_draft')).toEqual([]);
  }
  const failed = world.log.lines.filter(({ message }) => message.startsWith('The job failed in one step')).map(({ facts }) => facts['step']);
  expect(new Set(failed)).toEqual(new Set(['recent rings']));
  expect(failed.length).toBeGreaterThanOrEqual(2);
  await world.database.query('ALTER TABLE out_of_reach RENAME TO recent_ring');
});

scenario('The turn of a number that nobody gave back, for its call is gone, is kept an hour: it holds a hash of the number', async ({ world }) => {
  const turns = () => world.database.query('SELECT call_id FROM dial_turn');
  await world.app.context.dialTurns.take('+14155550177', 'a call that is gone');
  await world.restartApp({ afterMs: 59 * 60_000 });
  await world.settle();
  expect(await turns()).toEqual([{ call_id: 'a call that is gone' }]);
  await world.passes(2 * 60_000);
  expect(await turns()).toEqual([]);
});
