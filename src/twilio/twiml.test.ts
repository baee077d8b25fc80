import { expect, test } from 'vitest';
import { aloneTwiml, announcementTwiml, askToJoinTwiml, firstInTwiml, overTwiml, silenceTwiml, takenOutTwiml, waitTwiml, welcomeTwiml } from './twiml.ts';

const SETTINGS = { publicUrl: 'https://conference.example.com', voice: 'Polly.Joanna', language: 'en-US', longestCallSeconds: 28_800 };
const WELCOME = { conferenceId: 'c1', conferenceName: 'Project Review', roomName: 'f00d', participantId: 'p1', callId: 'k1' };
const HEAD = '<?xml version="1.0" encoding="UTF-8"?><Response><Say voice="Polly.Joanna" language="en-US">';

test('the welcome is said word for word, and then the room is entered', () => {
  expect(welcomeTwiml(SETTINGS, WELCOME)).toBe(
    `${HEAD}Welcome to Project Review. You are being connected to the conference.</Say><Dial timeLimit="28800"><Conference beep="onEnter" `
    + 'startConferenceOnEnter="true" endConferenceOnExit="false" '
    + 'statusCallback="https://conference.example.com/api/conference/callbacks/room/c1#rc=3&amp;rt=4000&amp;rp=ct,rt,5xx" statusCallbackMethod="POST" '
    + 'statusCallbackEvent="start end join leave mute hold modify" participantLabel="p1" '
    + 'waitUrl="https://conference.example.com/api/conference/wait/c1?call=k1#rc=3&amp;rp=ct,rt,5xx" waitMethod="POST">f00d</Conference></Dial></Response>');
});

test.each([
  ['<b>&"\'</b>', '&lt;b&gt;&amp;"\'&lt;/b&gt;'],
  [']]>', ']]&gt;'],
  ['סקירה 🚀', 'סקירה 🚀'],
])('a name is said as it is, and never obeyed: %s', (conferenceName, escaped) => {
  expect(welcomeTwiml(SETTINGS, { ...WELCOME, conferenceName })).toContain(`Welcome to ${escaped}. You are`);
});

test('two legs of one conference differ in their label and in what they hear while they wait, and in nothing else', () => {
  const other = welcomeTwiml(SETTINGS, { ...WELCOME, participantId: 'p2', callId: 'k2' });
  expect(other.replace('participantLabel="p2"', 'participantLabel="p1"').replace('call=k2', 'call=k1')).toBe(welcomeTwiml(SETTINGS, WELCOME));
});

test('the room’s callback names no call: the first one in brings the address for everybody', () => {
  expect(/statusCallback="([^"]*)"/u.exec(welcomeTwiml(SETTINGS, WELCOME))?.[1]).not.toContain('call=');
});

test('the first one in hears a sentence, and then music that does not end; where nothing is known, music alone', () => {
  const music = '<Play loop="0">http://com.twilio.music.classical.s3.amazonaws.com/BusyStrings.mp3</Play></Response>';
  expect(firstInTwiml(SETTINGS, 'You are the first. <Bob> is being rung.')).toBe(`${HEAD}You are the first. &lt;Bob&gt; is being rung.</Say>${music}`);
  expect(firstInTwiml(SETTINGS, null)).toBe(`<?xml version="1.0" encoding="UTF-8"?><Response>${music}`);
});

test('whoever was alone is told so, and the line is hung up on', () => {
  expect(aloneTwiml(SETTINGS, 'Project Review')).toBe(`${HEAD}You are alone in Project Review. The conference ends now. Goodbye.</Say><Hangup/></Response>`);
});

test('whoever was taken out and picks up is told so, and the line is hung up on', () => {
  expect(takenOutTwiml(SETTINGS, 'Project Review')).toBe(`${HEAD}You were taken out of Project Review. Goodbye.</Say><Hangup/></Response>`);
});

test('what is over is a sentence and a hang-up', () => {
  expect(overTwiml(SETTINGS)).toBe(`${HEAD}This conference has ended. Goodbye.</Say><Hangup/></Response>`);
});

test('what cannot be looked up is a moment’s patience, and the same question again', () => {
  expect(waitTwiml(SETTINGS, 'https://conference.example.com/again?call=1#rc=3')).toBe(
    `${HEAD}One moment, please.</Say><Pause length="2"/><Redirect>https://conference.example.com/again?call=1#rc=3</Redirect></Response>`);
});

const QUESTION = { conferenceId: 'c1', conferenceName: 'Project Review', callId: 'k1', asked: 0 };
const GATHER = (asked: number): string =>
  `<Gather numDigits="1" timeout="8" action="https://conference.example.com/api/conference/twiml/c1?call=k1&amp;asked=${asked}#rc=3&amp;rp=ct,rt,5xx" method="POST">`;
const GOODBYE = 'Nobody pressed 1, so you are not in the conference. Goodbye.</Say><Hangup/></Response>';

test('whoever has to press 1 is asked twice and then said goodbye to; a wrong key leaves one question', () => {
  const [say = ''] = /<Say[^>]*>/.exec(HEAD) ?? [];
  const again = `${GATHER(2)}${say}Press 1 to join Project Review, or hang up.</Say></Gather>${say}${GOODBYE}`;
  expect(askToJoinTwiml(SETTINGS, QUESTION)).toContain(`<Response>${GATHER(1)}${say}This is a call to join Project Review. Press 1 to join.</Say></Gather>${again}`);
  expect(askToJoinTwiml(SETTINGS, { ...QUESTION, asked: 1 })).toContain(`<Response>${again}`);
  expect(askToJoinTwiml(SETTINGS, { ...QUESTION, asked: 2 })).toContain(`<Response>${say}${GOODBYE}`);
  expect(askToJoinTwiml(SETTINGS, QUESTION)).not.toContain('<Dial>');
});

test('an announcement is said and nothing else: whoever hears it stays in the room; one nobody knows is silence', () => {
  expect(announcementTwiml(SETTINGS, 'We <begin> & talk')).toBe(`${HEAD}We &lt;begin&gt; &amp; talk</Say></Response>`);
  expect(silenceTwiml()).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>');
});
