import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import { ToldForm } from '../support/form-story.ts';
import { aliceAndBobAreIn, Hands, threadSays } from '../support/hands-story.ts';
import { scenario } from '../support/scenario.ts';
import { signedPost } from '../support/signed-post.ts';

/** What is kept of what somebody announced and wished, and what is said of what nobody knows. */
const WITHOUT_HOST = { RING_HOST: 'false' };
const SENTENCE = 'What everybody in the room is to hear';

scenario('An announcement nobody knows is silence: a whole room is listening', async ({ world }) => {
  const answer = await signedPost(world, '/api/conference/announcement/nobody', { CallSid: `CA${'0'.repeat(32)}`, AccountSid: world.twilio.accountSid });
  expect(answer).toEqual({ status: 200, type: expect.stringContaining('text/xml'), body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' });
});

scenario('Ina has herself forgotten: what she announced is gone, and so is that a wish was hers', async (story) => {
  const { slack, world } = story;
  const { alice, bob } = await aliceAndBobAreIn(story);
  const ina = new Hands(story, 'ina');
  await ina.choosesOnCard('Announce');
  await ina.form.submits({ [SENTENCE]: 'We begin.' });
  await alice.hears('We begin.');
  // Twilio does not answer, and the job that goes on asking is lost with everything in the queue: her wish is never settled.
  world.log.expects('The job failed and is tried again');
  world.twilio.faults.plant({ path: '/Participants/', method: 'POST', times: 1, fault: { kind: 'status', status: 503 } });
  await ina.opensDetails();
  await ina.chooses('Bob Berg', 'Mute');
  await ina.sees('Being muted.');
  await world.database.query("DELETE FROM pgboss.job WHERE name = 'control'");
  await alice.hangsUp();
  await bob.hangsUp();
  await threadSays(story, 'The host announced: “We begin.”');
  await world.passes(60_000);
  const [wished, announced] = await Promise.all([world.database.query(`SELECT 1 FROM call WHERE wishes::text LIKE '%${people.ina}%'`), world.database.query('SELECT 1 FROM announcement')]);
  expect([wished.length, announced.length]).toEqual([1, 1]);

  await slack.as('ina').types('/conference forget me');
  await new ToldForm(world, 'ina').shows('It cannot be undone.').then((form) => form.submits({}));
  await world.passes(180_000);
  expect(await world.database.query('SELECT text FROM announcement')).toEqual([]);
  expect(await world.database.query(`SELECT wishes FROM call WHERE wishes::text <> '{}'`)).toEqual([]);
  expect(await world.database.query(`SELECT line FROM thread_line WHERE line::text LIKE '%${people.ina}%'`)).toEqual([]);
}, { settings: WITHOUT_HOST });
