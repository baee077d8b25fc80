import { expect } from 'vitest';
import { readMetrics } from '../support/read-metrics.ts';
import { scenario } from '../support/scenario.ts';
import type { World } from '../support/world.ts';

const OWN_PORT = { settings: { METRICS_PORT: '0' } };
const metricsOf = ({ app }: World) => readMetrics(`http://127.0.0.1:${app.metricsPort}`);
const MINUTE = 60_000;

scenario('With BIND_ADDRESS app and metrics answer there, and at no other address of the machine', async ({ world }) => {
  const { port, metricsPort } = world.app;
  const answers = (host: string) => Promise.all([`http://${host}:${port}/health`, `http://${host}:${metricsPort}/metrics`].map((url) => fetch(url).then(({ status }) => status, () => 'nobody')));
  expect(await answers('127.0.0.1')).toEqual([200, 200]);
  expect(await answers('127.0.0.2')).toEqual(['nobody', 'nobody']);
}, { settings: { ...OWN_PORT.settings, BIND_ADDRESS: '127.0.0.1' } });

scenario('Bob is busy, and Alice and Ina talk: whoever watches sees the calls, how long it took, and what it cost', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg, and you.');
  const asked = world.clock.now();
  const alice = await phones.of('alice').answers();
  await phones.of('bob').isBusy();
  const ina = await phones.of('ina').answers();
  const general = slack.channel('general');
  await general.thread('Project Review').says('Alice joined', "Bob's line was busy", 'Ina joined');
  await general.card('Project Review').shows('Alice Ames: in the room', 'Bob Berg: line busy', 'Ina Ito: in the room');

  const while_ = await metricsOf(world);
  const took = while_.of('conference_time_to_bridge_seconds_sum');
  expect(while_.of('conference_time_to_bridge_seconds_count')).toBe(1);
  expect(took).toBeGreaterThan(1);
  expect(took).toBeLessThanOrEqual((world.clock.now() - asked) / 1_000);
  expect(while_.shown('conference_open')).toEqual({ '{state="live"}': 1 });
  expect(while_.shown('conference_participants')).toEqual({ '{state="joined"}': 2 });
  expect(while_.shown('conference_calls_total')).toEqual({ '{outcome="busy"}': 1 });

  await ina.hangsUp();
  await alice.hangsUp();
  await general.thread('Project Review').saysLike(/^Ina and Alice left$/, /^Ended after/);
  await world.passes(2 * MINUTE);
  await general.card('Project Review').shows('Ended');
  const after = await metricsOf(world);
  expect(after.of('conference_requested_total')).toBe(1);
  expect(after.shown('conference_ended_total')).toEqual({ '{reason="everyone-left"}': 1 });
  expect(after.shown('conference_calls_total')).toEqual({ '{outcome="busy"}': 1, '{outcome="joined"}': 2 });
  expect(after.shown('conference_open')).toEqual({});
  expect(after.of('conference_time_to_bridge_seconds_count')).toBe(1);
  expect(after.of('conference_cost_total{currency="USD"}')).toBeCloseTo(2 * 0.014);
  expect(after.of('conference_callback_lag_seconds_count')).toBeGreaterThan(8);
  expect(after.of('conference_callback_lag_seconds_bucket{le="3"}')).toBe(after.of('conference_callback_lag_seconds_count'));
  expect(after.of('conference_twilio_requests_total{resource="Calls",result="ok"}')).toBeGreaterThanOrEqual(3);
  expect(after.of('conference_slack_requests_total{method="chat.postMessage",result="ok"}')).toBeGreaterThanOrEqual(2);
  expect(after.shown('conference_jobs_dead')).toEqual({});
}, OWN_PORT);

scenario('The process dies between the first and the second in the room; the next one tells how long it took, once', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames, and you.');
  const asked = world.clock.now();
  await phones.of('alice').answers();
  await slack.channel('general').thread('Project Review').says('Alice joined');
  expect((await metricsOf(world)).of('conference_time_to_bridge_seconds_count')).toBe(0);

  await world.restartApp({ afterMs: 5_000 });
  await phones.of('ina').answers();
  await slack.channel('general').thread('Project Review').says('Ina joined');
  await slack.channel('general').card('Project Review').shows('Alice Ames: in the room');
  const metrics = await metricsOf(world);
  expect(metrics.of('conference_time_to_bridge_seconds_count')).toBe(1);
  expect(metrics.of('conference_time_to_bridge_seconds_sum')).toBeGreaterThanOrEqual(5);
  expect(metrics.of('conference_time_to_bridge_seconds_sum')).toBeLessThanOrEqual((world.clock.now() - asked) / 1_000);

  await world.restartApp();
  expect((await metricsOf(world)).of('conference_time_to_bridge_seconds_count')).toBe(0);
}, OWN_PORT);

scenario('Slack answers 429, and refuses, and Twilio is out of order: each is counted for what it is', async ({ slack, phones, world }) => {
  world.log.expects('The job failed', 'Twilio did not say what became of a call');
  world.slack.faults.plant({ path: 'chat.postMessage', times: 1, fault: { kind: 'rate-limit', retryAfterSeconds: 3 } });
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'status', status: 503 } });
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames, and you.');
  await phones.of('alice').answers();
  await phones.of('ina').answers();
  await slack.channel('general').thread('Project Review').says('Alice and Ina joined');
  await slack.channel('general').card('Project Review').shows('Alice Ames: in the room');
  const metrics = await metricsOf(world);
  expect(metrics.of('conference_slack_requests_total{method="chat.postMessage",result="rate-limited"}')).toBe(1);
  expect(metrics.of('conference_twilio_requests_total{resource="Calls",result="unavailable"}')).toBe(1);
}, { ...OWN_PORT, settings: { ...OWN_PORT.settings, TWILIO_TIMEOUT_MS: '10000' } });

scenario('A job is dead, and stands there until somebody gives it its tries again', async ({ slack, world }) => {
  world.log.expects('The job failed');
  const repaired = world.slack.faults.plant({ path: 'users.info', fault: { kind: 'status', status: 500 } });
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames, and you.');
  await world.passes(12 * MINUTE);
  await slack.as('ina').reads('“Project Review” was not started and nobody was rung: I could not learn from Slack in time who the people are. Please start it again.');
  const metrics = await metricsOf(world);
  expect(metrics.shown('conference_jobs_dead')).toEqual({ '{kind="resolve-people"}': 1 });
  expect(metrics.of('conference_ended_total{reason="people-unknown"}')).toBe(1);

  repaired();
  await world.app.jobs.dead.retry();
  await world.settle();
  expect((await metricsOf(world)).shown('conference_jobs_dead')).toEqual({});
}, OWN_PORT);

scenario('Whoever has no token reads nothing; the port of the app has /metrics only with one, and none when nobody asked for it', async ({ world }) => {
  const url = `http://127.0.0.1:${world.app.port}`;
  expect(await fetch(`${url}/metrics`).then(({ status }) => status)).toBe(404);
  // Cut off in its first look at what is left over, the app would say so.
  await world.settle();
  await world.restartApp({ settings: { METRICS_TOKEN: 'not-a-real-metrics-token' } });
  expect(world.app.metricsPort).toBeUndefined();
  expect(await fetch(`${url}/metrics`).then(({ status }) => status)).toBe(401);
  expect(await fetch(`${url}/metrics`, { headers: { authorization: 'Bearer not-the-token-either' } }).then(({ status }) => status)).toBe(401);
  const metrics = await readMetrics(url, 'not-a-real-metrics-token');
  expect(metrics.of('conference_database_up')).toBe(1);
  expect(metrics.has('process_cpu_seconds_total')).toBe(true);

  await world.settle();
  await world.restartApp({ settings: { METRICS_TOKEN: 'not-a-real-metrics-token', METRICS_PORT: '0' } });
  expect(await fetch(`${url}/metrics`).then(({ status }) => status)).toBe(404);
  expect(await fetch(`http://127.0.0.1:${world.app.metricsPort}/metrics`).then(({ status }) => status)).toBe(401);
});
