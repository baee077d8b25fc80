import { randomUUID } from 'node:crypto';
import type { Check } from '../check.ts';
import { failure, ok, skipped } from '../check.ts';
import type { Patient } from '../patient.ts';
import type { Answer } from '../ports/web.ts';

/** A conference nobody has: whoever asks for it hears that it is over. */
const PATH = '/api/conference/twiml/doctor?call=doctor';

export const twiml: Check = {
  id: 'twiml',
  title: 'What callers hear',
  symptom: 'Phones ring, and say “an application error has occurred”; Twilio’s debugger says 11200 or 12100.',
  why: 'Twilio fetches from the app what to say to whoever answers, and takes XML alone.',
  mend: 'Let the proxy or tunnel pass everything under /api/conference on as it is: path, query, body and headers.',
  needs: ['reaches-us', 'twilio-account'],
  look: async (patient) => {
    const { twilio, parts } = patient;
    if (twilio === null || parts.apiUrl === undefined) return skipped('Not looked at: no accounts are set.');
    if ((await patient.atAddress()).kind !== 'app') return skipped('Not looked at: the app does not run.');
    const signed = await ask(patient, twilio.sign(parts.apiUrl + PATH, FIELDS));
    if (signed.kind === 'failed') return failure(`The app did not answer (${signed.cause}).`);
    if (signed.status === 403) return failure('The app refused a request signed as Twilio signs.', { mend: 'The running app has another API_URL or TWILIO_AUTH_TOKEN than the settings here: start it anew. API_URL must be the address as Twilio calls it, to the letter.' });
    if (signed.status !== 200) return failure(`The app answered HTTP ${signed.status}.`);
    if (signed.headers['content-type']?.startsWith('text/xml') !== true || !signed.body.includes('<Response>')) return failure(`The answer is no TwiML but ${signed.headers['content-type'] ?? 'of no type'}.`, { mend: 'Something answers in the place of the app: a cache, a login page, or the warning page of a free tunnel.' });
    for (const signature of [undefined, twilio.sign(parts.apiUrl, { forged: randomUUID() })]) {
      const forged = await ask(patient, signature);
      if (forged.kind === 'answered' && forged.status < 400) return failure(`The app answered a request ${signature === undefined ? 'without a signature' : 'with a wrong signature'}.`, { why: 'Anybody could hear what only those called should.', mend: 'Something answers in the place of the app, a cache perhaps: let the proxy pass everything on.' });
    }
    return ok('A signed request is answered with TwiML, an unsigned and a forged one are refused.');
  },
};

const FIELDS = { CallSid: 'CAdoctor' };

function ask({ parts, web }: Patient, signature: string | undefined): Promise<Answer> {
  return web.ask(`${parts.apiUrl ?? ''}${PATH}`, {
    method: 'POST', body: new URLSearchParams(FIELDS).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(signature === undefined ? {} : { 'x-twilio-signature': signature }) },
  });
}
