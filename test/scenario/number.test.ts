import { expect } from 'vitest';
import { ToldForm } from '../support/form-story.ts';
import { asksForCode, hearsCode, opensMyNumber, wrong } from '../support/number-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { placings } from '../support/twilio-requests.ts';

/** Point 4 of issue 4: my number, proved by a call that speaks a code. */
const NEW = '+14155550177';

/** Whose call it is makes no matter to these stories: the line is busy. */
async function isRungAs({ slack, phones }: Story, number: `+${string}`): Promise<void> {
  await slack.as('ina').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of(number).isBusy();
  await slack.channel('general').thread('Review').says("Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy).');
  await slack.channel('general').card('Review').shows('Ended');
}

async function proves(story: Story, who: string, number: `+${string}`): Promise<ToldForm> {
  const form = await opensMyNumber(story, who);
  await asksForCode(form, number);
  const code = await hearsCode(story, story.phones.of(number), number);
  await form.submits({ Code: code });
  return form;
}

scenario('Alice sees where her number comes from, has another called, types the code, and is rung there from then on', async (story) => {
  const form = await opensMyNumber(story, 'alice');
  await form.shows('When somebody calls you, I ring +1 415 555 0101.', 'It comes from your Slack profile.');
  await form.presses('Set my number');
  await form.submits({ 'Phone number': '(415) 555-0177' });
  await form.shows('I am calling +1 415 555 0177.');
  const phone = story.phones.of(NEW);
  const code = await hearsCode(story, phone, NEW);
  const digits = code.split('').join(' ');
  await phone.isIdle();
  await phone.hearsOnly('Hello. Here is the code for your phone number.', `Your code is: ${digits}.`, `Once more: ${digits}.`, 'If you did not ask for it, hang up, and tell it to nobody.');
  await form.submits({ Code: `${code.slice(0, 3)} ${code.slice(3)}` });
  await form.shows('I ring +1 415 555 0177.', 'You showed me that it is yours.', 'Change my number', 'Remove my number');
  await story.world.passes(60_000);
  await isRungAs(story, NEW);
}, { settings: { RING_HOST: 'false' } });

scenario('The call is one of ours: from our number, as long as a phone rings, and not for long', async (story) => {
  await proves(story, 'alice', NEW);
  expect(placings(story.world).map(({ form }) => form)).toEqual([{ To: NEW, From: '+15005550006', Timeout: '25', TimeLimit: '90', Url: expect.stringMatching(/\/api\/conference\/proof\/[0-9a-f-]{36}#rc=3&rp=ct,rt,5xx$/u) }]);
}, { settings: { RING_SECONDS: '25' } });

scenario('Three wrong codes, and even the right one counts no more; a new call brings a new code', async (story) => {
  const form = await opensMyNumber(story, 'alice');
  await asksForCode(form, NEW);
  const code = await hearsCode(story, story.phones.of(NEW), NEW);
  await form.submits({ Code: 'twelve' });
  form.complains('A code is six digits, such as 123 456.');
  await form.submits({ Code: wrong(code) });
  form.complains('That is not the code the call told you. You have 2 tries left.');
  await form.submits({ Code: wrong(code) });
  form.complains('That is not the code the call told you. You have one try left.');
  await form.submits({ Code: wrong(code) });
  form.complains('That code was typed wrong three times and counts no more. Ask for a new call, and type the code it tells you.');
  await form.submits({ Code: code });
  form.complains('That code was typed wrong three times and counts no more. Ask for a new call, and type the code it tells you.');

  await form.closes();
  await form.presses('Set my number');
  await form.submits({ 'Phone number': NEW });
  form.complains(/^You asked for a call too often\. You can ask again in 5\d seconds\.$/u);
  await story.world.passes(60_000);
  await form.submits({ 'Phone number': NEW });
  const next = await hearsCode(story, story.phones.of(NEW), NEW);
  await form.submits({ Code: next });
  await form.shows('I ring +1 415 555 0177.');
  expect(story.phones.callsTo(NEW)).toBe(2);
});

scenario('Wrong codes typed at one moment count one by one', async (story) => {
  const form = await opensMyNumber(story, 'alice');
  await asksForCode(form, NEW);
  const code = await hearsCode(story, story.phones.of(NEW), NEW);
  const { team } = story.world.slack.world;
  const proofId = form.metadata;
  const alice = story.world.slack.as('alice').user.id;
  const results = await Promise.all([1, 2, 3, 4].map(() => story.world.app.context.numberProofs.tryCode(team.id, alice, proofId, wrong(code))));
  expect(results.map(({ result }) => result).sort()).toEqual(['used-up', 'used-up', 'wrong', 'wrong']);
  await form.submits({ Code: code });
  form.complains(/three times/u);
});

scenario('A code is good for ten minutes', async (story) => {
  const form = await opensMyNumber(story, 'alice');
  await asksForCode(form, NEW);
  const code = await hearsCode(story, story.phones.of(NEW), NEW);
  await story.world.passes(600_000);
  await form.submits({ Code: code });
  form.complains('That code is more than ten minutes old. Ask for a new call, and type the code it tells you.');
});

scenario("Somebody else's code proves nothing, nor does one of another workspace", async (story) => {
  const form = await opensMyNumber(story, 'alice');
  await asksForCode(form, NEW);
  const code = await hearsCode(story, story.phones.of(NEW), NEW);
  const { numberProofs, peopleSettings } = story.world.app.context;
  const { team } = story.world.slack.world;
  const proofId = form.metadata;
  const [alice, bob] = ['alice', 'bob'].map((who) => story.world.slack.as(who).user.id);
  expect(await numberProofs.tryCode(team.id, bob ?? '', proofId, code)).toMatchObject({ result: 'too-late' });
  expect(await numberProofs.tryCode('T0ANOTHER01', alice ?? '', proofId, code)).toMatchObject({ result: 'too-late' });
  await form.submits({ Code: code });
  await form.shows('I ring +1 415 555 0177.');
  expect(await peopleSettings.of('T0ANOTHER01', [alice ?? ''])).toEqual(new Map());
  await peopleSettings.removeProved('T0ANOTHER01', alice ?? '');
  expect((await peopleSettings.of(team.id, [alice ?? ''])).get(alice ?? '')?.proved).toEqual({ e164: NEW, extension: null });
});

scenario('A number nobody may ring, or none at all, is refused where it was typed, and nobody is called', async (story) => {
  const form = await opensMyNumber(story, 'alice');
  await form.presses('Set my number');
  await form.submits({ 'Phone number': 'my mobile' });
  form.complains('That is not a phone number. Write it with + and the country code, for example +1 415 555 0100.');
  await form.submits({ 'Phone number': '+33 1 42 68 53 00' });
  form.complains('That number is in France (FR), where this app may not ring. An admin can allow it by adding FR to ALLOWED_COUNTRIES.');
  await form.submits({ 'Phone number': '+15005550006' });
  form.complains(/^That is this app's own number/u);
  expect(placings(story.world)).toEqual([]);
});

scenario('Many people together cannot keep a phone ringing', async (story) => {
  for (const who of ['alice', 'bob', 'ina']) {
    const form = await opensMyNumber(story, who);
    await asksForCode(form, NEW);
    await story.phones.of(NEW).declines();
    await story.world.passes(60_000);
  }
  const form = await opensMyNumber(story, 'emil');
  await asksForCode(form, NEW);
  form.complains(/^That number was called for a code too often\. You can ask again in 5\d minutes\.$/u);
  expect(story.phones.callsTo(NEW)).toBe(3);
});

scenario('Two who press at one moment for one number are called one after the other; twice the same form calls once', async (story) => {
  const form = await opensMyNumber(story, 'alice');
  await form.presses('Set my number');
  const { team } = story.world.slack.world;
  const alice = story.world.slack.as('alice').user.id;
  const ask = (id: string) => story.world.app.context.numberProofs.ask({ id, teamId: team.id, slackUserId: alice, number: { e164: NEW, extension: null }, code: '123456' });
  const asked = await Promise.all([ask('one'), ask('another'), ask('a third')]);
  expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await Promise.all([ask('one'), ask('one')])).toEqual([asked[0], asked[0]]);
  await story.phones.of(NEW).declines();
  expect(story.phones.callsTo(NEW)).toBe(1);
});

scenario('The app dies having taken the turn of a number, and comes back too late to call with the code: the number is free again', async ({ slack, world }) => {
  const { numberProofs, dialTurns } = world.app.context;
  await dialTurns.take(NEW, 'somebody else');
  await numberProofs.ask({ id: 'one', teamId: world.slack.world.team.id, slackUserId: world.slack.as('alice').user.id, number: { e164: NEW, extension: null }, code: '123456' });
  await world.settle();
  await world.database.query("UPDATE dial_turn SET call_id = 'one'");
  await world.restartApp({ afterMs: 6 * 60_000 });
  await slack.as('alice').directMessages.says('I could not call you with a code. I could not call you in time. Please ask for another call.');
  expect(await world.database.query('SELECT * FROM dial_turn')).toEqual([]);
});

scenario("When Twilio's answer is lost nobody is called twice, and the code counts", async (story) => {
  story.world.log.expects('Twilio did not say what became of a call with a code');
  story.world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'lost-answer' } });
  const form = await opensMyNumber(story, 'alice');
  await asksForCode(form, NEW);
  const code = await hearsCode(story, story.phones.of(NEW), NEW);
  await form.submits({ Code: code });
  await form.shows('I ring +1 415 555 0177.');
  await story.world.passes(120_000);
  expect(placings(story.world)).toHaveLength(1);
  expect(await story.world.database.query('SELECT * FROM dial_turn')).toEqual([]);
});

scenario('The app dies while Twilio is asked: nobody is called twice, and the person may ask again', async (story) => {
  story.world.log.expects('Whoever called with a code died meanwhile');
  // His call takes the turn of this moment, so that hers waits.
  await proves(story, 'bob', '+14155550188');
  const form = await opensMyNumber(story, 'alice');
  await asksForCode(form, NEW);
  expect(await story.world.database.query(`UPDATE number_proof SET "placing" = 'leased' WHERE "placing" = 'waiting' RETURNING 1 AS done`)).toHaveLength(1);
  await story.world.passes(70_000);
  expect(placings(story.world)).toHaveLength(1);
  await form.closes();
  await form.presses('Set my number');
  await form.submits({ 'Phone number': NEW });
  await form.submits({ Code: await hearsCode(story, story.phones.of(NEW), NEW) });
  await form.shows('I ring +1 415 555 0177.');
}, { settings: { TWILIO_CPS: '0.05' } });

scenario('Twilio refuses the call, and the form that waits for the code says why', async (story) => {
  story.world.log.expects('Twilio refused a call with a code');
  story.world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'status', status: 400, body: { code: 21216, message: 'blocked', more_info: '', status: 400 } } });
  const form = await opensMyNumber(story, 'alice');
  await asksForCode(form, NEW);
  await form.shows('I could not call you with a code. Twilio blocks this number against fraud or by regulation.');
  expect(story.phones.callsTo(NEW)).toBe(0);
});

scenario('Twilio refuses the call when the form is closed already: a direct message says why', async (story) => {
  story.world.log.expects('Twilio refused a call with a code');
  await proves(story, 'bob', '+14155550188');
  story.world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'status', status: 400, body: { code: 21215, message: 'no', more_info: '', status: 400 } } });
  const form = await opensMyNumber(story, 'alice');
  await asksForCode(form, NEW);
  await form.closes();
  await form.closes();
  await story.slack.as('alice').directMessages.says('I could not call you with a code. Calls to this country are switched off at Twilio. An admin can allow it in the Twilio Console: Voice, Settings, Geographic permissions.');
}, { settings: { TWILIO_CPS: '0.1' } });

scenario('Calls with codes keep to the pace of the account, and a Twilio that wants to be left alone is', async (story) => {
  story.world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'rate-limit', retryAfterSeconds: 1 } });
  const forms = [await opensMyNumber(story, 'alice'), await opensMyNumber(story, 'bob')];
  for (const [index, form] of forms.entries()) await asksForCode(form, `+1415555017${7 + index}`);
  await story.phones.of(NEW).declines();
  await story.phones.of('+14155550178').declines();
  const asked = placings(story.world);
  expect(asked.map(({ status }) => status)).toEqual([429, 201, 201]);
  const gaps = asked.slice(1).map(({ at }, index) => at - (asked[index]?.at ?? 0));
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(1_990);
}, { settings: { TWILIO_CPS: '0.5' } });

scenario('"Do not ring me" and quiet hours are kept, wrong hours explained at the input, and one is not rung', async (story) => {
  const { slack } = story;
  const form = await opensMyNumber(story, 'alice');
  await form.submits({ 'Quiet hours': '22-7' });
  form.complains('I cannot read that as hours. Write them like 22:00-07:00 or 10 pm to 7 am, "off" for none, or leave it empty.');
  await form.submits({ 'When somebody calls you': ['Do not ring me'], 'Quiet hours': '10 pm to 7 am' });
  form.isClosed();
  await opensMyNumber(story, 'alice');
  await form.shows('I would ring +1 415 555 0101, but you asked me not to ring you.');
  expect(form.view?.values['my-quiet-hours']?.['my-quiet-hours']).toMatchObject({ value: '22:00-07:00' });
  await form.closes();

  await slack.as('ina').types('/conference Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.', '“Review” was not started, for nobody can be rung:', '• Alice Ames: They asked this app not to ring them. Write to them in Slack instead.');
  await story.phones.of('alice').neverRings();
  await slack.channel('general').hasNoCard();

  await opensMyNumber(story, 'alice');
  await form.submits({ 'When somebody calls you': [], 'Quiet hours': null });
  await opensMyNumber(story, 'alice');
  await form.shows('When somebody calls you, I ring +1 415 555 0101.');
  expect(form.view?.values['my-quiet-hours']?.['my-quiet-hours']).toMatchObject({ value: null });
}, { settings: { RING_HOST: 'false' } });

scenario('Alice removes her number, and is rung as her profile says again', async (story) => {
  const form = await proves(story, 'alice', NEW);
  await form.presses('Remove my number');
  await form.shows('When somebody calls you, I ring +1 415 555 0101.', 'It comes from your Slack profile.', 'Set my number');
  await form.closes();
  await isRungAs(story, '+14155550101');
}, { settings: { RING_HOST: 'false' } });

scenario('Two who share a desk both prove its phone, and it rings once for both', async (story) => {
  const { slack, phones, world } = story;
  await proves(story, 'alice', NEW);
  await world.passes(61_000);
  await proves(story, 'bob', NEW);
  await world.passes(15 * 60_000);
  await slack.as('ina').types('/conference Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.', 'Not rung for “Review”:', '• Bob Berg: Same phone as Alice Ames, who is being rung.');
  await phones.of(NEW).isBusy();
  await slack.channel('general').thread('Review').says("Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy) and Bob (not rung).');
  await slack.channel('general').card('Review').shows('Ended');
}, { settings: { RING_HOST: 'false' } });

scenario('Somebody without any number reads that nobody can call them, and how to change it', async ({ slack, world }) => {
  await slack.as('dora').types('/conference ME');
  const form = new ToldForm(world, 'dora');
  await form.shows('I know no phone number of you, so nobody can call you.', 'Set my number');
});

scenario('While Slack does not tell of profiles the form shows all the same', async ({ slack, world }) => {
  world.slack.faults.plant({ path: 'users.info', fault: { kind: 'status', status: 500 } });
  await slack.as('alice').types('/conference me');
  await new ToldForm(world, 'alice').shows('You have not set a number here, and Slack does not tell me just now what your profile says.');
});

scenario('When Slack does not open the form, whoever asked reads so', async ({ slack, world }) => {
  world.log.expects('Somebody could not be shown their number');
  world.slack.faults.plant({ path: 'views.open', times: 1, fault: { kind: 'status', status: 500 } });
  await slack.as('alice').types('/conference me');
  await slack.as('alice').reads('Slack did not open the form in time. Please type /conference me once more.');
});

scenario('Codes are forgotten after a day, and what is stored of them cannot be read', async (story) => {
  const { world } = story;
  const form = await opensMyNumber(story, 'alice');
  await asksForCode(form, NEW);
  const code = await hearsCode(story, story.phones.of(NEW), NEW);
  const [row] = await world.database.query('SELECT * FROM number_proof');
  expect(JSON.stringify(row)).not.toContain('5550177');
  expect(JSON.stringify(row)).not.toContain(code);
  await world.restartApp({ afterMs: 24 * 60 * 60_000 });
  await world.passes(60_000);
  expect(await world.database.query('SELECT * FROM number_proof')).toEqual([]);
  await form.submits({ Code: code });
  form.complains(/more than ten minutes old/u);
});

scenario('App Home opens the form, and shows the new number as soon as it is proved', async (story) => {
  const { slack, world } = story;
  const alice = world.slack.as('alice');
  await alice.opensHome();
  await world.until(() => alice.home?.text.includes('+1•••••••01') === true, () => `Home shows her number; it shows ${alice.home?.text ?? 'nothing'}`);
  await alice.presses('My number');
  const form = new ToldForm(world, 'alice');
  await form.shows('I ring +1 415 555 0101.');
  await asksForCode(form, NEW);
  await form.submits({ Code: await hearsCode(story, story.phones.of(NEW), NEW) });
  await world.until(() => alice.home?.text.includes('+1•••••••77') === true, () => `Home shows her new number; it shows ${alice.home?.text ?? 'nothing'}`, 2_000);
  expect(slack.untold()).toEqual([]);
});
