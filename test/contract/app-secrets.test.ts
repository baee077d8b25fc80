import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import { SLACK_PATH } from '../../src/slack/app.ts';
import { scenario } from '../support/scenario.ts';
import { signedWith } from '../support/signed-post.ts';
import type { World } from '../support/world.ts';

/** What is signed with the secret of now or the one before is taken while a secret is changed, and nothing else is. Twilio's signatures are made by its own SDK. */
const PATH = '/api/conference/twiml/nobody?call=nobody';
const [NOW, BEFORE, OTHER] = ['secret-of-now-0000000000', 'secret-before-0000000000', 'secret-of-nobody-000000'];

/** As Slack signs (docs authentication/verifying-requests-from-slack), on the wall clock. */
async function slackSays(world: World, secret: string, { at = Date.now(), body = JSON.stringify({ type: 'url_verification', challenge: 'c-1', token: 't' }) } = {}): Promise<number> {
  const timestamp = String(Math.floor(at / 1_000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const answer = await fetch(`http://127.0.0.1:${world.app.port}${SLACK_PATH}`, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature } });
  return answer.status;
}

scenario('While Twilio’s token is changed, the app takes what either signed', async ({ world }) => {
  world.log.expects('A request with a wrong Twilio signature was refused');
  const statuses = [];
  for (const token of [world.config.twilio.authToken, BEFORE, OTHER]) statuses.push((await signedWith(world, PATH, {}, token)).status);
  expect(statuses).toEqual([200, 200, 403]);
}, { settings: { TWILIO_AUTH_TOKEN_PREVIOUS: BEFORE } });

scenario('Once it is changed, the token before is worth nothing', async ({ world }) => {
  world.log.expects('A request with a wrong Twilio signature was refused');
  expect((await signedWith(world, PATH, {}, BEFORE)).status).toBe(403);
});

scenario('While Slack’s secret is changed, the app takes what either signed, and nothing that is old', async ({ world }) => {
  world.log.expects('A request with a wrong or old Slack signature was refused');
  expect([await slackSays(world, NOW), await slackSays(world, BEFORE), await slackSays(world, OTHER), await slackSays(world, BEFORE, { at: Date.now() - 310_000 })]).toEqual([200, 200, 401, 401]);
}, { settings: { SLACK_SIGNING_SECRET: NOW, SLACK_SIGNING_SECRET_PREVIOUS: BEFORE } });

scenario('Once it is changed, the secret before is worth nothing; and what was signed wrongly is noted for the doctor once a minute', async ({ world }) => {
  world.log.expects('A request with a wrong or old Slack signature was refused');
  expect([await slackSays(world, BEFORE), await slackSays(world, BEFORE)]).toEqual([401, 401]);
  await world.app.context.signsOfLife.rest();
  const noted = await world.database.query('SELECT what, at FROM heard');
  expect(noted).toMatchObject([{ what: 'slack-refused' }]);
  await world.passes(30_000);
  await slackSays(world, BEFORE);
  await world.app.context.signsOfLife.rest();
  expect(await world.database.query('SELECT what, at FROM heard')).toEqual(noted);
  await world.passes(31_000);
  await slackSays(world, BEFORE);
  await world.app.context.signsOfLife.rest();
  expect(await world.database.query('SELECT what, at FROM heard')).not.toEqual(noted);
}, { settings: { SLACK_SIGNING_SECRET: NOW } });

scenario('A request without a signature, or with half of one, is refused and not taken for Slack', async ({ world }) => {
  world.log.expects('A request with a wrong or old Slack signature was refused');
  const post = async (headers: Readonly<Record<string, string>>): Promise<number> => (await fetch(`http://127.0.0.1:${world.app.port}${SLACK_PATH}`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', ...headers } })).status;
  expect([await post({}), await post({ 'x-slack-signature': 'v0=' }), await post({ 'x-slack-request-timestamp': 'now', 'x-slack-signature': 'v0=00' }), await post({ 'x-slack-request-timestamp': String(Math.floor(Date.now() / 1_000)) })]).toEqual([401, 401, 401, 401]);
  await world.app.context.signsOfLife.rest();
  expect(await world.database.query('SELECT what FROM heard')).toEqual([]);
});
