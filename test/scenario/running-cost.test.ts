import { expect } from 'vitest';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { twilioRequests } from '../support/twilio-requests.ts';
import type { World } from '../support/world.ts';

/** What the card says of minutes and money while people talk. Twilio's list has $0.014 a minute for the US, $0.0158 for London. */
const MINUTE = 60_000;
const WITHOUT_HOST = { RING_HOST: 'false' };

const general = ({ slack }: Story) => slack.channel('general');
const shown = (story: Story): string => general(story).cards[0]?.text ?? '';

/** Alice and Carol, in London, talk. */
async function talk(story: Story) {
  const { slack, phones } = story;
  await slack.as('ina').types('/conference Project Review @alice @carol');
  await slack.as('ina').reads('Ringing @Alice Ames and @Carol Cruz.');
  const alice = await phones.of('alice').answers();
  const carol = await phones.of('carol').answers();
  await general(story).card('Project Review').shows('Alice Ames: in the room', 'Carol Cruz: in the room');
  return { alice, carol };
}

async function isOver(story: Story): Promise<void> {
  await general(story).card('Project Review').shows('Ended after');
  const { lines } = general(story).thread('Project Review');
  await general(story).thread('Project Review').says(...lines);
}

/** Cards rewritten since then. */
function rewritten({ slack }: World, since: number): number {
  return slack.journal.entries.filter(({ direction, what, at }) => direction === 'in' && at > since && what.includes('chat.update')).length;
}

function pricesAsked(world: World): number {
  return twilioRequests(world).filter(({ path }) => path.includes('/Voice/Numbers/')).length;
}

scenario('while people talk the card says each minute how many minutes that makes and about what they cost, and never less than the bill', async (story) => {
  const { world } = story;
  const { alice, carol } = await talk(story);
  expect(shown(story)).not.toContain('so far');
  expect(pricesAsked(world)).toBe(0);
  await world.passes(70_000);
  expect(shown(story)).toContain('2 people, 4 minutes on the phone so far, about $0.06');
  expect(general(story).cards[0]?.spoken).toContain('2 people, 4 minutes on the phone so far, about $0.06.');
  const since = world.clock.now();
  await world.passes(5 * MINUTE);
  expect(shown(story)).toContain('2 people, 14 minutes on the phone so far, about $0.21');
  // One edit a minute, and the price list is not asked again.
  expect(rewritten(world, since)).toBe(5);
  expect(pricesAsked(world)).toBe(2);
  await alice.hangsUp();
  await carol.hangsUp();
  await isOver(story);
  expect(shown(story)).not.toContain('so far');
  await world.until(() => shown(story).includes('Cost of the calls: $0.21 for 14 minutes on the phone'), 'the card tells the cost', 6 * MINUTE);
  expect(world.twilio.bill().connections).toBe(0.2086);
  const ended = world.clock.now();
  await world.passes(5 * MINUTE);
  expect(rewritten(world, ended)).toBe(0);
}, { settings: WITHOUT_HOST });

scenario('whoever has left counts on with their minutes, and the card says who is there now', async (story) => {
  const { world } = story;
  const { alice, carol } = await talk(story);
  await world.passes(70_000);
  await alice.hangsUp();
  await general(story).card('Project Review').shows('1 person, 4 minutes on the phone so far, about $0.06');
  await world.passes(MINUTE);
  expect(shown(story)).toContain('1 person, 5 minutes on the phone so far, about $0.08');
  await carol.hangsUp();
  await isOver(story);
}, { settings: WITHOUT_HOST });

scenario('a price list that is away is said so, holds up nothing, and is asked again a minute later', async (story) => {
  const { world } = story;
  const repair = world.twilio.faults.plant({ path: '/v2/Voice', fault: { kind: 'status', status: 503 } });
  const { alice, carol } = await talk(story);
  await world.passes(70_000);
  expect(shown(story)).toContain('2 people, 4 minutes on the phone so far; what they cost is not known just now');
  repair();
  await world.passes(2 * MINUTE);
  expect(shown(story)).toContain('2 people, 8 minutes on the phone so far, about $0.12');
  await alice.hangsUp();
  await carol.hangsUp();
  await isOver(story);
}, { settings: WITHOUT_HOST });

scenario('the job that tells the minutes is gone after a crash, and the sweep finds another', async (story) => {
  const { world } = story;
  const { alice, carol } = await talk(story);
  await world.database.query("DELETE FROM pgboss.job WHERE name = 'tell-minutes'");
  await world.restartApp({ afterMs: MINUTE });
  await world.passes(90_000);
  expect(shown(story)).toMatch(/2 people, [68] minutes on the phone so far, about/);
  await alice.hangsUp();
  await carol.hangsUp();
  await isOver(story);
}, { settings: WITHOUT_HOST });
