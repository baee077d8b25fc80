import { expect } from 'vitest';
import { scenario } from '../support/scenario.ts';

/** What is not kept for ever. */
const HOUR = 60 * 60_000;

scenario('Callbacks are kept as long as CALLBACK_RETENTION_DAYS says and no longer, paces an hour; the conference stays', async ({ slack, phones, world }) => {
  const count = async (table: 'callback' | 'conference' | 'rate_slot'): Promise<unknown> => (await world.database.query(`SELECT count(*)::int AS n FROM ${table}`))[0]?.['n'];
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').declines();
  await slack.channel('general').thread('Project Review').says('Alice declined', 'Ended: nobody answered. Never joined: Alice (declined).');
  await slack.channel('general').card('Project Review').shows('Ended');
  const kept = await count('callback');
  expect(kept).toBeGreaterThan(0);
  expect(await count('rate_slot')).toBeGreaterThan(0);

  await world.restartApp({ afterMs: 23 * HOUR });
  await world.passes(60_000);
  expect([await count('callback'), await count('rate_slot')]).toEqual([kept, 0]);

  await world.restartApp({ afterMs: 2 * HOUR });
  await world.passes(60_000);
  expect([await count('callback'), await count('conference')]).toEqual([0, 1]);
}, { settings: { RING_HOST: 'false', CALLBACK_RETENTION_DAYS: '1' } });
