import { expect } from 'vitest';
import { openApiJudge } from '../support/openapi.ts';
import { scenario } from '../support/scenario.ts';
import { sharedData } from '../support/shared-data.ts';
import { twilioRequests } from '../support/twilio-requests.ts';

/** Everything the app asks Twilio for in a long story, held against Twilio's official specification. */
const file = sharedData('twilio/openapi.json');
const name = file === undefined
  ? 'Twilio’s official specification is not on this machine, so the long story is told without it'
  : 'Every request of a long story is one Twilio’s official specification knows, to the last key and word';

const EVENTS = ['initiated', 'ringing', 'answered', 'completed'];

scenario(name, async ({ slack, phones, world }) => {
  world.log.expects('Twilio did not say what became of a call');
  // Alice is rung as usual, Bob's answer is lost and his call is looked for in silence, Carol is throttled, an outside switchboard wants an extension.
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', body: '+14155550102', times: 1, fault: { kind: 'lost-answer' } });
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', body: '+442079460103', times: 1, fault: { kind: 'rate-limit', retryAfterSeconds: 1 } });
  world.twilio.callbackFaults.plant({ fault: { kind: 'lose' } });
  await slack.as('ina').types('/conference Vendor call @alice @bob @carol +1 (415) 555-0199 x512');
  await slack.as('ina').reads('Ringing @Alice Ames, @Bob Berg, @Carol Cruz and +1•••••••99.');
  await phones.of('alice').answers();
  // Nobody tells Twilio who picks up behind an extension, so whoever does is asked to press 1.
  await (await phones.of('+14155550199').answers()).presses('1');
  await phones.of('bob').rings();
  await phones.of('carol').rings();
  await slack.channel('general').card('Vendor call').shows('Ended after 2 min: the time limit was reached');
  for (const who of ['alice', 'bob', 'carol', '+14155550199'] as const) await phones.of(who).isIdle();
  await world.passes(60_000);
  await slack.channel('general').card('Vendor call').shows('Ended after 2 min');
  await slack.channel('general').thread('Vendor call').saysLike(/^Alice(?:.*) joined$/, /^Ends in 1 min/, /^Ended after 2 min/);
  await slack.as('ina').reads('“Vendor call” ends at 18:02 UTC, for its time limit is reached then.', '[Extend by 2 min]');

  const asked = twilioRequests(world);
  // What a minute costs is of another specification: app-prices.test.ts holds it against that.
  const requests = asked.filter(({ path }) => !path.startsWith('/v2/Voice/Numbers/'));
  expect(asked.length - requests.length).toBe(2);
  const kinds = new Set(requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '').replace(/(?:AC|CA|CF)[0-9a-f]{32}/g, '{sid}')}`));
  expect([...kinds].sort()).toEqual([
    'GET /2010-04-01/Accounts/{sid}/Calls.json',
    'GET /2010-04-01/Accounts/{sid}/Calls/{sid}.json',
    'GET /2010-04-01/Accounts/{sid}/Conferences.json',
    'GET /2010-04-01/Accounts/{sid}/Conferences/{sid}/Participants.json',
    'POST /2010-04-01/Accounts/{sid}/Calls.json',
    'POST /2010-04-01/Accounts/{sid}/Calls/{sid}.json',
    'POST /2010-04-01/Accounts/{sid}/Conferences/{sid}.json',
  ]);
  for (const { method, path, form } of requests.filter(({ method }) => method === 'POST')) {
    // Twilio's specification takes any word for an event.
    const events = [form['StatusCallbackEvent'] ?? []].flat();
    expect([path, events.filter((event) => !EVENTS.includes(event))]).toEqual([path, []]);
    expect(['canceled', 'completed', undefined]).toContain(form['Status']);
    expect(method).toBe('POST');
  }
  if (file === undefined) return;
  const judge = openApiJudge(file);
  for (const { method, path, form } of requests) {
    const { pathname, searchParams } = new URL(path, 'https://api.twilio.com');
    const operation = judge.operationOf(method, pathname);
    expect([method, pathname, operation]).toEqual([method, pathname, expect.any(String)]);
    if (method === 'POST') expect([pathname, judge.judgeForm(method, pathname, form)]).toEqual([pathname, []]);
    const [verb = '', template = ''] = operation?.split(' ') ?? [];
    if (method === 'GET') expect([...searchParams.keys()].filter((key) => !judge.keysOf(verb, template).includes(key))).toEqual([]);
  }
}, { settings: { RING_HOST: 'false', RING_SECONDS: '300', MAX_CONFERENCE_MINUTES: '2' } });
