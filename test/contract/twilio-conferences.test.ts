import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Stage } from '../support/twilio-stage.ts';
import { stage } from '../support/twilio-stage.ts';

const ALICE = '+14155550111';
const BOB = '+14155550112';
const CARLA = '+14155550113';
const ALL = 'start end join leave mute hold modify speaker announcement';

/** A document that leads into a room; `extra` holds more attributes of Conference, `after` what follows the Dial. */
const room = (extra = '', after = ''): string =>
  `<Response><Dial><Conference statusCallback="/room" statusCallbackEvent="${ALL}" ${extra}>room-7</Conference></Dial>${after}</Response>`;

let s: Stage;
beforeEach(async () => {
  s = await stage();
  s.answers.set('/twiml', room());
});
afterEach(async () => {
  await s.settle();
  expect(s.emulator.surprises.all).toEqual([]);
  expect(s.received.filter((one) => !one.genuine)).toEqual([]);
  await s.close();
});

async function joins(number: string, on: Stage = s) {
  const call = await on.call(number);
  const phone = await on.emulator.phone(number).answers();
  await on.settle();
  return { phone, sid: call.sid };
}

const events = (on: Stage = s): (string | undefined)[] => on.told('/room', 'StatusCallbackEvent');
const conference = async (on: Stage = s) => {
  const [one] = await on.client.conferences.list({ limit: 1 });
  if (one === undefined) throw new Error('no conference');
  return one;
};

describe('coming and going', () => {
  test('the first waits with music, the second starts it, the last ends it', async () => {
    const alice = await joins(ALICE);
    await alice.phone.hearsMusic();
    expect((await conference()).status).toBe('init');
    const bob = await joins(BOB);
    expect((await conference()).status).toBe('in-progress');
    expect(alice.phone.heard.at(-1)?.kind).toBe('beep');
    await bob.phone.says('Good morning');
    await alice.phone.hears('Good morning');
    await alice.phone.hangsUp();
    await s.settle();
    await bob.phone.hangsUp();
    await s.settle();

    expect(events()).toEqual(['participant-join', 'participant-join', 'conference-start', 'participant-leave', 'participant-leave', 'conference-end']);
    expect(s.told('/room', 'SequenceNumber')).toEqual(['0', '1', '2', '3', '4', '5']);
    const { sid } = await conference();
    expect(s.received.find((one) => one.path === '/room')?.params).toEqual({
      AccountSid: s.emulator.accountSid,
      CallSid: alice.sid,
      Coaching: 'false',
      ConferenceSid: sid,
      EndConferenceOnExit: 'false',
      FriendlyName: 'room-7',
      Hold: 'false',
      Muted: 'false',
      SequenceNumber: '0',
      StartConferenceOnEnter: 'true',
      StatusCallbackEvent: 'participant-join',
      Timestamp: 'Mon, 05 Jan 2026 09:00:00 +0000',
    });
    expect(s.received.findLast((one) => one.path === '/room')?.params).toMatchObject({
      CallSidEndingConference: bob.sid,
      ReasonConferenceEnded: 'last-participant-left',
    });
    expect(s.told('/room', 'ReasonParticipantLeft').filter((reason) => reason !== undefined)).toEqual(['participant_hung_up', 'participant_hung_up']);
    expect(await conference()).toMatchObject({ status: 'completed', reasonConferenceEnded: 'last-participant-left', callSidEndingConference: bob.sid });
  });

  test('the end may be told before the leave', async () => {
    const other = await stage({ conferenceEndOrder: 'end-first' });
    other.answers.set('/twiml', room());
    const { phone } = await joins(ALICE, other);
    await phone.hangsUp();
    await other.settle();
    expect(events(other)).toEqual(['participant-join', 'conference-end', 'participant-leave']);
    await other.close();
  });

  test('callback and events are those of the first to join', async () => {
    s.answers.set('/twiml', (request) =>
      request.params['To'] === ALICE
        ? '<Response><Dial><Conference statusCallback="/room" statusCallbackEvent="join">room-7</Conference></Dial></Response>'
        : `<Response><Dial><Conference statusCallback="/elsewhere" statusCallbackEvent="${ALL}">room-7</Conference></Dial></Response>`,
    );
    await joins(ALICE);
    await joins(BOB);
    expect(events()).toEqual(['participant-join', 'participant-join']);
    expect(s.told('/elsewhere', 'CallSid')).toEqual([]);
  });

  test('one name, one running conference; a new one after it ended', async () => {
    const first = await joins(ALICE);
    await first.phone.hangsUp();
    await s.settle();
    await joins(ALICE);
    const all = await s.client.conferences.list({ friendlyName: 'room-7' });
    expect(all.map((one) => one.status)).toEqual(['init', 'completed']);
    expect(new Set(all.map((one) => one.sid)).size).toBe(2);
  });

  test('a moderator who leaves ends it for all, and their calls go on', async () => {
    s.answers.set('/twiml', (request) => room(`endConferenceOnExit="${request.params['To'] === ALICE}"`, '<Say>The conference is over</Say>'));
    const alice = await joins(ALICE);
    const bob = await joins(BOB);
    await alice.phone.hangsUp();
    await bob.phone.hears('The conference is over');
    await s.settle();
    expect(s.told('/room', 'ReasonParticipantLeft').slice(-3)).toEqual(['participant_hung_up', 'moderator_ended_conference', undefined]);
    expect(s.told('/room', 'ReasonConferenceEnded').at(-1)).toBe('participant-with-end-conference-on-exit-left');
  });

  test('those who may not start it wait for one who may', async () => {
    s.answers.set('/twiml', (request) => room(`startConferenceOnEnter="${request.params['To'] === CARLA}"`));
    await joins(ALICE);
    await joins(BOB);
    expect((await conference()).status).toBe('init');
    await joins(CARLA);
    expect((await conference()).status).toBe('in-progress');
  });

  test('a label taken already skips to the next verb', async () => {
    s.answers.set('/twiml', room('participantLabel="seat-1"', '<Say>Taken</Say>'));
    await joins(ALICE);
    const bob = await joins(BOB);
    await bob.phone.hears('Taken');
    expect(s.emulator.store.alerts.map((alert) => alert.code)).toEqual([16_025]);
  });

  test('a full room takes nobody', async () => {
    s.answers.set('/twiml', room('maxParticipants="2"', '<Say>Full</Say>'));
    await joins(ALICE);
    await joins(BOB);
    await (await joins(CARLA)).phone.hears('Full');
    expect(s.emulator.store.alerts.map((alert) => alert.code)).toEqual([16_020]);
  });

  test('a trial account names every room by its sid', async () => {
    const trial = await stage({ account: { type: 'trial', cps: 100, trialAllows: ['To', 'From', 'Url'] }, verifiedNumbers: [ALICE] });
    trial.answers.set('/twiml', room());
    await trial.client.calls.create({ to: ALICE, from: '+15005550006', url: trial.at('/twiml') });
    await trial.emulator.phone(ALICE).answers();
    await trial.settle();
    expect((await conference(trial)).friendlyName).toBe(trial.emulator.accountSid);
    await trial.close();
  });
});

describe('Dial', () => {
  test('asks its action when the caller hung up', async () => {
    s.answers.set('/twiml', '<Response><Dial action="/after"><Conference>room-7</Conference></Dial></Response>');
    const { phone } = await joins(ALICE);
    await phone.hangsUp();
    await s.settle();
    expect(s.received.find((one) => one.path === '/after')?.params).toMatchObject({ CallStatus: 'completed', DialCallStatus: 'answered' });
  });

  test('star leaves the room with hangupOnStar, and the action decides what comes', async () => {
    s.answers.set('/twiml', '<Response><Dial action="/after" hangupOnStar="true"><Conference>room-7</Conference></Dial></Response>');
    s.answers.set('/after', '<Response><Say>You left</Say></Response>');
    const { phone } = await joins(ALICE);
    await phone.presses('*').hears('You left');
  });

  test('timeLimit ends the stay', async () => {
    s.answers.set('/twiml', '<Response><Dial timeLimit="90"><Conference>room-7</Conference></Dial><Say>Time is up</Say></Response>');
    const { phone } = await joins(ALICE);
    await s.pass(90_000);
    await phone.hears('Time is up');
  });
});

describe('waiting', () => {
  test('a waitUrl is played, and repeats only when it redirects', async () => {
    s.answers.set('/twiml', room('waitUrl="/wait"'));
    s.answers.set('/wait', '<Response><Say>Ringing the others</Say><Play>https://example.com/music.mp3</Play><Redirect/></Response>');
    const { phone } = await joins(ALICE);
    await phone.hears('Ringing the others');
    await s.pass(3_000);
    expect(s.told('/wait', 'FriendlyName').length).toBeGreaterThan(2);
    await joins(BOB);
    const asked = s.told('/wait', 'FriendlyName').length;
    await s.pass(3_000);
    expect(s.told('/wait', 'FriendlyName')).toHaveLength(asked);
  });

  test('music with loop="0" goes on until somebody comes, after one fetch', async () => {
    const slow = await stage({ playMs: 10_000 });
    slow.answers.set('/twiml', room('waitUrl="/wait" waitMethod="POST"'));
    slow.answers.set('/wait', '<Response><Say>Bob is being rung</Say><Play loop="0">http://example.com/music.mp3</Play></Response>');
    const { phone } = await joins(ALICE, slow);
    await slow.pass(35_000);
    const played = (): number => phone.heard.filter(({ kind }) => kind === 'play').length;
    expect([phone.heard[0]?.text, played(), slow.told('/wait', 'CallSid').length]).toEqual(['Bob is being rung', 4, 1]);
    await joins(BOB, slow);
    await slow.pass(60_000);
    expect(played()).toBe(4);
    await slow.close();
  });

  test('an empty waitUrl is silence', async () => {
    s.answers.set('/twiml', room('waitUrl=""'));
    expect((await joins(ALICE)).phone.heard).toEqual([]);
  });

  test('a waitUrl that fails drops the participant', async () => {
    s.answers.set('/twiml', room('waitUrl="/wait"', '<Say>Sorry</Say>'));
    s.answers.set('/wait', 500);
    await (await joins(ALICE)).phone.hears('Sorry');
    expect(s.emulator.store.alerts.map((alert) => alert.code)).toEqual([11_200]);
    await s.settle();
    expect(s.told('/room', 'ReasonParticipantLeft').at(-2)).toBe('participant_add_failed');
  });
});

describe('through the API', () => {
  test('mute: the muted are not heard, and it is told once', async () => {
    const alice = await joins(ALICE);
    const bob = await joins(BOB);
    const { sid } = await conference();
    const seat = s.client.conferences(sid).participants(alice.sid);
    expect(await seat.update({ muted: true })).toMatchObject({ muted: true });
    await seat.update({ muted: true });
    await alice.phone.says('Can you hear me?');
    expect(bob.phone.heard.filter((line) => line.kind === 'person')).toEqual([]);
    await seat.update({ muted: false });
    await alice.phone.says('And now?');
    await bob.phone.hears('And now?');
    await s.settle();
    expect(events().slice(3)).toEqual(['participant-mute', 'participant-unmute']);
    expect(s.told('/room', 'Muted').slice(3)).toEqual(['true', 'false']);
  });

  test('hold: music for the held, and nothing from the room', async () => {
    s.answers.set('/hold', '<Response><Say>Please hold</Say></Response>');
    const alice = await joins(ALICE);
    const bob = await joins(BOB);
    const { sid } = await conference();
    const seat = s.client.conferences(sid).participants(alice.sid);
    await seat.update({ hold: true, holdUrl: s.at('/hold') });
    await alice.phone.hears('Please hold');
    await bob.phone.says('She is away');
    expect(alice.phone.heard.some((line) => line.text === 'She is away')).toBe(false);
    await seat.update({ hold: false });
    await bob.phone.says('Welcome back');
    await alice.phone.hears('Welcome back');
    await s.settle();
    expect(s.received.find((one) => one.path === '/hold')?.method).toBe('GET');
    expect(events().slice(3)).toEqual(['participant-hold', 'participant-unhold']);
  });

  test('announcements reach one or all, and their end is told', async () => {
    s.answers.set('/news', '<Response><Say>Five minutes left</Say></Response>');
    const alice = await joins(ALICE);
    const bob = await joins(BOB);
    const { sid } = await conference();
    await s.client.conferences(sid).participants(alice.sid).update({ announceUrl: s.at('/news') });
    await alice.phone.hears('Five minutes left');
    expect(bob.phone.heard.some((line) => line.text === 'Five minutes left')).toBe(false);
    await s.client.conferences(sid).update({ announceUrl: s.at('/news') });
    await bob.phone.hears('Five minutes left');
    await s.settle();
    expect(events().slice(3)).toEqual(['announcement-end', 'announcement-end']);
    expect(s.told('/room', 'AnnounceUrl').slice(3)).toEqual([s.at('/news'), s.at('/news')]);
    expect(s.told('/room', 'CallSid').slice(3)).toEqual([alice.sid, undefined]);
  });

  test.each([16_001, 16_099] as const)('where it refuses with %d before the start, nobody is muted, held or told anything until the second one comes', async (code) => {
    const strict = await stage({ controlsBeforeStart: code });
    strict.answers.set('/twiml', room());
    strict.answers.set('/news', '<Response><Say>Five minutes left</Say></Response>');
    const alice = await joins(ALICE, strict);
    const { sid } = await conference(strict);
    const seat = strict.client.conferences(sid).participants(alice.sid);
    const announces = () => strict.client.conferences(sid).update({ announceUrl: strict.at('/news') });
    for (const refused of [() => seat.update({ muted: true }), () => seat.update({ hold: true }), announces]) await expect(refused()).rejects.toMatchObject({ status: 400, code });
    expect(await seat.fetch()).toMatchObject({ muted: false, hold: false });
    await joins(BOB, strict);
    expect(await seat.update({ muted: true })).toMatchObject({ muted: true });
    await announces();
    await alice.phone.hears('Five minutes left');
    await strict.close();
  });

  test.each([16_001, 16_022, 16_099] as const)('what is asked of a room that has ended may be refused with %d', async (code) => {
    const strict = await stage({ controlsAfterEnd: code });
    strict.answers.set('/twiml', room());
    const alice = await joins(ALICE, strict);
    const { sid } = await conference(strict);
    await alice.phone.hangsUp();
    await strict.settle();
    await expect(strict.client.conferences(sid).participants(alice.sid).update({ muted: true })).rejects.toMatchObject({ status: 400, code });
    await expect(strict.client.conferences(sid).update({ announceUrl: strict.at('/news') })).rejects.toMatchObject({ status: 400, code });
    await strict.close();
  });

  test('whoever is removed leaves the room, and their call goes on', async () => {
    s.answers.set('/twiml', room('participantLabel="bob"', '<Say>You were removed</Say>'));
    const bob = await joins(BOB);
    const { sid } = await conference();
    expect((await s.client.conferences(sid).participants('bob').fetch()).callSid).toBe(bob.sid);
    await s.client.conferences(sid).participants('bob').remove();
    await bob.phone.hears('You were removed');
    await s.settle();
    expect(s.told('/room', 'ReasonParticipantLeft').at(-2)).toBe('participant_updated_via_api');
    expect(s.told('/room', 'ReasonConferenceEnded').at(-1)).toBe('last-participant-kicked');
    await expect(s.client.conferences(sid).participants('bob').update({ muted: true })).rejects.toMatchObject({ status: 404, code: 20_404 });
  });

  test('whoever is given other instructions leaves the room, is asked, and may come back', async () => {
    s.answers.set('/asked', '<Response><Gather numDigits="1" action="/twiml"><Say>Press 1 to join</Say></Gather></Response>');
    await joins(ALICE);
    const bob = await joins(BOB);
    await s.client.calls(bob.sid).update({ url: s.at('/asked'), method: 'POST' });
    await bob.phone.hears('Press 1 to join');
    await s.settle();
    const { sid } = await conference();
    expect((await s.client.conferences(sid).participants.list()).map(({ callSid }) => callSid)).not.toContain(bob.sid);
    expect([events().at(-1), s.told('/room', 'ReasonParticipantLeft').at(-1), s.told('/room', 'ParticipantCallStatus').at(-1)])
      .toEqual(['participant-leave', 'participant_updated_via_api', 'in-progress']);
    await bob.phone.presses('1');
    await s.settle();
    expect([events().at(-1), s.told('/room', 'CallSid').at(-1)]).toEqual(['participant-join', bob.sid]);
    expect((await s.client.conferences(sid).participants.list()).map(({ callSid }) => callSid)).toContain(bob.sid);
  });

  test('completed ends it for all', async () => {
    await joins(ALICE);
    await joins(BOB);
    const { sid } = await conference();
    await s.client.conferences(sid).update({ status: 'completed' });
    await s.settle();
    expect(s.told('/room', 'ReasonConferenceEnded').at(-1)).toBe('conference-ended-via-api');
    expect(s.told('/room', 'ReasonParticipantLeft').slice(-3)).toEqual(['conference_ended_via_api', 'conference_ended_via_api', undefined]);
    expect(await s.client.conferences(sid).participants.list()).toEqual([]);
    await expect(s.client.conferences(sid).update({ status: 'completed' })).rejects.toMatchObject({ code: 20_404 });
  });

  test('attributes may be modified', async () => {
    const alice = await joins(ALICE);
    const { sid } = await conference();
    expect(await s.client.conferences(sid).participants(alice.sid).update({ endConferenceOnExit: true })).toMatchObject({ endConferenceOnExit: true });
    await s.settle();
    expect(events().at(-1)).toBe('participant-modify');
  });

  test('somebody is dialled straight into a room', async () => {
    const participant = await s.client.conferences('side-room').participants.create({ from: '+14155550100', to: ALICE, label: 'alice' });
    expect(participant).toMatchObject({ status: 'queued', label: 'alice', muted: false });
    await s.emulator.phone(ALICE).answers();
    await s.settle();
    expect(await s.client.conferences(participant.conferenceSid).participants('alice').fetch()).toMatchObject({ status: 'connected' });
  });

  test('a room opened for somebody who never came is over', async () => {
    const { conferenceSid } = await s.client.conferences('side-room').participants.create({ from: '+14155550100', to: ALICE });
    await s.emulator.phone(ALICE).declines();
    await s.settle();
    expect((await s.client.conferences(conferenceSid).fetch()).status).toBe('completed');
  });
});
