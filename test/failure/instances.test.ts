import { expect } from 'vitest';
import type { RunningApp } from '../../src/app.ts';
import { startApp } from '../../src/app.ts';
import { databaseKind } from '../support/databases.ts';
import { readMetrics } from '../support/read-metrics.ts';
import { scenario } from '../support/scenario.ts';
import { phonesRung, teamInParts } from '../support/team-in-parts.ts';
import { placings } from '../support/twilio-requests.ts';
import type { World } from '../support/world.ts';

/** Several processes on one database share work and pace. PGlite serves one process only, so there is nothing to tell of it there. */
async function anotherInstance({ config, clock, log, database }: World): Promise<RunningApp> {
  return startApp({ ...config, http: { ...config.http, port: 0 } }, { clock, log, database: database.location, pollSeconds: 30 });
}

/** As docs/operators.md says, for whoever sets a limit: a pool for what we ask, one for the queue, and one that listens; one more is this story's own. */
const CONNECTIONS_OF_ONE = 17 + 1;

if (databaseKind === 'PGlite') {
  scenario('Several instances are told of on Postgres alone: PGlite serves one process', async ({ world }) => {
    expect(world.database.location.kind).toBe('given');
  });
} else {
  scenario('Two instances place the calls of two conferences at one call a second together, each call once', async ({ slack, phones, world }) => {
    const other = await anotherInstance(world);
    try {
      await slack.as('ina').types('/conference First @alice @bob');
      await slack.as('ina').types('/conference Second @carol @emil');
      await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.', 'Ringing @Carol Cruz and @Emil Ernst.');
      await phones.of('emil').rings();
      const times = placings(world).map(({ at }) => at);
      expect(times.map((at) => at - (times[0] ?? 0))).toEqual([0, 1_000, 2_000, 3_000]);
      for (const who of ['alice', 'bob', 'carol', 'emil'] as const) {
        await phones.of(who).declines();
        expect(phones.callsTo(who)).toBe(1);
      }
      const general = slack.channel('general');
      await general.thread('First').says('Alice and Bob declined', 'Ended: nobody answered. Never joined: Alice (declined) and Bob (declined).');
      await general.thread('Second').says('Carol and Emil declined', 'Ended: nobody answered. Never joined: Carol (declined) and Emil (declined).');
      await general.card('First').shows('Ended');
      await general.card('Second').shows('Ended');
    } finally {
      await other.stop(0);
    }
  }, { settings: { RING_HOST: 'false' } });

  scenario('A process that finds its port taken does no job and keeps no connection; the one that has it goes on', async ({ slack, phones, world }) => {
    const connections = async (): Promise<unknown> => (await world.database.query('SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database()'))[0]?.['n'];
    const before = await connections();
    await expect(startApp(world.config, { clock: world.clock, log: world.log, database: world.database.location })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await slack.as('ina').types('/conference Project Review @alice');
    await slack.as('ina').reads('Ringing @Alice Ames.');
    await phones.of('alice').declines();
    await slack.channel('general').thread('Project Review').says('Alice declined', 'Ended: nobody answered. Never joined: Alice (declined).');
    await slack.channel('general').card('Project Review').shows('Ended');
    expect(await connections()).toBeLessThanOrEqual(CONNECTIONS_OF_ONE);
    expect(before).toBeLessThanOrEqual(CONNECTIONS_OF_ONE);
  }, { settings: { RING_HOST: 'false' } });

  scenario('Whoever watches two instances adds up what each counted, and reads the same from both of how things stand', async ({ slack, phones, world }) => {
    const other = await anotherInstance(world);
    const metrics = () => Promise.all([world.app, other].map(({ metricsPort }) => readMetrics(`http://127.0.0.1:${metricsPort}`)));
    const sum = async (series: string): Promise<number> => (await metrics()).reduce((all, one) => all + one.of(series), 0);
    try {
      await slack.as('ina').types('/conference Project Review @alice @bob');
      await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
      const told = [await phones.of('alice').answers(), await phones.of('bob').answers()];
      const general = slack.channel('general');
      await general.thread('Project Review').says('Alice joined', 'Bob joined');
      for (const one of await metrics()) expect([one.shown('conference_open'), one.shown('conference_participants')]).toEqual([{ '{state="live"}': 1 }, { '{state="joined"}': 2 }]);
      for (const phone of told) await phone.hangsUp();
      await general.thread('Project Review').saysLike(/ left$/, /^Ended after/);
      await general.card('Project Review').shows('Ended after');
      expect(await Promise.all(['conference_requested_total', 'conference_time_to_bridge_seconds_count', 'conference_calls_total{outcome="joined"}'].map(sum))).toEqual([1, 1, 2]);
    } finally {
      await other.stop(0);
    }
  }, { settings: { RING_HOST: 'false', METRICS_PORT: '0' } });

  scenario('Whichever of two instances applies a doubled callback, it is applied once, and one card is written', async ({ slack, phones, world }) => {
    const other = await anotherInstance(world);
    try {
      world.twilio.callbackFaults.plant({ fault: { kind: 'double' } });
      await slack.as('ina').types('/conference Project Review @alice @bob @carol');
      await slack.as('ina').reads('Ringing @Alice Ames, @Bob Berg and @Carol Cruz.');
      const told = [];
      for (const who of ['alice', 'bob', 'carol'] as const) told.push(await phones.of(who).answers());
      for (const phone of told) await phone.hangsUp();
      const general = slack.channel('general');
      await general.card('Project Review').shows('Ended after');
      await general.thread('Project Review').says('Alice joined', 'Bob joined', 'Carol joined', 'Alice, Bob and Carol left');
      await general.thread('Project Review').saysLike(/^Ended after/);
      expect(general.cards).toHaveLength(1);
    } finally {
      await other.stop(0);
    }
  }, { settings: { RING_HOST: 'false' } });

  scenario('One of two instances goes away in the middle, and the other carries on', async ({ slack, phones, world }) => {
    const other = await anotherInstance(world);
    await slack.as('ina').types('/conference Project Review @alice @bob');
    await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
    const alice = await phones.of('alice').answers();
    await other.stop(0);
    const bob = await phones.of('bob').answers();
    await alice.hangsUp();
    await bob.hangsUp();
    const general = slack.channel('general');
    await general.card('Project Review').shows('Ended after');
    await general.thread('Project Review').says('Alice joined', 'Bob joined', 'Alice and Bob left');
    await general.thread('Project Review').saysLike(/^Ended after/);
    expect([phones.callsTo('alice'), phones.callsTo('bob')]).toEqual([1, 1]);
  }, { settings: { RING_HOST: 'false' } });

  scenario('Two instances look up 120 people of two conferences at once, more than Slack tells of in a minute: a minute later their phones ring', async (story) => {
    const { slack, world } = story;
    const other = await anotherInstance(world);
    try {
      const started = world.clock.now();
      for (const part of [1, 2]) await slack.as('ina').types(`/conference Room ${part} @part${part}`);
      for (const room of ['Room 1', 'Room 2']) {
        await slack.channel('general').card(room).shows('Ended: nobody answered');
        await slack.channel('general').thread(room).saysLike(/^Ended/u);
        await slack.channel('general').thread(room).says(...slack.channel('general').thread(room).lines.filter((line) => !line.startsWith('Ended')));
      }
      await slack.as('ina').reads(...world.slack.as('ina').sees.flatMap(({ text }) => text.split('\n')));
      expect(phonesRung(story)).toBe(4);
      expect(world.clock.now() - started).toBeLessThanOrEqual(75_000);
    } finally {
      await other.stop(0);
    }
  }, teamInParts(120, 60, 2));
}
