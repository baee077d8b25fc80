import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Element } from '../../emulators/twilio/twiml/xml.ts';
import { parseXml } from '../../emulators/twilio/twiml/xml.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { aloneTwiml, firstInTwiml, overTwiml, takenOutTwiml, waitTwiml, welcomeTwiml } from '../../src/twilio/twiml.ts';
import { sharedData } from '../support/shared-data.ts';
import { signedPost } from '../support/signed-post.ts';
import { lastDocument, placings, twilioSent } from '../support/twilio-requests.ts';
import type { World } from '../support/world.ts';

/** Point 5 of issue 2: what somebody who answers hears, and how they come into the room. */
const ALICE_ALONE = { RING_HOST: 'false' };
const ALONE_SO_FAR = 'Nobody else is here yet.';

/** Every document the app gave, in order. */
function documents(world: World): Element[] {
  return twilioSent(world).filter(({ path }) => /\/(?:twiml|wait)\//u.test(path)).map(({ body }) => parseXml(body));
}

function find(element: Element, name: string): Element | undefined {
  return element.name === name ? element : element.children.map((child) => find(child, name)).find((found) => found !== undefined);
}

async function declines({ slack, phones }: Story, room: string): Promise<void> {
  await phones.of('alice').declines();
  await slack.channel('general').thread(room).says('Alice declined', 'Ended: nobody answered. Never joined: Alice (declined).');
  await slack.channel('general').card(room).shows('Ended');
}

async function hangsUp({ slack, phones }: Story, card: string): Promise<void> {
  await phones.of('alice').hangsUp();
  const general = slack.channel('general');
  await general.card(card).shows('Ended after');
  await general.thread(card).says('Alice joined', 'Alice left');
  await general.thread(card).saysLike(/^Ended after/);
}

scenario('Whoever answers hears the welcome word for word, and that nobody else is there, and nothing else is said', async (story) => {
  await story.slack.as('ina').types('/conference Project Review @alice');
  await story.slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await story.phones.of('alice').answers();
  await alice.hearsOnly('Welcome to Project Review. You are being connected to the conference.', ALONE_SO_FAR);
  await hangsUp(story, 'Project Review');
}, { settings: ALICE_ALONE });

scenario('A room nobody named is welcomed to by the names of its people', async (story) => {
  await story.slack.as('ina').types('/conference @alice');
  await story.slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await story.phones.of('alice').answers();
  await alice.hearsOnly('Welcome to Conference with Alice. You are being connected to the conference.', ALONE_SO_FAR);
  await hangsUp(story, 'Conference with Alice');
}, { settings: ALICE_ALONE });

scenario('Markup and quotes in a name are said, not obeyed', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference <b>&" \'x\' <Hangup/> @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  await alice.hearsOnly('Welcome to <b>&" \'x\' <Hangup/>. You are being connected to the conference.', ALONE_SO_FAR);
  expect(lastDocument(world)).toContain('Welcome to &lt;b&gt;&amp;');
  await hangsUp(story, '<b>&" \'x\' <Hangup/>');
}, { settings: ALICE_ALONE });

scenario('What no XML may hold goes out of a name, and the welcome is said', async (story) => {
  const { slack, phones } = story;
  await slack.as('ina').types('/conference Project\uFFFE Review\uFFFF \uD83D @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  await alice.hearsOnly('Welcome to Project Review \uFFFD. You are being connected to the conference.', ALONE_SO_FAR);
  await hangsUp(story, 'Project Review \uFFFD');
}, { settings: ALICE_ALONE });

scenario('Right-to-left words and emoji in a name reach the voice whole', async (story) => {
  const { slack, phones } = story;
  await slack.as('ina').types('/conference סקירת פרויקט 🚀 @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  const alice = await phones.of('alice').answers();
  await alice.hearsOnly('Welcome to סקירת פרויקט 🚀. You are being connected to the conference.', ALONE_SO_FAR);
  await hangsUp(story, 'סקירת פרויקט 🚀');
}, { settings: ALICE_ALONE });

scenario('Twilio never learns the name of a room, and two rooms of one name are two rooms', async (story) => {
  const { slack, phones, world } = story;
  for (const meeting of [1, 2]) {
    await slack.as('ina').types('/conference Layoffs @alice');
    await slack.as('ina').reads('Ringing @Alice Ames.');
    await phones.of('alice').answers();
    await world.until(() => slack.channel('general').cards.length === meeting, 'it has a card of its own');
    await hangsUp(story, 'Layoffs');
    expect(world.twilio.store.conferences.size).toBe(meeting);
  }
  const names = [...world.twilio.store.conferences.values()].map(({ friendlyName }) => friendlyName);
  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(name).toMatch(/^[0-9a-f]{32}$/);
}, { settings: { ...ALICE_ALONE, RING_PACE: 'off' } });

scenario('All legs bring the same room with the same attributes; only the label, and where they hear who is being rung, tell who it is', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg, and you.');
  const told = [];
  for (const who of ['alice', 'bob', 'ina'] as const) told.push(await phones.of(who).answers());
  await world.settle();

  const rooms = documents(world).flatMap((root) => find(root, 'Conference') ?? []);
  expect(rooms).toHaveLength(3);
  const [first] = rooms;
  for (const room of rooms) {
    expect(room?.text).toBe(first?.text);
    expect({ ...room?.attributes, participantLabel: '', waitUrl: '' }).toEqual({ ...first?.attributes, participantLabel: '', waitUrl: '' });
  }
  expect(first?.attributes).toMatchObject({
    startConferenceOnEnter: 'true', endConferenceOnExit: 'false', statusCallbackMethod: 'POST',
    statusCallbackEvent: 'start end join leave mute hold modify',
  });
  const participants = await world.database.query('SELECT id FROM participant');
  expect(new Set(rooms.map((room) => room?.attributes['participantLabel']))).toEqual(new Set(participants.map(({ id }) => id)));
  expect(participants).toHaveLength(3);

  for (const phone of told) await phone.hangsUp();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Ended after');
  await general.thread('Project Review').says('Alice joined', 'Bob joined', 'Ina joined', 'Alice, Bob and Ina left');
  await general.thread('Project Review').saysLike(/^Ended after/);
});

scenario('Voice and language are those of the settings, in every sentence', async (story) => {
  const { world } = story;
  await story.slack.as('ina').types('/conference Project Review @alice');
  await story.slack.as('ina').reads('Ringing @Alice Ames.');
  await story.phones.of('alice').answers();
  await world.settle();
  const over = await signedPost(world, '/api/conference/twiml/nobody-knows-it?call=nor-this');
  const said = [...documents(world), parseXml(over.body)].map((root) => find(root, 'Say')?.attributes);
  expect(said).toEqual(Array.from({ length: 3 }, () => ({ voice: 'Polly.Vicki', language: 'de-DE' })));
  await hangsUp(story, 'Project Review');
}, { settings: { ...ALICE_ALONE, VOICE: 'Polly.Vicki', VOICE_LANGUAGE: 'de-DE' } });

scenario('Somebody who answers after the end hears a sentence, and the line is hung up', async (story) => {
  const { slack, phones, world } = story;
  // Bob's phone rings on at Twilio, because Twilio refuses to hang it up for a while.
  world.log.expects('The job failed and is tried again');
  const mend = world.twilio.faults.plant({ path: '/Calls/', method: 'POST', fault: { kind: 'status', status: 503 } });
  await slack.as('ina').types('/conference Project Review @bob');
  await slack.as('ina').reads('Ringing @Bob Berg.');
  await phones.of('bob').rings();
  await slack.channel('general').thread('Project Review').says('Ended: the time limit was reached. Never joined: Bob (was being rung).');
  const bob = await phones.of('bob').answers();
  await bob.hearsOnly('This conference has ended. Goodbye.');
  await bob.isIdle();
  mend();
  await slack.channel('general').card('Project Review').shows('Ended');
}, { settings: { ...ALICE_ALONE, MAX_CONFERENCE_MINUTES: '1', RING_SECONDS: '300' } });

scenario('A conference nobody knows is a sentence and a hang-up, never an error page', async ({ world }) => {
  for (const path of ['/api/conference/twiml/nobody-knows-it?call=nor-this', '/api/conference/twiml/nobody-knows-it', '/api/conference/twiml/%F0%9F%9A%80?call=%00']) {
    const answer = await signedPost(world, path);
    expect([path, answer.status, answer.type]).toEqual([path, 200, 'text/xml; charset=utf-8']);
    expect(answer.body).toContain('This conference has ended. Goodbye.</Say><Hangup/>');
  }
});

scenario('A call that is not of this conference does not come in', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').rings();
  const [conference] = await world.database.query('SELECT id FROM conference');
  const answer = await signedPost(world, `/api/conference/twiml/${String(conference?.['id'])}?call=somebody-elses`);
  expect(answer.body).toContain('This conference has ended. Goodbye.');
  expect(answer.body).not.toContain('<Dial>');
  await declines(story, 'Project Review');
}, { settings: ALICE_ALONE });

scenario('The database is away when Alice answers: she is asked for a moment, and is in the room when it is back', async (story) => {
  const { slack, phones, world } = story;
  world.log.expects('The conference of an answered call cannot be read', 'The job failed and is tried again');
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').rings();
  await world.database.query('ALTER TABLE participant RENAME TO participant_away');
  const alice = await phones.of('alice').answers();
  await alice.hears('One moment, please.');
  // The address she is sent to is whole: Twilio has no rule for an empty one, and the call's id must not be lost.
  const [placed] = placings(world);
  expect(find(parseXml(lastDocument(world)), 'Redirect')?.text).toBe(placed?.form['Url']);
  await world.passes(5_000);
  await world.database.query('ALTER TABLE participant_away RENAME TO participant');
  await alice.hears('Welcome to Project Review. You are being connected to the conference.');
  await slack.channel('general').card('Project Review').shows('Alice Ames: in the room');
  await hangsUp(story, 'Project Review');
}, { settings: ALICE_ALONE });

/** Twilio's verbs with their attributes, and the words an attribute of a type may hold; taken from the official SDK's types. */
interface Official {
  readonly verbs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly enums: Readonly<Record<string, string>>;
}

/** What of a document Twilio does not know. Verbs without attributes are not in the list. */
function strangers(element: Element, official: Official): string[] {
  const known = official.verbs[element.name] ?? (BARE.has(element.name) ? {} : undefined);
  if (known === undefined) return [`<${element.name}>`];
  const wrong = Object.entries(element.attributes).flatMap(([name, value]) => {
    const type = known[name];
    if (type === undefined) return [`<${element.name} ${name}>`];
    return value.split(type.endsWith('[]') ? ' ' : '\n').filter((word) => !allows(type, word, official)).map((word) => `<${element.name} ${name}="${word}">`);
  });
  return [...wrong, ...element.children.flatMap((child) => strangers(child, official))];
}

const BARE = new Set(['Response', 'Hangup']);

function allows(type: string, word: string, { enums }: Official): boolean {
  if (type === 'boolean') return word === 'true' || word === 'false';
  if (type === 'number') return /^\d+$/.test(word);
  const words = enums[type.replace('[]', '')];
  return words === undefined || words.includes(`"${word}"`);
}

const file = sharedData('twilio/twiml-attributes.json');
const held = file === undefined ? 'the official list is not on this machine, so nothing is held against it' : 'held against the official list';

describe('TwiML', () => {
  test(`every verb, attribute and word of every document exists (${held})`, () => {
    if (file === undefined) return;
    const official = JSON.parse(readFileSync(file, 'utf8')) as Official;
    const settings = { publicUrl: 'https://conference.example.com', voice: 'Polly.Joanna', language: 'en-US', longestCallSeconds: 28_800 };
    const welcome = { conferenceId: 'c', conferenceName: 'Project Review', roomName: 'r', participantId: 'p', callId: 'k' };
    for (const document of [welcomeTwiml(settings, welcome), firstInTwiml(settings, 'You are the first.'), aloneTwiml(settings, 'Project Review'), takenOutTwiml(settings, 'Project Review'), overTwiml(settings), waitTwiml(settings, 'https://conference.example.com/again')]) {
      expect(strangers(parseXml(document), official)).toEqual([]);
    }
    // The judge itself: what does not exist is found.
    expect(strangers(parseXml('<Response><Say voic="man"/><Dial><Conference beep="loud"/></Dial></Response>'), official)).toHaveLength(2);
  });
});
