import { expect } from 'vitest';
import type { World } from '../support/world.ts';
import { scenario } from '../support/scenario.ts';

/** Epoch milliseconds at which Twilio was asked for calls. */
function dials({ twilio }: World): number[] {
  return twilio.journal.entries.filter(({ direction, what }) => direction === 'in' && what.startsWith('POST') && what.endsWith('/Calls.json')).map(({ at }) => at);
}

scenario('The app stands still for a minute with calls waiting, and does not make up for it by being too fast', async ({ slack, phones, world }) => {
  world.log.expects('The job failed');
  await slack.as('ina').types('/conference Project Review @alice @bob @ada');
  await slack.as('ina').reads('Ringing @Alice Ames, @Bob Berg and @Ada Adler, and you.');
  await phones.of('alice').rings();
  await world.restartApp({ afterMs: 60_000 });

  for (const who of ['bob', 'ada', 'ina'] as const) await phones.of(who).answers();
  const [, ...later] = dials(world);
  expect(later).toHaveLength(3);
  const gaps = later.slice(1).map((at, index) => at - (later[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(995);

  const thread = slack.channel('general').thread('Project Review');
  await slack.channel('general').card('Project Review').shows('Bob Berg: in the room', 'Ada Adler: in the room', 'Ina Ito: in the room');
  await thread.says(...thread.lines);
});
