import { expect } from 'vitest';
import type { Homes } from '../../src/conference/ports.ts';
import { people } from '../../emulators/slack/team.ts';
import { withOther } from '../support/another-side.ts';
import { homesSent, ToldHome } from '../support/home-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

/** The App Home tab: what people see of the conferences they are or were in, and how fresh it is. */
const MINUTE = 60_000;
const WITHOUT_HOST = { RING_HOST: 'false' };

const homeOf = ({ world }: Story, who: string) => new ToldHome(world, who);

/** Everything the thread says, told at the end of stories that are about something else. */
async function threadIsTold({ slack }: Story, name = 'Project Review'): Promise<void> {
  const thread = slack.channel('general').thread(name);
  await thread.says(...thread.lines);
  await slack.channel('general').card(name).shows(name);
}

scenario('A newcomer opens Home and reads what this is, which phone would ring, and what to press', async (story) => {
  const began = story.world.clock.now();
  const home = await homeOf(story, 'ina').opens();
  expect(home.text).toBe([
    'Get people on the phone now',
    'I ring your colleagues’ real phones and connect everybody in one call. Press “My number” first, so that I know which phone is yours. '
      + 'Then press “Start a conference” and choose whom to call: their phones ring within seconds.',
    '[Start a conference] [My number] [Contacts]',
    'Your phone is +1•••••••00, from your Slack profile, and not proved to be yours.',
  ].join('\n'));
  expect(story.world.clock.now() - began).toBeLessThan(1_000);
});

scenario('Dora, whose number nobody knows, reads that she cannot be rung and what to do', async (story) => {
  const home = await homeOf(story, 'dora').opens();
  await home.shows('I know no phone number of yours, so I cannot ring you. Press “My number” to set one.');
});

scenario('A conference shows on the Homes of those who are in it while it runs, with who is in, and afterwards with what it cost', async (story) => {
  const { slack, phones, world } = story;
  const ina = await homeOf(story, 'ina').opens();
  const alice = await homeOf(story, 'alice').opens();
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  await ina.shows('Running now', 'Project Review [Join]', 'Ringing: Alice Ames', 'started by @Ina Ito');
  // Alice's own phone rings: there is nothing for her to join.
  await alice.shows('Project Review');
  alice.showsNot('[Join]');

  const phone = await phones.of('alice').answers();
  await ina.shows('Live since', 'In the room: Alice Ames.');
  await alice.shows('In the room: Alice Ames.');
  await phones.of('bob').isBusy();
  await ina.shows('Line busy: Bob Berg.');
  await world.passes(2 * MINUTE);
  await phone.hangsUp();
  await ina.shows('Your last conference', 'Lasted 2 min. Was in: Alice Ames. Cost: not known yet.', 'Costs are what Twilio charges for the calls.');
  ina.showsNot('Running now');
  await world.passes(6 * MINUTE);
  await ina.shows('Lasted 2 min. Was in: Alice Ames. Cost: $0.04.');
  await alice.shows('Lasted 2 min. Was in: Alice Ames. Cost: $0.04.');
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });

scenario('Nobody sees a conference they are no part of', async (story) => {
  const { slack, phones } = story;
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').answers();
  const carol = await homeOf(story, 'carol').opens();
  carol.showsNot('Project Review', 'Running now', 'Alice');
  const ina = await homeOf(story, 'ina').opens();
  await ina.shows('Project Review');
  await phones.of('alice').hangsUp();
  await homeOf(story, 'carol').opens();
  carol.showsNot('Project Review', 'Alice');
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });

scenario('The same people in another workspace have a history of their own', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').declines();
  const { context } = world.app;
  const limits = { running: 10, over: 10 };
  const names = async (teamId: string, slackUserId: string) => {
    const { running, over } = await context.history.of({ teamId, slackUserId }, limits);
    return [...running, ...over].map(({ name }) => name);
  };
  expect([await names('T0SANDBOX01', people.ina), await names('T0SANDBOX01', people.alice)]).toEqual([['Project Review'], ['Project Review']]);
  expect([await names('T0OTHERS001', people.ina), await names('T0OTHERS001', people.alice)]).toEqual([[], []]);
  // Nor is the Home of a namesake there written because of a conference here.
  await context.homes.opened({ teamId: 'T0OTHERS001', slackUserId: people.ina }, world.clock.now(), true);
  const [row] = await world.database.query('SELECT id FROM conference');
  await context.homes.refreshThoseShowing(String(row?.['id']), 0);
  await world.settle();
  expect(homesSent(world)).toBe(0);
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });

scenario('The last ten are listed, the newest first, and those that never began are not among them', async (story) => {
  const { slack, phones, world } = story;
  const rounds = 'ABCDEFGHIJK'.split('');
  for (const round of rounds) {
    await slack.as('ina').types(`/conference Round ${round} @alice`);
    await phones.of('alice').declines();
    await world.passes(1_500);
  }
  await slack.as('ina').types('/conference With nobody @dora');
  await world.passes(2_000);
  const { text } = await homeOf(story, 'ina').opens();
  expect(text).toContain('Your last 10 conferences');
  expect([...text.matchAll(/^Round (.)$/gm)].map(([, round]) => round)).toEqual(rounds.toReversed().slice(0, 10));
  expect(text).toContain('Nobody answered. Cost: nothing.');
  expect(text).not.toContain('With nobody');
  await slack.as('ina').reads(...rounds.map(() => 'Ringing @Alice Ames.'), 'Ringing @Dora Dorn.',
    '“With nobody” was not started, for nobody can be rung:', '• Dora Dorn: No phone number is known. A number in their Slack profile is enough.');
  for (const round of rounds) await threadIsTold(story, `Round ${round}`);
}, { settings: { ...WITHOUT_HOST, RING_PACE: 'off' } });

scenario('A Home nobody has looked at for an hour is left alone, and is right when it is opened again', async (story) => {
  const { slack, phones, world } = story;
  await homeOf(story, 'alice').opens();
  expect(homesSent(world, 'alice')).toBe(1);
  await world.restartApp({ afterMs: 61 * MINUTE });
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').answers();
  await world.passes(5_000);
  expect(homesSent(world)).toBe(1);
  await (await homeOf(story, 'alice').opens()).shows('In the room: Alice Ames.');
  await phones.of('alice').hangsUp();
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });

scenario('A Home that looks the same is not sent again, however often it is opened, unless Slack has lost it', async (story) => {
  const { world } = story;
  for (let times = 0; times < 3; times += 1) await homeOf(story, 'ina').opens();
  expect(homesSent(world, 'ina')).toBe(1);
  world.slack.world.homes.clear();
  await homeOf(story, 'ina').opens();
  expect(homesSent(world, 'ina')).toBe(2);
});

scenario('Slack has had enough of Homes for a while, and they are written when it lets us', async (story) => {
  const { slack, phones, world } = story;
  const ina = await homeOf(story, 'ina').opens();
  world.slack.faults.plant({ path: 'views.publish', times: 1, fault: { kind: 'rate-limit', retryAfterSeconds: 20 } });
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').rings();
  await world.passes(5_000);
  ina.showsNot('Running now');
  await world.passes(18_000);
  await ina.shows('Ringing: Alice Ames');
  // And one that is opened in such a time is written by a job.
  world.slack.faults.plant({ path: 'views.publish', times: 1, fault: { kind: 'rate-limit', retryAfterSeconds: 10 } });
  const alice = await homeOf(story, 'alice').opens();
  expect(alice.text).toBe('');
  await alice.shows('Project Review');
  await phones.of('alice').declines();
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });

scenario('Somebody who is gone from Slack is left alone, and nobody tries again and again', async (story) => {
  const { slack, phones, world } = story;
  await homeOf(story, 'alice').opens();
  world.slack.faults.plant({ path: 'views.publish', fault: { kind: 'status', status: 200, body: { ok: false, error: 'user_not_found' } } });
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').answers();
  await world.passes(10_000);
  await phones.of('alice').hangsUp();
  await world.passes(MINUTE);
  expect(homesSent(world, 'alice')).toBe(2);
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });

scenario('Four look while people come and go: their Homes are written one after the other, and all of them come to be right', async (story) => {
  const { slack, phones, world } = story;
  for (const who of ['ina', 'alice', 'bob', 'carol'] as const) await homeOf(story, who).opens();
  await slack.as('ina').types('/conference Project Review @alice @bob @carol');
  await slack.as('ina').reads('Ringing @Alice Ames, @Bob Berg and @Carol Cruz.');
  for (const who of ['alice', 'bob', 'carol'] as const) await phones.of(who).answers();
  await world.passes(20_000);
  for (const who of ['ina', 'alice', 'bob', 'carol'] as const) await homeOf(story, who).shows('In the room: Alice Ames, Bob Berg and Carol Cruz.');
  const times = world.slack.journal.entries.filter(({ what }) => what.includes('views.publish')).slice(4).map(({ at }) => at);
  times.forEach((at, index) => index > 0 && expect(at - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(1_000));
  for (const who of ['alice', 'bob', 'carol'] as const) await phones.of(who).hangsUp();
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });

const APOLOGY = 'I cannot reach my database just now, so your conferences are not listed. Nothing is lost: open this page again in a minute.';

scenario('The database is away: Home says so and offers what is possible without, and is whole again when it is back', async (story) => {
  const { world } = story;
  world.log.expects('A Home could not be put together');
  const home = await homeOf(story, 'ina').opens();
  await home.shows('Your phone is +1•••••••00');
  const away: Homes = { ...world.app.context.homes, opened: () => Promise.reject(new Error('the database is away')) };
  await withOther(world, { homes: away }, async () => {
    await home.opens();
    await world.until(() => home.text.includes(APOLOGY), 'Home says that the database is away', 100);
    expect(home.buttons).toEqual(['Start a conference', 'My number', 'Contacts']);
  });
  // It would look as it did before, and is sent all the same: the apology stands there.
  await home.opens();
  await home.shows('Your phone is +1•••••••00');
  home.showsNot(APOLOGY);
});

scenario('The database takes its time: Home says so after a moment, and is there as soon as it answers', async (story) => {
  const { world } = story;
  const answered = Promise.withResolvers<void>();
  const { homes } = world.app.context;
  const slow: Homes = { ...homes, opened: async (...opening) => (await answered.promise, homes.opened(...opening)) };
  await withOther(world, { homes: slow }, async () => {
    const home = await homeOf(story, 'ina').opens();
    await world.until(() => home.text.includes(APOLOGY), 'Home says that the database is away', 5_000);
    answered.resolve();
    await home.shows('Your phone is +1•••••••00');
    home.showsNot(APOLOGY);
  });
});

scenario('Slack does not say who Ina is: Home is there all the same, without her number', async (story) => {
  const { world } = story;
  world.slack.faults.plant({ path: 'users.info', fault: { kind: 'status', status: 503 } });
  const home = await homeOf(story, 'ina').opens();
  await home.shows('Which phone is yours I cannot look up just now.', '[Start a conference]');
});

scenario('Slack tells of an opening twice, and Home is written once and right', async (story) => {
  const { world } = story;
  world.slack.deliveryFaults.plant({ kind: 'event', fault: 'doubled' });
  const home = await homeOf(story, 'ina').opens();
  await home.shows('Your phone is +1•••••••00');
  // Both say that Slack shows nothing yet, so that each may write it; what it shows is the same.
  expect(homesSent(world, 'ina')).toBeLessThanOrEqual(2);
});
