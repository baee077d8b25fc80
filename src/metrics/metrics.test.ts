import { describe, expect, test } from 'vitest';
import { systemClock } from '../conference/clock.ts';
import type { Log } from '../conference/ports.ts';
import { exampleConference } from '../domain/conference-examples.ts';
import { createMetrics } from './metrics.ts';
import type { Standing } from './standing.ts';

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const quiet: Standing = { open: new Map(), participants: new Map(), callbacks: { waiting: 0, oldestAt: null, unexplained: 0 }, due: new Map(), dead: new Map() };
const metrics = () => createMetrics(['publish', 'place-call'], systemClock, silent, false);

describe('with the database', () => {
  test('what stands is shown, and what does not is 0', async () => {
    const since = Date.now() - 90_000;
    const text = await metrics().text(async () => ({ ...quiet, open: new Map([['live', 2]]), due: new Map([['publish', { count: 3, since }]]), dead: new Map([['place-call', 1]]) }));
    expect(text).toContain('conference_database_up 1');
    expect(text).toContain('conference_open{state="live"} 2');
    expect(text).toContain('conference_open{state="starting"} 0');
    expect(text).toContain('conference_jobs_due{kind="publish"} 3');
    expect(text).toMatch(/conference_job_oldest_seconds\{kind="publish"\} 9\d/);
    expect(text).toContain('conference_jobs_dead{kind="place-call"} 1');
    expect(text).toContain('conference_jobs_dead{kind="publish"} 0');
  });
});

describe('without the database', () => {
  test('what this process counted is still told, and no old number stands there as if it were true', async () => {
    const { watch, text } = metrics();
    await text(async () => ({ ...quiet, open: new Map([['live', 2]]) }));
    watch.asked('slack', 'chat.update', 'rate-limited');
    const shown = await text(async () => Promise.reject(new Error('the server closed the connection')));
    expect(shown).toContain('conference_database_up 0');
    expect(shown).toContain('conference_slack_requests_total{method="chat.update",result="rate-limited"} 1');
    expect(shown).not.toMatch(/^conference_(?:open|jobs_due|callback_oldest_seconds)\{/mu);
  });
});

test('what a change did not change is not counted, and a credit is no cost', async () => {
  const { watch, text } = metrics();
  const talked = exampleConference([{ name: 'Alice Ames', state: 'left', minutes: 3 }]);
  const credited = exampleConference([{ name: 'Alice Ames', state: 'left', minutes: 3, price: -14_000 }]);
  const charged = exampleConference([{ name: 'Alice Ames', state: 'left', minutes: 3, price: 42_000 }]);
  watch.changed([{ before: talked, after: talked }, { before: talked, after: credited }, { before: talked, after: charged }, { before: charged, after: { ...charged, participants: [...charged.participants] } }]);
  const shown = await text(async () => quiet);
  expect(shown).toContain('conference_cost_total{currency="USD"} 0.042');
  // The end of the call is news in two of the four.
  expect(shown).toContain('conference_calls_total{outcome="joined"} 2');
});
