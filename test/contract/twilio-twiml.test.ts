import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { parseXml } from '../../emulators/twilio/twiml/xml.ts';
import { sharedData } from '../support/shared-data.ts';
import type { Stage } from '../support/twilio-stage.ts';
import { stage } from '../support/twilio-stage.ts';

const ALICE = '+14155550111';

let s: Stage;
beforeEach(async () => {
  s = await stage();
});
afterEach(async () => {
  expect(s.received.filter((one) => !one.genuine)).toEqual([]);
  await s.close();
});

/** Alice answers a call that is told to do this. */
async function plays(twiml: string, options: Parameters<Stage['call']>[1] = {}) {
  s.answers.set('/twiml', twiml);
  const call = await s.call(ALICE, options);
  const alice = await s.emulator.phone(ALICE).answers();
  await s.settle();
  return { alice, sid: call.sid };
}

const surprises = (): string[] => s.emulator.surprises.all.map(({ kind, what }) => `${kind} ${what}`);

describe('the verbs', () => {
  test('Say is heard with its voice and language, whatever the words', async () => {
    const response = new VoiceResponse();
    response.say({ voice: 'Polly.Joanna', language: 'en-US' }, `Welcome to "R&D" <Review> — it's 5 o’clock 👋`);
    const { alice } = await plays(response.toString());
    expect(alice.heard).toEqual([
      { kind: 'say', text: `Welcome to "R&D" <Review> — it's 5 o’clock 👋`, voice: 'Polly.Joanna', language: 'en-US', at: s.clock.now() },
    ]);
  });

  test('the request for instructions says all about the call', async () => {
    const { sid } = await plays('<Response/>');
    expect(s.received.find((one) => one.path === '/twiml')).toMatchObject({
      method: 'POST',
      params: { AccountSid: s.emulator.accountSid, CallSid: sid, CallStatus: 'in-progress', To: ALICE, ToCountry: 'US', Direction: 'outbound-api', ApiVersion: '2010-04-01' },
    });
  });

  test('by GET the parameters are in the query, and signed there', async () => {
    await plays('<Response/>', { url: s.at('/twiml?conference=7'), method: 'GET' });
    expect(s.received.find((one) => one.path === '/twiml')).toMatchObject({ method: 'GET', params: { conference: '7', To: ALICE }, genuine: true });
  });

  test('Pause and speech take their time', async () => {
    await s.close();
    s = await stage({ sayMsPerCharacter: 100 });
    const { alice } = await plays('<Response><Say>Hello</Say><Pause length="2"/><Say>There</Say></Response>');
    await s.pass(500 + 1_999);
    expect(alice.heard.map((line) => line.text)).toEqual(['Hello']);
    await s.pass(1);
    expect(alice.heard.map((line) => line.text)).toEqual(['Hello', 'There']);
    expect(alice.state).toBe('talking');
    await s.pass(500);
    expect(alice.state).toBe('idle');
  });

  test('who hangs up during the welcome hears no more, and asks for nothing more', async () => {
    const { alice } = await plays('<Response><Say>Hello</Say><Pause length="10"/><Redirect>/more</Redirect></Response>');
    await alice.hangsUp();
    await s.pass(60_000);
    expect(s.told('/more', 'CallSid')).toEqual([]);
  });

  test('Play, Redirect and Hangup', async () => {
    s.answers.set('/next', '<Response><Say>Next</Say><Hangup/><Say>Never</Say></Response>');
    const { alice } = await plays('<Response><Play>https://example.com/a.mp3</Play><Redirect method="GET">/next?step=2</Redirect></Response>');
    expect(alice.heard.map((line) => `${line.kind} ${line.text}`)).toEqual(['play https://example.com/a.mp3', 'say Next']);
    expect(s.received.find((one) => one.path === '/next')).toMatchObject({ method: 'GET', params: { step: '2' } });
    expect(alice.state).toBe('idle');
  });

  test('a loop of redirects is stopped, and noted', async () => {
    const { alice } = await plays('<Response><Redirect/></Response>');
    expect(alice.state).toBe('idle');
    expect(surprises()).toEqual([expect.stringContaining('redirects without end')]);
  });

  test('Reject is for calls not yet answered', async () => {
    await plays('<Response><Reject/></Response>');
    expect(surprises()).toEqual(['misplaced <Reject> after the call was answered']);
  });

  test.each([
    ['busy', 'busy'],
    ['rejected', 'no-answer'],
  ])('an inbound call rejected as %s was never answered', async (reason, status) => {
    await s.close();
    s = await stage({ numbers: ['+14155550100'] });
    const [number] = await s.client.incomingPhoneNumbers.list();
    s.answers.set('/twiml', `<Response><Reject reason="${reason}"/></Response>`);
    await s.client.incomingPhoneNumbers(number?.sid ?? '').update({ voiceUrl: s.at('/twiml') });
    await s.emulator.phone(ALICE).dials('+14155550100');
    await s.settle();
    expect((await s.client.calls.list())[0]).toMatchObject({ status, direction: 'inbound' });
    expect(surprises()).toEqual([]);
  });
});

describe('Gather', () => {
  const menu = (attributes: string): string => `<Response><Gather action="/pressed" ${attributes}><Say>Press 1</Say></Gather><Say>Nothing</Say></Response>`;
  beforeEach(() => void s.answers.set('/pressed', (request) => `<Response><Say>You pressed ${request.params['Digits']}</Say></Response>`));

  test('goes to its action with as many digits as asked for', async () => {
    const { alice } = await plays(menu('numDigits="1"'));
    await alice.presses('1').hears('You pressed 1');
    expect(s.received.find((one) => one.path === '/pressed')?.params).toMatchObject({ Digits: '1', msg: 'Gather End', FinishedOnKey: '' });
  });

  test('finishOnKey ends it, and is not part of the digits', async () => {
    const { alice } = await plays(menu(''));
    await alice.presses('42#').hears('You pressed 42');
    expect(s.told('/pressed', 'FinishedOnKey')).toEqual(['#']);
  });

  test('each digit starts the timeout anew', async () => {
    const { alice } = await plays(menu('timeout="3"'));
    await alice.presses('4');
    await s.pass(2_900);
    await alice.presses('2');
    await s.pass(2_900);
    expect(s.told('/pressed', 'Digits')).toEqual([]);
    await s.pass(100);
    expect(s.told('/pressed', 'Digits')).toEqual(['42']);
  });

  test('without digits the next verb follows', async () => {
    const { alice } = await plays(menu('numDigits="1" timeout="5"'));
    await s.pass(4_999);
    expect(alice.heard).toHaveLength(1);
    await s.pass(1);
    await alice.hears('Nothing');
    expect(s.told('/pressed', 'Digits')).toEqual([]);
  });

  test('actionOnEmptyResult asks all the same', async () => {
    await plays(menu('numDigits="1" actionOnEmptyResult="true"'));
    await s.pass(5_000);
    expect(s.told('/pressed', 'Digits')).toEqual(['']);
  });

  test('the first digit interrupts what is being said', async () => {
    await s.close();
    s = await stage({ sayMsPerCharacter: 1_000 });
    s.answers.set('/pressed', '<Response><Say>Ok</Say></Response>');
    const { alice } = await plays(menu('numDigits="1"'));
    await alice.presses('1').hears('Ok');
  });

  test('speech is a gap that is noted', async () => {
    await plays('<Response><Gather input="speech"/></Response>');
    expect(surprises()).toEqual(['gap <Gather input="speech">']);
  });
});

describe('what Twilio would pass over is noted', () => {
  test.each([
    ['<Response><Shout>Hello</Shout></Response>', 'unknown-verb <Shout>'],
    ['<Response><Say voise="alice">Hello</Say></Response>', 'unknown-attribute <Say voise="alice">'],
    ['<Response><Pause length="long"/></Response>', 'wrong-value <Pause length="long">'],
    ['<Response><Record/></Response>', 'gap <Record>'],
    ['<Response><Dial><Number>+14155550100</Number></Dial></Response>', 'gap <Number>'],
    ['<Response><Dial><Conference beep="maybe">r</Conference></Dial></Response>', 'wrong-value <Conference beep="maybe">'],
    ['<Response><Dial><Conference record="record-from-start">r</Conference></Dial></Response>', 'gap <Conference record="record-from-start">'],
    ['<Response><Dial><Conference statusCallBack="/x">r</Conference></Dial></Response>', 'unknown-attribute <Conference statusCallBack="/x">'],
  ])('%s', async (twiml, noted) => {
    await plays(twiml);
    expect(surprises()).toContain(noted);
  });
});

const file = sharedData('twilio/twiml-attributes.json');
if (file === undefined) {
  test('not checked here: the official TwiML attributes are not on this machine (../shared/data/twilio/twiml-attributes.json)', () => undefined);
} else {
  const { verbs, enums } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly verbs: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly enums: Readonly<Record<string, string>>;
  };

  /** A value the official types allow for an attribute. */
  const allowed = (type: string): string => {
    if (type === 'boolean') return 'true';
    if (type === 'number') return '1';
    return /"([^"]*)"/.exec(enums[type.replace('[]', '')] ?? '')?.[1] ?? (type === 'string' ? 'POST' : 'x');
  };

  describe('the official attributes', () => {
    const inside: Readonly<Record<string, (noun: string) => string>> = { Conference: (noun) => `<Dial>${noun}</Dial>` };
    test.each(['Say', 'Play', 'Pause', 'Gather', 'Dial', 'Conference', 'Redirect', 'Reject'])('of %s are all known', async (verb) => {
      for (const [attribute, type] of Object.entries(verbs[verb] ?? {})) {
        const element = `<${verb} ${attribute}="${allowed(type)}">x</${verb}>`;
        await plays(`<Response>${(inside[verb] ?? ((one: string) => one))(element)}</Response>`);
        expect(surprises().filter((one) => /^(unknown|wrong)/.test(one))).toEqual([]);
        s.emulator.reset();
      }
    });

    test('every verb and noun is played, or noted as a gap', async () => {
      for (const verb of Object.keys(verbs).filter((name) => !name.startsWith('Ssml'))) {
        await plays(`<Response><${verb}/></Response>`);
        expect(surprises().filter((one) => one.startsWith('unknown'))).toEqual([]);
        s.emulator.reset();
      }
    });
  });
}

describe('the XML parser', () => {
  test('reads what the official SDK writes', () => {
    const text = fc.string({ unit: 'grapheme-ascii', maxLength: 30 }).map((one) => one.trim());
    fc.assert(
      fc.property(text, text, (label, name) => {
        const response = new VoiceResponse();
        response.dial().conference({ participantLabel: label }, name);
        const conference = parseXml(response.toString()).children[0]?.children[0];
        expect(conference).toMatchObject({ name: 'Conference', attributes: { participantLabel: label }, text: name });
      }),
    );
  });

  test.each(['', 'Hello', '<Response>', '<Response></Other>', '<Response a=1/>', '<Response a="1" a="2"/>', '<Response/><Response/>', '<Response>&nbsp;</Response>', '<Response>R & D</Response>', '<!DOCTYPE x><Response/>', '<Response a="<"/>', '<Response a="1"b="2"/>', '<Response><!-- open</Response>'])(
    'refuses %s',
    (source) => {
      expect(() => parseXml(source)).toThrow('at character');
    },
  );

  test('knows declarations, comments, CDATA and numeric entities', () => {
    const source = '\uFEFF<?xml version="1.0"?><!-- hi --><Response><Say><![CDATA[a < b]]> &#38; &#x1F44B;<!-- no --></Say></Response>\n';
    expect(parseXml(source).children[0]?.text).toBe('a < b & 👋');
  });
});
