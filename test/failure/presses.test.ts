import { expect } from 'vitest';
import type { Reply } from '../../emulators/slack/people/reply.ts';
import type { Context } from '../../src/conference/context.ts';
import { withOther } from '../support/another-side.ts';
import { MINUTE } from '../support/alone-story.ts';
import { inTheBook, opensBook } from '../support/book-story.ts';
import { aliceAndBobAreIn, cardShowsSoon, Hands, threadSays } from '../support/hands-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { teamWith } from '../support/team.ts';

/**
 * A press is a promise once Slack has our answer: whoever pressed takes it for heard. A process that dies before it is stored must not have given one,
 * for then Slack shows beside the button that it failed, and somebody presses again.
 */
const WITHOUT_HOST = { RING_HOST: 'false' };

interface SlowDatabase {
  /** Resolves once something is to be stored. */
  readonly asked: Promise<void>;
  recovers(): void;
}

/** Waits until the database recovers. */
type Until = () => Promise<void>;

/** A process of the app whose database takes its time. @param slow what of it is slow: every change of a conference when absent. */
async function withSlowDatabase({ world }: Story, tell: (slow: SlowDatabase) => Promise<void>, slow = slowStore): Promise<void> {
  const [asked, recovered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const until: Until = () => {
    asked.resolve();
    return recovered.promise;
  };
  await withOther(world, slow(world.app.context, until), () => tell({ asked: asked.promise, recovers: () => recovered.resolve() }));
}

function slowStore({ store }: Context, until: Until): Partial<Context> {
  return {
    store: {
      ...store,
      change: async (...change) => {
        await until();
        return store.change(...change);
      },
    },
  };
}

function slowExport({ bookFiles }: Context, until: Until): Partial<Context> {
  return {
    bookFiles: {
      ...bookFiles,
      requestExport: async (...request) => {
        await until();
        return bookFiles.requestExport(...request);
      },
    },
  };
}

/** Slack has no answer to what somebody pressed while it is being stored, and one without a failure afterwards. */
async function isAnsweredOnceStored(story: Story, press: () => Promise<Reply>, slow = slowStore): Promise<void> {
  await withSlowDatabase(story, async (database) => {
    let answered = false;
    const pressing = press().finally(() => {
      answered = true;
    });
    await database.asked;
    // What others do meanwhile goes to the same process, and is answered.
    await story.world.slack.as('carol').opensHome();
    expect(answered).toBe(false);
    database.recovers();
    expect(await pressing).toMatchObject({ status: 200, error: undefined });
  }, slow);
}

scenario('Slack has the answer to “End for all” once it is stored, not before', async (story) => {
  const { alice, bob } = await aliceAndBobAreIn(story);
  await isAnsweredOnceStored(story, () => story.world.slack.as('ina').presses('End for all', 'Review'));
  await alice.isIdle();
  await bob.isIdle();
  await threadSays(story);
}, { settings: WITHOUT_HOST });

scenario('the same of “Mute all”', async (story) => {
  const { alice, bob } = await aliceAndBobAreIn(story);
  await isAnsweredOnceStored(story, () => story.world.slack.as('ina').chooses('room-menu', 'Mute all', 'Review'));
  await cardShowsSoon(story, 'Review', 'Alice Ames: in the room, muted', 'Bob Berg: in the room, muted');
  await alice.hangsUp();
  await bob.hangsUp();
  await threadSays(story, 'The host muted everyone');
}, { settings: WITHOUT_HOST });

scenario('the same of “Ring the missing”', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  await phones.of('bob').isBusy();
  await slack.channel('general').card('Review').shows('Bob Berg: line busy');
  await isAnsweredOnceStored(story, () => world.slack.as('ina').chooses('room-menu', 'Ring the missing', 'Review'));
  const bob = await phones.of('bob').answers();
  await bob.hangsUp();
  await alice.hangsUp();
  await threadSays(story, 'The host had Bob rung again');
}, { settings: WITHOUT_HOST });

scenario('the same of muting somebody and of taking somebody out', async (story) => {
  const { slack } = story.world;
  const { alice, bob } = await aliceAndBobAreIn(story);
  const ina = await new Hands(story, 'ina').opensDetails();
  // The first menu of the details is Alice's.
  await isAnsweredOnceStored(story, () => slack.as('ina').chooses('person-menu', 'Mute'));
  await cardShowsSoon(story, 'Review', 'Alice Ames: in the room, muted');
  await ina.chooses('Alice Ames', 'Remove');
  await isAnsweredOnceStored(story, () => slack.as('ina').submits());
  await alice.isIdle();
  await bob.hangsUp();
  await threadSays(story, 'The host muted Alice', 'The host took Alice out');
}, { settings: WITHOUT_HOST });

scenario('the same of adding people', async (story) => {
  const { phones, world } = story;
  const { alice, bob } = await aliceAndBobAreIn(story);
  const ina = await new Hands(story, 'ina').presses('Add people');
  await isAnsweredOnceStored(story, () => world.slack.as('ina').submits({ People: ['carol'] }));
  await ina.sees('Carol');
  const carol = await phones.of('carol').answers();
  await carol.hangsUp();
  await alice.hangsUp();
  await bob.hangsUp();
  await threadSays(story, 'The host added Carol');
}, { settings: WITHOUT_HOST });

scenario('the same of a file of the phone book', async (story) => {
  const { slack, world } = story;
  await inTheBook(world, { name: 'Kim Park', number: '+14155550150' });
  const modal = await opensBook(story, 'ina');
  await isAnsweredOnceStored(story, () => world.slack.as('ina').presses('Export'), slowExport);
  await modal.says('I am making the file');
  await slack.as('ina').directMessages.says('The phone book of this workspace: 1 contact, with numbers in full. Import it again under /conference contacts after changing it.');
});

scenario('the same of Join', async (story) => {
  const { phones, world } = story;
  const { alice, bob } = await aliceAndBobAreIn(story);
  await isAnsweredOnceStored(story, () => world.slack.as('ada').presses('Join', 'Review'));
  const ada = await phones.of('ada').answers();
  await ada.hangsUp();
  await alice.hangsUp();
  await bob.hangsUp();
  await threadSays(story, 'Ada asked to be rung');
}, { settings: WITHOUT_HOST });

scenario('the same of “Ring anyway”, at night', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Review @alice @bob');
  const alice = await phones.of('alice').answers();
  await slack.channel('general').card('Review').shows('Bob Berg: not rung yet (it is night for them)');
  await isAnsweredOnceStored(story, () => world.slack.as('ina').presses('Ring anyway'));
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.', 'For “Review” all is decided.', 'You had Bob Berg rung.');
  const bob = await phones.of('bob').answers();
  await bob.hangsUp();
  await alice.hangsUp();
  await threadSays(story, 'The host had Bob rung');
}, { slack: { seed: teamWith({ bob: { tz: 'Asia/Tokyo' } }) }, settings: WITHOUT_HOST });

scenario('the same of Extend', async (story) => {
  const { slack, world } = story;
  const { alice, bob } = await aliceAndBobAreIn(story);
  await world.passes(7 * MINUTE);
  await slack.channel('general').card('Review').shows('ends at');
  await isAnsweredOnceStored(story, () => world.slack.as('ina').presses('Extend by 12 min', 'Review, started by'));
  await alice.hangsUp();
  await bob.hangsUp();
  await slack.as('ina').reads('“Review” ends at 18:12 UTC, for its time limit is reached then.', '[Extend by 12 min]');
  await threadSays(story, 'The host extended the conference by 12 min');
}, { settings: { ...WITHOUT_HOST, MAX_CONFERENCE_MINUTES: '12' } });

scenario('Storing takes longer than Slack waits: Ina reads of no failure, and it is done once the database answers', async (story) => {
  const { world } = story;
  const { alice, bob } = await aliceAndBobAreIn(story);
  await withSlowDatabase(story, async (database) => {
    const pressing = world.slack.as('ina').presses('End for all', 'Review');
    await database.asked;
    await world.clock.tick(2_500);
    expect(await pressing).toMatchObject({ status: 200, error: undefined });
    expect(world.twilio.phone('+14155550101').state).toBe('talking');
    database.recovers();
  });
  await alice.isIdle();
  await bob.isIdle();
  await threadSays(story);
}, { settings: WITHOUT_HOST });
