import { expect } from 'vitest';
import { scenario } from '../support/scenario.ts';

/** More than two messages of Slack's 4,000 characters hold. */
const PILED_UP = 200;

scenario('More piled up for the thread than one message holds: all of it is told, in its order, and the end last', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  const general = slack.channel('general');
  await general.thread('Review').says('Alice joined');
  const piledUp = Array.from({ length: PILED_UP }, (_, index) => ({ key: `extended:${index}`, kind: 'extended', at: world.clock.now(), by: null, extendMs: (index + 1) * 3_600_000 }));
  for (const line of piledUp) {
    await world.database.query(`INSERT INTO thread_line (conference_id, key, line) SELECT id, '${line.key}', '${JSON.stringify(line)}'::jsonb FROM conference`);
  }
  await alice.hangsUp();
  await general.card('Review').shows('Ended');
  await general.thread('Review').saysLike(/^Ended after \d+ s: everyone left\. Was in: Alice/u);
  const { lines } = general.thread('Review');
  expect(lines.slice(1, PILED_UP + 1)).toEqual(piledUp.map(({ extendMs }) => `Somebody extended the conference by ${extendMs / 3_600_000} h`));
  expect(lines.slice(PILED_UP + 1, -1)).toEqual(['Alice left']);
  await general.thread('Review').says(...lines.slice(1, -1));
}, { settings: { RING_HOST: 'false' } });
