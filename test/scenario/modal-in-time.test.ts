import { expect } from 'vitest';
import { WebClient } from '@slack/web-api';
import type { Context } from '../../src/conference/context.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { mountSlack, SLACK_PATH } from '../../src/slack/app.ts';
import { ModalStory } from '../support/modal-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import type { World } from '../support/world.ts';

/** The modal in bad times: it opens at once, starts once, and says what did not work. */
const ALONE = { RING_HOST: 'false' };
const NAME = 'Name of the conference';

async function aliceIsBusy({ slack, phones }: Story, name = 'Project Review'): Promise<void> {
  await phones.of('alice').isBusy();
  await slack.channel('general').card(name).shows('Alice Ames: line busy', 'Ended: nobody answered');
  await slack.channel('general').thread(name).says("Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy).');
  expect(phones.callsTo('alice')).toBe(1);
  expect(slack.channel('general').cards).toHaveLength(1);
}

/** A process of the app with something of it changed: Slack sends its requests there meanwhile. */
async function withApp({ slack, app, config }: World, changed: Partial<Context>, tell: () => Promise<void>): Promise<void> {
  const server = createHttpServer();
  mountSlack(server.express, { ...app.context, ...changed }, config.slack);
  slack.requestUrl = `http://127.0.0.1:${await server.listen(0)}${SLACK_PATH}`;
  try {
    await tell();
  } finally {
    await server.close();
  }
}

const NEVER = (): Promise<never> => new Promise(() => undefined);
const AWAY = (): Promise<never> => Promise.reject(new Error('The database is gone'));

/** A phone book, settings and drafts that hang or fail, as a database does. */
function database(asked: () => Promise<never>, { context }: World['app']): Partial<Context> {
  return {
    phoneBook: { ...context.phoneBook, numbersOf: asked, namesOf: asked, contactsById: asked, groupById: asked, groupNamed: asked, contactOfSlackUser: asked },
    peopleSettings: { ...context.peopleSettings, of: asked },
    drafts: { keep: asked, read: asked, eraseOld: asked },
  };
}

/** A modal of Ina's comes, not the one she has: the app answers first, and opens it right after. */
async function opens({ slack }: World, deed: Promise<unknown>): Promise<void> {
  const before = slack.as('ina').modal?.id;
  await deed;
  await slack.until(() => slack.as('ina').modal !== undefined && slack.as('ina').modal?.id !== before);
}

for (const [what, asked] of [['hangs', NEVER], ['is away', AWAY]] as const) {
  scenario(`the database ${what}: every way in opens the modal at once`, async (story) => {
    const { slack, world } = story;
    await slack.as('alice').types('The database is down @bob');
    await withApp(world, database(asked, world.app), async () => {
      const modal = new ModalStory(story, 'ina');
      const ina = world.slack.as('ina');
      const began = world.clock.now();
      await opens(world, ina.types('/conference Outage'));
      expect(modal.holds(NAME)).toBe('Outage');
      await opens(world, ina.opensShortcut('start_conference'));
      expect(modal.holds(NAME)).toBeNull();
      await opens(world, ina.opensShortcut('call_these_people', 'The database is down'));
      expect(modal.holds('People')).toEqual(['U0ALICE0001', 'U0BOB000001']);
      expect(world.clock.now()).toBe(began);
    });
  }, { settings: ALONE });
}

scenario('the database hangs while Ina submits: in time she reads that it takes longer, the modal keeps all, and once it is back Alice is rung once', async (story) => {
  const { slack, world } = story;
  const modal = new ModalStory(story, 'ina');
  await slack.as('ina').types('/conference Project Review');
  const back = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const { store } = world.app.context;
  const slow: Partial<Context> = { store: { ...store, request: async (conference) => {
    asked.resolve();
    await back.promise;
    return store.request(conference);
  } } };
  await withApp(world, slow, async () => {
    const submitting = world.slack.as('ina').submits({ People: ['alice'] });
    await asked.promise;
    await world.clock.tick(2_600);
    expect(await submitting).toMatchObject({ error: undefined });
    modal.complains({ [NAME]: 'I am noting it down, which takes longer than usual just now. If no phone rings within a minute, press the button again: it starts once only.' });
    const again = world.slack.as('ina').submits();
    back.resolve();
    await again;
    modal.isClosed();
    await slack.as('ina').reads('Ringing @Alice Ames.');
    await aliceIsBusy(story);
  });
}, { settings: ALONE });

scenario('the database is away while Ina submits: she reads so, nothing is lost, and the next press starts it', async (story) => {
  const { slack, world } = story;
  world.log.expects('could not be stored');
  const modal = new ModalStory(story, 'ina');
  await slack.as('ina').types('/conference Project Review');
  await withApp(world, { store: { ...world.app.context.store, request: AWAY }, ...database(AWAY, world.app) }, async () => {
    await modal.submits({ People: ['alice'] });
    modal.complains({ [NAME]: 'Nobody is being rung: I cannot reach my database just now. Please try again in a moment.' });
  });
  world.slack.requestUrl = `http://127.0.0.1:${world.app.port}${SLACK_PATH}`;
  await modal.submits();
  modal.isClosed();
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await aliceIsBusy(story);
}, { settings: ALONE });

scenario('Slack does not say in time who people are: it starts as after the command, and Dora’s number is not asked for', async (story) => {
  const { slack, world } = story;
  const modal = new ModalStory(story, 'ina');
  await slack.as('ina').types('/conference Project Review');
  const asked = Promise.withResolvers<void>();
  await withApp(world, { directory: { ...world.app.context.directory, person: () => {
    asked.resolve();
    return NEVER();
  } } }, async () => {
    const submitting = world.slack.as('ina').submits({ People: ['alice', 'dora'] });
    await asked.promise;
    await world.clock.tick(1_800);
    expect(await submitting).toMatchObject({ error: undefined });
    modal.isClosed();
    await slack.as('ina').reads(
      'Ringing @Alice Ames and @Dora Dorn.', 'Not rung for “Project Review”:', '• Dora Dorn: No phone number is known. A number in their Slack profile is enough.');
    await story.phones.of('alice').isBusy();
    await slack.channel('general').card('Project Review').shows('Dora Dorn: not rung', 'Ended');
    await slack.channel('general').thread('Project Review').saysLike(/^Alice's/, /^Ended/);
  });
}, { settings: ALONE });

for (const fault of ['doubled', 'again'] as const) {
  scenario(`a submission that Slack delivers twice (${fault}) starts one conference, and says so once`, async (story) => {
    const { slack, world } = story;
    const modal = new ModalStory(story, 'ina');
    await slack.as('ina').types('/conference Project Review');
    world.slack.deliveryFaults.plant({ kind: 'interaction', fault });
    await modal.submits({ People: ['alice'] });
    await slack.as('ina').reads('Ringing @Alice Ames.');
    await aliceIsBusy(story);
  }, { settings: ALONE });
}

scenario('the app dies before Slack hears that it started: pressed once more it is the same conference', async (story) => {
  const { slack, world } = story;
  const modal = new ModalStory(story, 'ina');
  await slack.as('ina').types('/conference Project Review');
  world.slack.deliveryFaults.plant({ kind: 'interaction', fault: 'lost-answer' });
  expect(await modal.submits({ People: ['alice'] })).toMatchObject({ error: 'operation_timeout' });
  await world.restartApp();
  await modal.submits();
  modal.isClosed();
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await aliceIsBusy(story);
}, { settings: ALONE });

scenario('numbers submitted twice start one conference', async (story) => {
  const { slack, phones, world } = story;
  const modal = new ModalStory(story, 'ina');
  await slack.as('ina').types('/conference Project Review');
  await modal.submits({ People: ['dora'] });
  world.slack.deliveryFaults.plant({ kind: 'interaction', fault: 'doubled' });
  await modal.submits({ 'Dora Dorn': '+14155550171' });
  await slack.as('ina').reads('Ringing @Dora Dorn.');
  await phones.of('+14155550171').isBusy();
  expect(phones.callsTo('+14155550171')).toBe(1);
  await slack.channel('general').card('Project Review').shows('Ended');
  await slack.channel('general').thread('Project Review').saysLike(/^Dora's/, /^Ended/);
}, { settings: ALONE });

scenario('the trigger is worth nothing any more: Ina reads what to do', async ({ slack, world }) => {
  world.log.expects('could not be opened');
  const repair = world.slack.faults.plant({ path: 'views.open', fault: { kind: 'status', status: 503 } });
  await slack.as('ina').types('/conference');
  await slack.as('ina').reads('Slack did not open the form in time. Please try again, or type the people: /conference Project Review @alice @bob.');
  await world.slack.as('ina').opensShortcut('start_conference');
  await slack.as('ina').directMessages.says('Slack did not open the form in time. Please try again, or type the people: /conference Project Review @alice @bob.');
  repair();
}, { settings: ALONE });

scenario('somebody of another workspace may open it in a shared channel, but starts nothing', async (story) => {
  const { slack, world } = story;
  const modal = new ModalStory(story, 'frida');
  await slack.as('alice').in('shared').types('Shall we talk?');
  await modal.opensShortcut('call_these_people', 'Shall we talk?');
  await modal.chooses('How', ['ring-me']);
  await modal.submits({ [NAME]: 'Project Review' });
  await modal.says('Only people of the workspace this app is installed in can start a conference with it.');
  expect(modal.seen.submit).toBe('');
  await story.phones.of('alice').neverRings();
  expect(world.slack.surprises).toEqual([]);
});

scenario('two choices at once: the line tells of the second', async (story) => {
  const { slack, world } = story;
  const modal = new ModalStory(story, 'ina');
  await slack.as('ina').types('/conference');
  const ina = world.slack.as('ina');
  await Promise.all([ina.chooses('People', ['alice']), ina.chooses('People', ['alice', 'bob', 'carol'])]);
  await world.settle();
  await modal.says('3 phones will ring, about $0.05 a minute while all talk.');
}, { settings: ALONE });

scenario('Twilio does not say what calls cost: the line says so, and the conference starts', async (story) => {
  const { slack, world } = story;
  world.twilio.faults.plant({ path: '/v2/Voice', fault: { kind: 'status', status: 500 } });
  const modal = new ModalStory(story, 'ina');
  await slack.as('ina').types('/conference Project Review');
  await modal.chooses('People', ['alice']);
  await modal.says('1 phone will ring. What a minute costs is not known just now.');
  await modal.submits();
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await aliceIsBusy(story);
}, { settings: ALONE });

scenario('the button of the App Home opens the modal', async (story) => {
  const { world } = story;
  const { settings } = world.slack.world;
  const web = new WebClient(settings.botToken, { slackApiUrl: world.slack.apiUrl });
  await web.views.publish({ user_id: 'U0INA000001', view: { type: 'home', blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'start-conference', text: { type: 'plain_text', text: 'Start a conference' } }] }] } });
  await opens(world, world.slack.as('ina').presses('Start a conference'));
  const modal = new ModalStory(story, 'ina');
  expect([modal.seen.title, modal.holds('Channel')]).toEqual(['Start a conference', null]);
});
