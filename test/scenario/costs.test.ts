import { expect } from 'vitest';
import { Hands } from '../support/hands-story.ts';
import { NUMBERS } from '../support/phones.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { twilioRequests } from '../support/twilio-requests.ts';
import type { World } from '../support/world.ts';

/** What calls cost once they are over, and what is done to learn it. The judge is the emulator's own bill. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WITHOUT_HOST = { RING_HOST: 'false' };

/** Alice talks for a good minute and Carol, in London, for a good two; Bob's line is busy. */
async function talk({ slack, phones, world }: Story): Promise<void> {
  await slack.as('ina').types('/conference Project Review @alice @carol @bob');
  await slack.as('ina').reads('Ringing @Alice Ames, @Carol Cruz and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  const carol = await phones.of('carol').answers();
  await phones.of('bob').isBusy();
  await world.passes(61_000);
  await alice.hangsUp();
  await world.passes(MINUTE);
  await carol.hangsUp();
}

const general = ({ slack }: Story) => slack.channel('general');

async function threadIsTold(story: Story): Promise<void> {
  const thread = general(story).thread('Project Review');
  await thread.saysLike(/^Ended after 2 min/);
  await thread.says(...thread.lines.filter((line) => !line.startsWith('Ended after')));
}

/** Lets time pass until the card tells of the cost. */
async function costIsTold(story: Story, withinMs: number): Promise<void> {
  await story.world.until(() => general(story).cards[0]?.text.includes('Cost of the calls') === true, () => `the card tells of the cost; it shows:\n${general(story).cards[0]?.text}`, withinMs);
}

/** How often Twilio was asked about a single call since then. */
function askedSince(world: World, since: number): number {
  return twilioRequests(world).filter(({ method, path, at }) => method === 'GET' && at > since && /\/Calls\/CA/.test(path)).length;
}

async function prices({ database }: World): Promise<unknown> {
  const rows = await database.query('SELECT p.name, price::text, price_unit FROM call k JOIN participant p ON p.id = k.participant_id ORDER BY p.name, k.position');
  return rows.map(({ name, price, price_unit: unit }) => [name, price, unit]);
}

/** Two minutes to a phone in the US at $0.014, three to one in London at $0.0158; Bob's was never answered. */
const PRICES = [['Alice Ames', '0.028000', 'USD'], ['Bob Berg', null, null], ['Carol Cruz', '0.047400', 'USD']];
const TOLD = 'Cost of the calls: $0.08 for 5 minutes on the phone';

scenario('A few minutes after the end the card tells what the calls cost, and it is what stands on the bill', async (story) => {
  const { world } = story;
  await talk(story);
  await general(story).card('Project Review').shows('Ended after 2 min');
  const ended = world.clock.now();
  expect(general(story).cards[0]?.text).not.toContain('Cost');
  await costIsTold(story, 6 * MINUTE);
  expect(general(story).cards[0]?.text).toContain(TOLD);
  expect(general(story).cards[0]?.spoken).toContain(`${TOLD}.`);
  expect(await prices(world)).toEqual(PRICES);
  expect(world.twilio.bill().connections).toBe(0.0754);
  await threadIsTold(story);
  // Each call was asked for until its price was known, Bob's never; and then nobody asks any more.
  const asked = askedSince(world, ended);
  expect(asked).toBeLessThanOrEqual(4);
  await world.passes(12 * MINUTE);
  expect(askedSince(world, ended)).toBe(asked);
}, { settings: WITHOUT_HOST });

scenario('Twilio takes eight minutes for its prices, and is asked with patience: after 1, 5 and 15 minutes', async (story) => {
  const { world } = story;
  await talk(story);
  await general(story).card('Project Review').shows('Ended after 2 min');
  const ended = world.clock.now();
  await world.passes(14 * MINUTE);
  expect(general(story).cards[0]?.text).not.toContain('Cost');
  expect(askedSince(world, ended)).toBe(4);
  await costIsTold(story, 2 * MINUTE);
  expect(askedSince(world, ended)).toBe(6);
  expect(await prices(world)).toEqual(PRICES);
  await threadIsTold(story);
}, { settings: WITHOUT_HOST, twilio: { priceDelayMs: 8 * MINUTE } });

scenario('Twilio never names a price, and after a day nobody asks any more: the card says that it is not known', async (story) => {
  const { world } = story;
  await talk(story);
  await general(story).card('Project Review').shows('Ended after 2 min');
  await world.passes(2 * MINUTE);
  await threadIsTold(story);
  await world.restartApp({ afterMs: 25 * HOUR });
  const back = world.clock.now();
  await costIsTold(story, 2 * MINUTE);
  expect(general(story).cards[0]?.text).toMatch(/Cost of the calls: not known$/mu);
  expect(askedSince(world, back - 1)).toBe(2);
  await world.passes(5 * MINUTE);
  expect(askedSince(world, back - 1)).toBe(2);
}, { settings: WITHOUT_HOST, twilio: { priceDelayMs: 1_000 * HOUR } });

scenario('With every callback lost, a restart, and the job itself gone, the prices come all the same', async (story) => {
  const { world } = story;
  world.twilio.callbackFaults.plant({ fault: { kind: 'lose' } });
  await talk(story);
  await general(story).card('Project Review').shows('Ended after');
  await world.database.query("DELETE FROM pgboss.job WHERE name = 'price-calls'");
  await world.restartApp({ afterMs: 20_000 });
  await world.until(() => general(story).cards[0]?.text.includes('Cost of the calls: $0.08') === true, 'the card tells what all calls cost', 6 * MINUTE);
  expect(await prices(world)).toEqual(PRICES);
  const { lines } = general(story).thread('Project Review');
  await general(story).thread('Project Review').says(...lines);
}, { settings: WITHOUT_HOST });

scenario('Twilio is out of order for the first quarter of an hour, and is asked again when its next turn comes', async (story) => {
  const { world } = story;
  await talk(story);
  await general(story).card('Project Review').shows('Ended after 2 min');
  world.twilio.faults.plant({ path: '/Calls/CA', method: 'GET', fault: { kind: 'status', status: 503 } });
  await world.passes(10 * MINUTE);
  world.twilio.faults.clear();
  await costIsTold(story, 6 * MINUTE);
  expect(general(story).cards[0]?.text).toContain(TOLD);
  await threadIsTold(story);
}, { settings: WITHOUT_HOST });

scenario('One call’s price is missing to the end, and the card says what the others cost at the least', async (story) => {
  const { world } = story;
  await talk(story);
  await general(story).card('Project Review').shows('Ended after 2 min');
  const alices = [...world.twilio.store.calls.values()].find(({ to }) => to === NUMBERS.alice)?.sid ?? '';
  // To Twilio this call is gone.
  world.twilio.faults.plant({ path: `/Calls/${alices}.json`, method: 'GET', fault: { kind: 'status', status: 404 } });
  await costIsTold(story, 6 * MINUTE);
  expect(general(story).cards[0]?.text).toContain('Cost of the calls: $0.05 so far for 5 minutes on the phone');
  await threadIsTold(story);
  await world.restartApp({ afterMs: 25 * HOUR });
  await general(story).card('Project Review').shows('Cost of the calls: at least $0.05 for 5 minutes on the phone');
}, { settings: WITHOUT_HOST });

scenario('Nobody answers, and nothing is asked about a cost there is none of', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Project Review @alice');
  await slack.as('ina').reads('Ringing @Alice Ames.');
  await phones.of('alice').declines();
  await general(story).card('Project Review').shows('Ended: nobody answered');
  const ended = world.clock.now();
  await world.passes(10 * MINUTE);
  expect(askedSince(world, ended)).toBe(0);
  expect(general(story).cards[0]?.text).not.toContain('Cost');
  await general(story).thread('Project Review').says('Alice declined', 'Ended: nobody answered. Never joined: Alice (declined).');
}, { settings: WITHOUT_HOST });

scenario('somebody is rung a second time and talks again: both of their calls are on the card and on the bill, each with its minutes rounded up', async (story) => {
  const { slack, phones, world } = story;
  await slack.as('ina').types('/conference Project Review @alice @carol');
  await slack.as('ina').reads('Ringing @Alice Ames and @Carol Cruz.');
  const alice = await phones.of('alice').answers();
  const carol = await phones.of('carol').answers();
  await world.passes(MINUTE);
  await alice.hangsUp();
  await general(story).card('Project Review').shows('Alice Ames: left');
  const ina = await new Hands(story, 'ina', 'Project Review').opensDetails();
  await ina.chooses('Alice Ames', 'Ring again');
  const again = await phones.of('alice').answers();
  await world.passes(30_000);
  await again.hangsUp();
  await carol.hangsUp();
  await general(story).card('Project Review').shows('Ended after');
  const { lines } = general(story).thread('Project Review');
  await general(story).thread('Project Review').says(...lines);
  await costIsTold(story, 6 * MINUTE);
  const bill = world.twilio.bill().connections;
  expect(phones.callsTo('alice')).toBe(2);
  expect(await prices(world)).toEqual([['Alice Ames', '0.028000', 'USD'], ['Alice Ames', '0.014000', 'USD'], ['Carol Cruz', '0.031600', 'USD']]);
  expect(bill).toBe(0.0736);
  expect(general(story).cards[0]?.text).toContain('Cost of the calls: $0.07 for 5 minutes on the phone');
}, { settings: WITHOUT_HOST });
