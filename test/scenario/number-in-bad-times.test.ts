import { expect } from 'vitest';
import type { Context } from '../../src/conference/context.ts';
import { inAnotherProcess } from '../support/another-process.ts';
import { ToldForm } from '../support/form-story.ts';
import { asksForCode, hearsCode, opensMyNumber } from '../support/number-story.ts';
import { scenario } from '../support/scenario.ts';
import { placings } from '../support/twilio-requests.ts';
import type { World } from '../support/world.ts';

/** "My number" while the database hangs or is away, and when Slack delivers twice. */
const NEW = '+14155550177';
const NO_DATABASE = 'I cannot reach my database just now. Please try again in a moment.';

type Port = 'numberProofs' | 'peopleSettings' | 'erasure';

interface Hanging {
  /** Resolves when it is asked. */
  readonly asked: Promise<void>;
  /** Resolves once it went on and is done. */
  readonly done: Promise<void>;
  goesOn(): void;
}

/** One word of a port that takes its time, or fails after it. */
function hanging<Name extends Port>(world: World, name: Name, word: keyof Context[Name], outcome: 'does' | 'fails' = 'does'): Hanging & { readonly changed: Partial<Context> } {
  const [asked, recovered, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const port = world.app.context[name];
  const real = port[word] as (...parameters: unknown[]) => Promise<unknown>;
  const slow = async (...parameters: unknown[]): Promise<unknown> => {
    asked.resolve();
    await recovered.promise;
    if (outcome === 'fails') throw new Error('The database is gone');
    return real(...parameters).finally(() => done.resolve());
  };
  return { asked: asked.promise, done: done.promise, goesOn: () => recovered.resolve(), changed: { [name]: { ...port, [word]: slow } } };
}

scenario('Noting a number takes longer than Slack waits: the form says so, and then waits for the code', async (story) => {
  const { world } = story;
  const form = await opensMyNumber(story, 'alice');
  await form.presses('Set my number');
  const database = hanging(world, 'numberProofs', 'ask');
  await inAnotherProcess(world, database.changed, async () => {
    const submitting = world.slack.as('alice').submits({ 'Phone number': NEW });
    await database.asked;
    await world.clock.tick(2_500);
    expect((await submitting).error).toBeUndefined();
    expect(form.text).toContain('I am noting it down, which takes longer than usual just now…');
    database.goesOn();
    // In real time: the world's time would pass meanwhile.
    await database.done;
    await form.shows('I am calling +1 415 555 0177.');
  });
  await form.submits({ Code: await hearsCode(story, story.phones.of(NEW), NEW) });
  await form.shows('I ring +1 415 555 0177.');
  expect(placings(world)).toHaveLength(1);
});

scenario('Noting a number fails: the person reads so under it, and nobody is called', async (story) => {
  const { world } = story;
  world.log.expects('A number to prove could not be stored');
  const form = await opensMyNumber(story, 'alice');
  await form.presses('Set my number');
  const database = hanging(world, 'numberProofs', 'ask', 'fails');
  database.goesOn();
  await inAnotherProcess(world, database.changed, async () => {
    await form.submits({ 'Phone number': NEW });
    form.complains(NO_DATABASE);
  });
  expect(placings(world)).toEqual([]);
});

scenario('A code is looked at later than Slack waits: typed once more it counts, for it counted then', async (story) => {
  const { world } = story;
  const form = await opensMyNumber(story, 'alice');
  await asksForCode(form, NEW);
  const code = await hearsCode(story, story.phones.of(NEW), NEW);
  const database = hanging(world, 'numberProofs', 'tryCode');
  await inAnotherProcess(world, database.changed, async () => {
    const submitting = world.slack.as('alice').submits({ Code: code });
    await database.asked;
    await world.clock.tick(2_500);
    expect((await submitting).error).toBeUndefined();
    form.complains(NO_DATABASE);
    database.goesOn();
    await world.settle();
  });
  await form.submits({ Code: code });
  await form.shows('I ring +1 415 555 0177.');
});

scenario('The database is away when the form opens, and when wishes are saved: the person reads so, and nothing is half done', async ({ slack, world }) => {
  world.log.expects('What is known of somebody could not be read', 'What somebody wishes could not be stored');
  const form = new ToldForm(world, 'alice');
  const reading = hanging(world, 'peopleSettings', 'of', 'fails');
  reading.goesOn();
  await inAnotherProcess(world, reading.changed, async () => {
    await slack.as('alice').types('/conference me');
    await form.shows(NO_DATABASE);
  });
  await form.closes();
  await opensMyNumber({ slack, world }, 'alice');
  const writing = hanging(world, 'peopleSettings', 'change', 'fails');
  writing.goesOn();
  await inAnotherProcess(world, writing.changed, async () => {
    await form.submits({ 'Quiet hours': '22:00-07:00' });
    form.complains(NO_DATABASE);
  });
  expect(await world.database.query('SELECT * FROM person')).toEqual([]);
});

scenario('Whoever wants to be forgotten while the database is away reads that nothing was erased', async ({ slack, world }) => {
  world.log.expects('Erasing somebody could not be stored');
  await slack.as('alice').types('/conference forget me');
  const form = new ToldForm(world, 'alice');
  await form.shows('It cannot be undone.');
  const storing = hanging(world, 'erasure', 'request', 'fails');
  storing.goesOn();
  await inAnotherProcess(world, storing.changed, async () => {
    await form.submits({});
    await form.shows('I cannot reach my database just now, and nothing was erased.');
  });
});

scenario('Slack delivers a number and a code twice: one call, and the number is theirs', async (story) => {
  const { world } = story;
  const form = await opensMyNumber(story, 'alice');
  await form.presses('Set my number');
  world.slack.deliveryFaults.plant({ kind: 'interaction', fault: 'doubled' });
  await form.submits({ 'Phone number': NEW });
  await form.shows('I am calling');
  const code = await hearsCode(story, story.phones.of(NEW), NEW);
  world.slack.deliveryFaults.plant({ kind: 'interaction', fault: 'doubled' });
  await form.submits({ Code: code });
  await form.shows('I ring +1 415 555 0177.');
  expect(placings(world)).toHaveLength(1);
});

scenario('Whoever answers once the code counts no more hears so, not a code', async (story) => {
  const { world, phones } = story;
  const form = await opensMyNumber(story, 'alice');
  await asksForCode(form, NEW);
  await phones.of(NEW).rings();
  await world.database.query("UPDATE number_proof SET outcome = 'void'");
  const phone = await phones.of(NEW).answers();
  await phone.hearsOnly('This code counts no more. Please ask for a new one in Slack. Goodbye.');
  await phone.isIdle();
});

scenario("Only Twilio's signature gets a code spoken", async (story) => {
  const { world } = story;
  world.log.expects('A request with a wrong Twilio signature was refused');
  const form = await opensMyNumber(story, 'alice');
  await asksForCode(form, NEW);
  const code = await hearsCode(story, story.phones.of(NEW), NEW);
  const url = `${world.config.http.apiUrl}/api/conference/proof/${form.metadata}`;
  const answers = await Promise.all([{}, { 'x-twilio-signature': 'forged' }].map((headers) => fetch(url, { method: 'POST', headers })));
  expect(answers.map(({ status }) => status)).toEqual([400, 403]);
  for (const answer of answers) expect(await answer.text()).not.toContain(code.split('').join(' '));
});
