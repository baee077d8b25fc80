import { expect } from 'vitest';
import { scenario } from '../support/scenario.ts';
import { placings } from '../support/twilio-requests.ts';

/** Point 4 of issue 2: a refusal by Twilio becomes that person's state, with a reason people understand (facts/twilio.md §5). */
interface Refused {
  /** What somebody did, or forgot, to get there. */
  readonly when: string;
  readonly status: number;
  readonly code: number | undefined;
  readonly becomes: 'could not be reached' | 'not rung';
  readonly because: string;
}

const CREDENTIALS = 'Twilio does not accept our account. An admin has to check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, and that the account is active and has funds';
const BAD_NUMBER = 'Twilio does not take this for a phone number. It needs + and the country, like +14155550100';
const BAD_EXTENSION = 'Twilio does not take the extension of this number. Ring it without one, or put it right in the phone book';
const NO_ROUTE = 'Twilio cannot reach this number, or it is a premium or shared-cost one';
const COUNTRY_OFF = 'Calls to this country are switched off at Twilio. An admin can allow it in the Twilio Console: Voice, Settings, Geographic permissions';
const BLOCKED = 'Twilio blocks this number against fraud or by regulation. For numbers in +1 an admin may have to add a Primary Customer Profile in the Twilio Console';
const CALLER_ID = 'Twilio does not let us call from TWILIO_PHONE_NUMBER. An admin has to set a number this Twilio account owns, with voice';
const BAD_ADDRESS = 'Twilio cannot call us back. An admin has to set API_URL to the public address of this app';
const TRIAL = 'This Twilio account is a trial: it calls verified numbers only, and takes few settings. Upgrade the account, or verify the number in the Twilio Console';
const TOO_MANY = 'The Twilio account has as many calls at once as it may. Ring again when some have ended, or raise the limit at Twilio';

const REFUSALS: readonly Refused[] = [
  { when: 'our auth token is wrong', status: 401, code: 20003, becomes: 'could not be reached', because: CREDENTIALS },
  { when: 'our account is out of funds', status: 403, code: 20005, becomes: 'could not be reached', because: CREDENTIALS },
  { when: 'the account is suspended', status: 403, code: 10001, becomes: 'could not be reached', because: CREDENTIALS },
  { when: 'API_URL is one Twilio cannot use', status: 400, code: 21205, becomes: 'could not be reached', because: BAD_ADDRESS },
  { when: 'the number we call from is not ours', status: 400, code: 21210, becomes: 'could not be reached', because: CALLER_ID },
  { when: 'the number we call from is malformed', status: 400, code: 21212, becomes: 'could not be reached', because: CALLER_ID },
  { when: 'Twilio finds the number wrong', status: 400, code: 21211, becomes: 'not rung', because: BAD_NUMBER },
  { when: 'Twilio finds no such number', status: 400, code: 21217, becomes: 'not rung', because: BAD_NUMBER },
  { when: 'Twilio does not take the extension', status: 400, code: 21206, becomes: 'not rung', because: BAD_EXTENSION },
  { when: 'no carrier leads to the number', status: 400, code: 21214, becomes: 'not rung', because: NO_ROUTE },
  { when: 'the number is a premium one', status: 400, code: 21202, becomes: 'not rung', because: NO_ROUTE },
  { when: 'the country is switched off', status: 400, code: 21215, becomes: 'not rung', because: COUNTRY_OFF },
  { when: 'the country is switched off, in the voice API’s words', status: 400, code: 13227, becomes: 'not rung', because: COUNTRY_OFF },
  { when: 'the number is blocked', status: 400, code: 21216, becomes: 'not rung', because: BLOCKED },
  { when: 'the trial account has not verified the number', status: 400, code: 21219, becomes: 'could not be reached', because: TRIAL },
  { when: 'the account has too many calls up', status: 429, code: 10004, becomes: 'could not be reached', because: TOO_MANY },
  { when: 'Twilio has a reason nobody wrote down', status: 400, code: 29999, becomes: 'could not be reached',
    because: 'Twilio refused the call (error 29999). An admin finds what it means in the Twilio Console under Monitor, Errors' },
  { when: 'something between us and Twilio refuses without a word', status: 403, code: undefined, becomes: 'could not be reached',
    because: 'Twilio refused the call (HTTP 403). An admin finds what it means in the Twilio Console under Monitor, Errors' },
];

for (const { when, status, code, becomes, because } of REFUSALS) {
  scenario(`When ${when}, Bob is rung all the same, and the card says why Alice is not`, async ({ slack, phones, world }) => {
    world.log.expects('Twilio refused a call');
    world.twilio.faults.plant({
      path: '/Calls.json', method: 'POST', body: '+14155550101',
      fault: { kind: 'status', status, body: { status, message: 'Refused for a test', more_info: 'https://www.twilio.com/docs/errors', ...(code === undefined ? {} : { code }) } },
    });
    await slack.as('ina').types('/conference Project Review @alice @bob');
    await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
    await phones.of('bob').rings();

    const general = slack.channel('general');
    await general.card('Project Review').shows(`Alice Ames: ${becomes} (${because})`, 'Bob Berg: ringing');
    if (becomes === 'could not be reached') await general.thread('Project Review').says(`Alice could not be reached (${because})`);
    await phones.of('bob').declines();
    await general.thread('Project Review').says('Bob declined', `Ended: nobody answered. Never joined: Alice (${becomes}) and Bob (declined).`);
    await general.card('Project Review').shows('Ended', `Alice Ames: ${becomes} (${because})`);
    // A definite answer is final: asking again would only be refused again.
    expect(placings(world).filter(({ form }) => form['To'] === '+14155550101')).toHaveLength(1);
  }, { settings: { RING_HOST: 'false' } });
}

scenario('When Twilio refuses everybody, the card says so, and the conference is over', async ({ slack, world }) => {
  world.log.expects('Twilio refused a call');
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', fault: { kind: 'status', status: 400, body: { status: 400, code: 21215, message: 'Refused for a test' } } });
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const general = slack.channel('general');
  await general.thread('Project Review').says('Ended: no phone could be rung. Never joined: Alice (not rung) and Bob (not rung).');
  await general.card('Project Review').shows('Ended', `Alice Ames: not rung (${COUNTRY_OFF})`, `Bob Berg: not rung (${COUNTRY_OFF})`);
}, { settings: { RING_HOST: 'false' } });
