import { expect } from 'vitest';
import twilio from 'twilio';
import type { CallbackFault } from '../../emulators/twilio/webhooks/callback-faults.ts';
import { NUMBERS } from '../support/phones.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { postForm, signedPost } from '../support/signed-post.ts';
import { twilioSent } from '../support/twilio-requests.ts';
import type { World } from '../support/world.ts';

/** Point 6 of issue 2: Twilio's callbacks are checked, kept once, and applied in whatever order they come. */
const ALICE_ALONE = { RING_HOST: 'false' };
const CALL_SID = `CA${'a'.repeat(32)}`;
const ROOM_SID = `CF${'b'.repeat(32)}`;
const RINGING = { CallSid: CALL_SID, CallStatus: 'ringing', SequenceNumber: '1', Timestamp: 'Mon, 07 Jan 2030 18:00:01 +0000', To: NUMBERS.alice, From: '+15005550006' };
const JOINED = {
  ConferenceSid: ROOM_SID, StatusCallbackEvent: 'participant-join', SequenceNumber: '1', Timestamp: 'Mon, 07 Jan 2030 18:00:01 +0000',
  CallSid: CALL_SID, ParticipantLabel: 'somebody',
};
const CALL_PATH = '/api/conference/callbacks/call/a-conference?call=a-call';
const ROOM_PATH = '/api/conference/callbacks/room/a-conference';
const PATHS = [CALL_PATH, ROOM_PATH, '/api/conference/twiml/a-conference?call=a-call'];

async function callbacks({ database }: World): Promise<Record<string, unknown>[]> {
  return database.query('SELECT key, conference_id, call_id, problem, applied_at IS NOT NULL AS applied FROM callback ORDER BY id');
}

async function ringsAlice({ slack }: Story): Promise<void> {
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
}

async function aliceComesAndGoes(story: Story): Promise<void> {
  await ringsAlice(story);
  const alice = await story.phones.of('alice').answers();
  await alice.hears('Welcome to Project Review. You are being connected to the conference.');
  await story.world.passes(20_000);
  await alice.hangsUp();
  await reads(story);
}

async function reads({ slack }: Story): Promise<void> {
  const general = slack.channel('general');
  await general.card('Project Review').shows('Ended after', 'Alice Ames: left');
  await general.thread('Project Review').says('Alice joined', 'Alice left');
  await general.thread('Project Review').saysLike(/^Ended after \d\d s: everyone left\. Was in: Alice \(\d\d s\)\.$/);
}

scenario('A wrong signature is refused with 403, wherever it knocks, and nothing is kept', async ({ world }) => {
  world.log.expects('A request with a wrong Twilio signature was refused');
  for (const path of PATHS) {
    const answer = await postForm(world, path, RINGING, 'bm90IHRoZSBzaWduYXR1cmU=');
    expect([path, answer.status]).toEqual([path, 403]);
    expect(answer.body).toBe('The X-Twilio-Signature header does not match this address and these fields.');
  }
  expect(await callbacks(world)).toEqual([]);
  const refused = world.log.lines.filter(({ level }) => level === 'warn');
  expect(refused).toHaveLength(PATHS.length);
  expect(refused[0]?.message).toContain('API_URL');
});

scenario('A missing signature is a 400 that says whom the address is for', async ({ world }) => {
  for (const path of PATHS) {
    const answer = await postForm(world, path, RINGING, undefined);
    expect([path, answer.status, answer.body]).toEqual([path, 400, 'This address is for Twilio: the X-Twilio-Signature header is missing.']);
  }
  expect(await callbacks(world)).toEqual([]);
});

scenario('A signature holds for its own address and its own fields only', async ({ world }) => {
  world.log.expects('A request with a wrong Twilio signature was refused');
  const signature = twilio.getExpectedTwilioSignature(world.config.twilio.authToken, world.config.http.apiUrl + CALL_PATH, RINGING);
  expect((await postForm(world, CALL_PATH, { ...RINGING, CallStatus: 'completed' }, signature)).status).toBe(403);
  expect((await postForm(world, CALL_PATH.replace('a-call', 'another'), RINGING, signature)).status).toBe(403);
  expect(await callbacks(world)).toEqual([]);
  expect((await postForm(world, CALL_PATH, RINGING, signature)).status).toBe(204);
  expect(await callbacks(world)).toHaveLength(1);
});

const UNREADABLE: readonly (readonly [string, string, Readonly<Record<string, string>>, string])[] = [
  ['has no CallSid', CALL_PATH, { ...RINGING, CallSid: '' }, 'CallSid'],
  ['has a CallSid that is none', CALL_PATH, { ...RINGING, CallSid: NUMBERS.alice }, 'CallSid'],
  ['has a SequenceNumber that counts nothing', CALL_PATH, { ...RINGING, SequenceNumber: NUMBERS.alice }, 'SequenceNumber'],
  ['has a time that is none', CALL_PATH, { ...RINGING, Timestamp: `at ${NUMBERS.alice}` }, 'Timestamp'],
  ['has no ConferenceSid', ROOM_PATH, { ...JOINED, ConferenceSid: CALL_SID }, 'ConferenceSid'],
  ['has a CallSid that is none', ROOM_PATH, { ...JOINED, CallSid: NUMBERS.alice }, 'CallSid'],
];

for (const [what, path, fields, field] of UNREADABLE) {
  scenario(`A callback of a ${path === CALL_PATH ? 'call' : 'room'} that ${what} is a 400, logged as an error by the name of the field and without its value`, async ({ world }) => {
    world.log.expects('Twilio sent a callback that cannot be read');
    const answer = await signedPost(world, path, fields);
    expect([answer.status, answer.type]).toEqual([400, 'text/plain; charset=utf-8']);
    expect(answer.body).toContain(field);
    expect(answer.body + JSON.stringify(world.log.lines)).not.toContain('4155550101');
    expect(await callbacks(world)).toEqual([]);
    expect(world.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
}

scenario('A body nobody can parse is refused in a sentence, without a look inside the app', async ({ world }) => {
  const response = await fetch(`http://127.0.0.1:${world.app.port}${CALL_PATH}`, {
    method: 'POST', body: 'CallSid=1', headers: { 'content-type': 'application/x-www-form-urlencoded; charset=klingon', 'x-twilio-signature': 'x' },
  });
  const text = await response.text();
  expect([response.status, response.headers.get('content-type')]).toEqual([415, 'text/plain; charset=utf-8']);
  expect(text).not.toMatch(/node_modules|\bat /);
});

scenario('A path nobody can decode is refused in a sentence, without a look inside the app', async ({ world }) => {
  const response = await fetch(`http://127.0.0.1:${world.app.port}/api/conference/callbacks/call/%E0%A4%A`, { method: 'POST' });
  const text = await response.text();
  expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/plain; charset=utf-8']);
  expect(text).not.toMatch(/node_modules|\bat /);
});

scenario('A callback that comes twice is kept once', async (story) => {
  const { world } = story;
  world.twilio.callbackFaults.plant({ fault: { kind: 'double' } });
  await aliceComesAndGoes(story);
  const kept = (await callbacks(world)).map(({ key }) => key);
  expect(new Set(kept).size).toBe(kept.length);
  expect(world.twilio.callbackFaults.counts.sent).toBe(2 * kept.length);
  expect(story.slack.channel('general').thread('Project Review').lines.join('\n').match(/joined/g)).toHaveLength(1);
}, { settings: ALICE_ALONE });

scenario('A callback for a conference nobody knows is kept, with what is wrong with it', async ({ world }) => {
  expect((await signedPost(world, CALL_PATH, RINGING)).status).toBe(204);
  expect((await signedPost(world, ROOM_PATH, JOINED)).status).toBe(204);
  await world.settle();
  const problem = 'no conference of ours has this id: it may belong to another database';
  expect(await callbacks(world)).toEqual([
    { key: `${CALL_SID}/1/ringing`, conference_id: 'a-conference', call_id: 'a-call', problem, applied: false },
    { key: `${ROOM_SID}/1/participant-join/${CALL_SID}`, conference_id: 'a-conference', call_id: null, problem, applied: false },
  ]);
});

scenario('A callback for a call the conference does not have is kept, and changes nobody', async (story) => {
  const { world } = story;
  await ringsAlice(story);
  await story.phones.of('alice').rings();
  const [conference] = await world.database.query('SELECT id FROM conference');
  const done = { ...RINGING, CallStatus: 'completed', SequenceNumber: '9' };
  const unheardOf = { ...RINGING, CallStatus: 'teleported', SequenceNumber: '8' };
  expect((await signedPost(world, `/api/conference/callbacks/call/${String(conference?.['id'])}?call=a-call`, done)).status).toBe(204);
  expect((await signedPost(world, `/api/conference/callbacks/call/${String(conference?.['id'])}`, unheardOf)).status).toBe(204);
  expect((await signedPost(world, `/api/conference/callbacks/room/${String(conference?.['id'])}`, JOINED)).status).toBe(204);
  await world.settle();
  expect((await callbacks(world)).filter(({ applied }) => applied === false).map(({ problem }) => problem)).toEqual([
    'the conference has no call of this id', 'Twilio names a call status we do not know: teleported', 'the conference has no such participant',
  ]);
  await story.slack.channel('general').card('Project Review').shows('Alice Ames: ringing');
  await story.phones.of('alice').declines();
  await story.slack.channel('general').thread('Project Review').says('Alice declined', 'Ended: nobody answered. Never joined: Alice (declined).');
  await story.slack.channel('general').card('Project Review').shows('Ended');
}, { settings: ALICE_ALONE });

const DISORDER: readonly (readonly [string, CallbackFault])[] = [
  ['in any order within ten seconds', { kind: 'shuffle', withinMs: 10_000 }],
  ['twelve seconds late', { kind: 'delay', ms: 12_000 }],
  ['twice', { kind: 'double' }],
];

for (const [how, fault] of DISORDER) {
  for (const seed of fault.kind === 'shuffle' ? [1, 2, 3, 4] : [1]) {
    scenario(`Callbacks that come ${how}${fault.kind === 'shuffle' ? ` (shuffle ${seed})` : ''} lead to the same end, and Twilio’s times count`, async (story) => {
      const { slack, phones, world } = story;
      world.twilio.callbackFaults.plant({ fault });
      await slack.as('ina').types('/conference Project Review @alice @bob');
      await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
      const alice = await phones.of('alice').answers();
      await phones.of('bob').isBusy();
      const began = world.clock.now();
      await world.passes(20_000);
      await alice.hangsUp();
      const lasted = Math.round((world.clock.now() - began) / 1_000);
      const general = slack.channel('general');
      await general.card('Project Review').shows('Ended after', 'Alice Ames: left', 'Bob Berg: line busy');
      await general.thread('Project Review').says("Bob's line was busy");
      await general.thread('Project Review').saysLike(/^Alice left$/, /^Ended after/);
      if (general.thread('Project Review').lines.includes('Alice joined')) await general.thread('Project Review').says('Alice joined');
      const seconds = Number(/^Ended after (\d+) s/m.exec(general.thread('Project Review').lines.join('\n'))?.[1]);
      // Not the time of receipt: only the pacing of the two calls lies between.
      expect(Math.abs(seconds - lasted)).toBeLessThanOrEqual(2);
      expect((await callbacks(world)).filter(({ applied }) => applied === false)).toEqual([]);
    }, { settings: ALICE_ALONE, twilio: { seed } });
  }
}

scenario('While the database is away callbacks are answered 503, Twilio sends them again, and nothing is lost', async (story) => {
  const { world } = story;
  world.log.expects('A callback could not be stored', 'The job failed and is tried again');
  await ringsAlice(story);
  const alice = await story.phones.of('alice').rings();
  // Away for the first try of each callback and back for the second: the emulator tries again at once, as #rc asks it to.
  await world.database.query('CREATE SEQUENCE tries');
  await world.database.query(`CREATE FUNCTION every_other() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF nextval('tries') % 2 = 1 THEN RAISE EXCEPTION 'the database is away'; END IF; RETURN NEW; END $$`);
  await world.database.query('CREATE TRIGGER away BEFORE INSERT ON callback FOR EACH STATEMENT EXECUTE FUNCTION every_other()');
  await alice.answers();
  await world.passes(20_000);
  await alice.hangsUp();
  await reads(story);
  const answers = twilioSent(world).filter(({ path }) => path.includes('/callbacks/')).map(({ status }) => status);
  expect(answers.filter((status) => status === 503).length).toBeGreaterThanOrEqual(4);
  const events = (await callbacks(world)).map(({ key }) => String(key).split('/')[2] ?? '');
  expect(events.sort((a, b) => a.localeCompare(b))).toEqual(['completed', 'conference-end', 'human', 'in-progress', 'initiated', 'participant-join', 'participant-leave', 'ringing']);
}, { settings: ALICE_ALONE });

scenario('Nothing is answered 2xx before it is stored', async ({ world }) => {
  world.log.expects('A callback could not be stored');
  // What the app looks for when it starts is done, and would else look into the table that is away.
  await world.settle();
  await world.database.query('ALTER TABLE callback RENAME TO callback_away');
  expect((await signedPost(world, CALL_PATH, RINGING)).status).toBe(503);
  expect((await signedPost(world, ROOM_PATH, JOINED)).status).toBe(503);
  await world.database.query('ALTER TABLE callback_away RENAME TO callback');
  expect(await callbacks(world)).toEqual([]);
  expect((await signedPost(world, CALL_PATH, RINGING)).status).toBe(204);
  expect(await callbacks(world)).toHaveLength(1);
});

scenario('No table, no job and no log line holds a digit of anybody’s number that could be dialled', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Vendor call @alice @carol +1 (415) 555-0199 x512');
  await slack.as('ina').reads('Ringing @Alice Ames, @Carol Cruz and +1•••••••99, and you.');
  const alice = await phones.of('alice').answers();
  const carol = await phones.of('carol').answers();
  await phones.of('+14155550199').isBusy();
  const ina = await phones.of('ina').answers();
  for (const phone of [alice, carol, ina]) await phone.hangsUp();
  await slack.channel('general').card('Vendor call').shows('Ended after');
  await slack.channel('general').thread('Vendor call').says('Alice joined', 'Carol joined', "+1•••••••99's line was busy", 'Ina joined', 'Alice, Carol and Ina left');
  await slack.channel('general').thread('Vendor call').saysLike(/^Ended after/);

  const tables = await world.database.query("SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')");
  const dump: string[] = [];
  for (const { schemaname, tablename } of tables) {
    const rows = await world.database.query(`SELECT t::text AS line FROM "${String(schemaname)}"."${String(tablename)}" t`);
    dump.push(...rows.map(({ line }) => `${String(tablename)} ${String(line)}`));
  }
  expect(dump.length).toBeGreaterThan(20);
  for (const digits of ['4155550100', '4155550101', '2079460103', '4155550199', '5550101', '9460103']) {
    expect(dump.filter((line) => line.replaceAll(/[\s().-]/g, '').includes(digits))).toEqual([]);
  }
  expect(dump.filter((line) => /^participant .*a2:/.test(line))).toHaveLength(4);
  expect(JSON.stringify(world.log.lines)).not.toMatch(/5550101|9460103|5550199/);
});

scenario('A callback to an address with a NUL in it spoils none that come with it', async ({ world }) => {
  const paths = ['/api/conference/callbacks/call/a%00b?call=a-call', CALL_PATH, '/api/conference/callbacks/call/a-conference?call=%00'];
  const answers = await Promise.all(paths.map((path, index) => signedPost(world, path, { ...RINGING, SequenceNumber: String(index) })));
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
  expect((await callbacks(world)).map(({ conference_id: conference, call_id: call }) => [conference, call])).toEqual(expect.arrayContaining([['', 'a-call'], ['a-conference', null], ['a-conference', 'a-call']]));
});
