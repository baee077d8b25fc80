import { createHmac, randomUUID } from 'node:crypto';
import type { Check } from '../check.ts';
import { failure, ok, skipped, warning } from '../check.ts';
import type { Patient } from '../patient.ts';
import type { Answer } from '../ports/web.ts';

export const slackSignature: Check = {
  id: 'slack-signature',
  title: 'Slack’s signing secret',
  symptom: 'Slack says `dispatch_failed`, and the log says that a request’s verification failed.',
  why: 'The app refuses whatever is not signed with it, and would take orders from anybody if it did not.',
  mend: 'Copy it again: https://api.slack.com/apps > your app > Basic Information > App Credentials > "Signing Secret" > Show, into SLACK_SIGNING_SECRET; then start the app anew.',
  needs: ['reaches-us'],
  look: async (patient) => {
    const { signingSecret } = patient.parts.slack;
    if (signingSecret === undefined) return skipped('Not looked at: SLACK_SIGNING_SECRET is not set, or cannot be read.');
    const there = await patient.atAddress();
    if (there.kind !== 'app') return skipped('Not looked at: the app does not run.');
    const challenge = randomUUID();
    const signed = await send(patient, challenge, signingSecret);
    if (signed.kind === 'failed') return failure(`The app did not answer a signed request (${signed.cause}).`);
    if (signed.status !== 200 || !signed.body.includes(challenge)) return failure(`The app refused a request signed with SLACK_SIGNING_SECRET (HTTP ${signed.status}).`, { mend: 'The running app has another secret than the settings here: start it anew. If a proxy stands before it, it must pass body and headers on as they are.' });
    const forged = await send(patient, challenge, randomUUID());
    if (forged.kind === 'answered' && forged.status < 400) return failure('The app took a request with a wrong signature.', { why: 'Anybody who knows the address can ring phones at your cost.', mend: 'Something answers in the place of the app, a cache perhaps: let the proxy pass everything on.' });
    const heard = patient.database.kind === 'open' ? await patient.database.inspection.heard() : { command: null, event: null, refused: null };
    if (heard.refused !== null && heard.refused > (heard.command ?? 0)) return warning('The app knows its secret, but the last request that came in the name of Slack was signed with another one, and no command was right since.');
    return ok('The app takes what is signed with it and refuses what is not. That Slack has the same secret only a command of Slack’s can show.');
  },
};

/** As Slack checks an address: url_verification (docs reference/events/url_verification), signed as all its requests are. */
function send({ parts, web, wallClock }: Patient, challenge: string, secret: string): Promise<Answer> {
  const body = JSON.stringify({ type: 'url_verification', challenge, token: 'doctor' });
  const timestamp = String(Math.floor(wallClock() / 1_000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return web.ask(`${parts.apiUrl ?? ''}/slack/events`, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature } });
}
