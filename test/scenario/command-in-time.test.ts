import { expect } from 'vitest';
import type { ConferenceStore } from '../../src/conference/ports.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { mountSlack, SLACK_PATH } from '../../src/slack/app.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import type { World } from '../support/world.ts';

/** Point 1 of issue 2: a command is stored before it is acknowledged, and acknowledged within Slack's 3 s, whatever else is slow. */
const ALICE_ALONE = { RING_HOST: 'false' };

async function aliceAnswersAndHangsUp({ slack, phones }: Story): Promise<void> {
  const alice = await phones.of('alice').answers();
  await alice.hears('Welcome to Project Review.');
  await alice.hangsUp();
  await slack.channel('general').thread('Project Review').says('Alice joined', 'Alice left', 'Ended after 0 s: everyone left. Was in: Alice (0 s).');
  await slack.channel('general').card('Project Review').shows('Ended');
}

scenario('Slack does not answer who Alice is: the command is acknowledged at once, and her phone rings when it does', async (story) => {
  const { slack, world } = story;
  world.log.expects('The job failed and is tried again', "Slack's SDK warns");
  world.slack.faults.plant({ path: 'users.info', times: 1, fault: { kind: 'hang' } });
  await world.slack.as('ina').types('/conference Project Review @alice');
  // The question stands in the journal when it is over: it is not yet, or has not begun.
  expect(world.slack.journal.entries.filter(({ what }) => what.includes('users.info'))).toEqual([]);
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await aliceAnswersAndHangsUp(story);
}, { settings: { ...ALICE_ALONE, SLACK_TIMEOUT_MS: '2000' } });

scenario('Slack wants us to wait before it says who Alice is: the command is acknowledged, and her phone rings after the wait', async (story) => {
  const { slack, phones, world } = story;
  world.slack.faults.plant({ path: 'users.info', times: 1, fault: { kind: 'rate-limit', retryAfterSeconds: 20 } });
  const asked = world.clock.now();
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').rings();
  expect(world.clock.now() - asked).toBeGreaterThanOrEqual(20_000);
  expect(world.clock.now() - asked).toBeLessThan(25_000);
  await aliceAnswersAndHangsUp(story);
}, { settings: ALICE_ALONE });

scenario('the app dies right after it acknowledged: the phones ring all the same once it is back', async (story) => {
  const { slack, phones, world } = story;
  world.log.expects('The job failed and is tried again');
  const repair = world.slack.faults.plant({ path: 'users.info', fault: { kind: 'status', status: 503 } });
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  expect(phones.callsTo('alice')).toBe(0);
  await world.restartApp();
  repair();
  await aliceAnswersAndHangsUp(story);
  expect(phones.callsTo('alice')).toBe(1);
}, { settings: ALICE_ALONE });

const NOTING = 'I am noting it down, which takes longer than usual just now. If no phone rings within a minute, please try again.';
const NOT_STORED = 'Nobody is being rung: I cannot reach my database just now. Please try again in a moment.';

interface SlowDatabase {
  /** Resolves when it is asked to store the command. */
  readonly asked: Promise<void>;
  recovers(): void;
}

/** A process of the app whose database takes its time: Slack sends its requests there meanwhile. */
async function withSlowDatabase({ slack, app, config }: World, outcome: 'stores' | 'fails', tell: (database: SlowDatabase) => Promise<void>): Promise<void> {
  const asked = Promise.withResolvers<void>();
  const recovered = Promise.withResolvers<void>();
  const store: ConferenceStore = {
    ...app.context.store,
    request: async (conference) => {
      asked.resolve();
      await recovered.promise;
      if (outcome === 'fails') throw new Error('The database is gone');
      return app.context.store.request(conference);
    },
  };
  const server = createHttpServer();
  mountSlack(server.express, { ...app.context, store }, config.slack);
  slack.requestUrl = `http://127.0.0.1:${await server.listen(0)}${SLACK_PATH}`;
  try {
    await tell({ asked: asked.promise, recovers: () => recovered.resolve() });
  } finally {
    await server.close();
  }
}

scenario('storing takes longer than Slack waits: the host reads so, and the phones ring once it is stored', async (story) => {
  const { slack, phones, world } = story;
  await withSlowDatabase(world, 'stores', async (database) => {
    const typing = world.slack.as('ina').types('/conference Project Review @alice');
    await database.asked;
    await world.clock.tick(2_500);
    expect(await typing).toMatchObject({ error: undefined, text: NOTING });
    expect(phones.callsTo('alice')).toBe(0);
    database.recovers();
    await slack.as('ina').reads(NOTING);
    await aliceAnswersAndHangsUp(story);
  });
}, { settings: ALICE_ALONE });

scenario('storing takes too long and then fails: the host reads that after all nobody is rung', async ({ slack, world }) => {
  world.log.expects('A command could not be stored');
  await withSlowDatabase(world, 'fails', async (database) => {
    const typing = world.slack.as('ina').types('/conference Project Review @alice');
    await database.asked;
    await world.clock.tick(2_500);
    await typing;
    database.recovers();
    await slack.as('ina').reads(NOTING, NOT_STORED);
    await slack.channel('general').hasNoCard();
  });
});

scenario('storing fails at once: the host reads that nobody is rung', async ({ slack, world }) => {
  world.log.expects('A command could not be stored');
  await withSlowDatabase(world, 'fails', async (database) => {
    database.recovers();
    await slack.as('ina').types('/conference Project Review @alice');
    await slack.as('ina').reads(NOT_STORED);
    await slack.channel('general').hasNoCard();
  });
});
