import { expect } from 'vitest';
import { people } from '../../emulators/slack/team.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { teamWith } from '../support/team.ts';
import type { World } from '../support/world.ts';

/** Point 7 of issue 2: what stands in Slack, whatever Slack makes of it. */
const ALICE_ALONE = { RING_HOST: 'false' };
const ALICE_WAS_BUSY = ["Alice's line was busy", 'Ended: nobody answered. Never joined: Alice (line busy).'] as const;

async function startsWithAlice({ slack }: Story, room = 'Review', channel = 'general'): Promise<void> {
  await slack.as('ina').in(channel).types(`/conference ${room} @alice`);
  await slack.as('ina').reads('Ringing @Alice Ames.');
}

/** What the app asked Slack's Web API for, by method, in order. */
function asked({ slack }: World, method: string): { readonly at: number; readonly status: number | undefined }[] {
  return slack.journal.entries.filter(({ direction, what }) => direction === 'in' && what.includes(method)).map(({ at, status }) => ({ at, status }));
}

scenario('the card shows at every moment who is where, to those who see it and to those who hear it', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Project Review @alice @bob @dora');
  await slack.as('ina').reads('Ringing @Alice Ames, @Bob Berg and @Dora Dorn, and you.', 'Not rung for “Project Review”:',
    '• Dora Dorn: No phone number is known. A number in their Slack profile is enough.');
  const general = slack.channel('general');
  const ringing = await general.card('Project Review').shows(
    'Ringing · started by @Ina Ito', 'Alice Ames: ringing', 'Ina Ito: about to be rung', 'Dora Dorn: not rung (No phone number is known.');
  expect(ringing.spoken).toMatch(/^Project Review, started by @Ina Ito\. Ringing: Alice Ames.*\. About to be rung: .*Ina Ito\. Not rung: Dora Dorn \(No phone number is known\./u);

  const alice = await phones.of('alice').answers();
  await phones.of('bob').declines();
  const live = await general.card('Project Review').shows('Live since ', 'Alice Ames: in the room', 'Bob Berg: declined');
  expect(live.spoken).toContain('In the room: Alice Ames. ');
  expect(live.spoken).toContain('Declined: Bob Berg.');
  await phones.of('ina').doesNotAnswer();
  await general.card('Project Review').shows('Ina Ito: did not answer');
  await alice.hangsUp();
  const over = await general.card('Project Review').shows('everyone left · started by @Ina Ito', 'Alice Ames: left, was in for 3');
  expect(over.spoken).toMatch(/^Project Review, started by @Ina Ito\. Ended after \d+ s: everyone left\. Declined: Bob Berg\. Did not answer: Ina Ito\. Not rung: Dora Dorn .* Left: Alice Ames \(\d+ s\)\.$/u);
  expect(general.cards).toHaveLength(1);
  const thread = general.thread('Project Review');
  expect(thread.lines.map((line) => line.replaceAll(/\d+ s/gu, 'some s'))).toEqual([
    'Alice joined', 'Bob declined', 'Ina did not answer', 'Alice left',
    'Ended after some s: everyone left. Was in: Alice (some s). Never joined: Bob (declined), Dora (not rung) and Ina (did not answer).',
  ]);
  await thread.says(...thread.lines);
});

scenario('what happens in one moment is one line', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  await phones.of('bob').rings();
  const alice = await phones.of('alice').answers();
  const bob = await phones.of('bob').answers();
  await slack.channel('general').thread('Review').says('Alice and Bob joined');
  await alice.hangsUp();
  await bob.hangsUp();
  await slack.channel('general').card('Review').shows('Ended');
  const [, left = '', ended = ''] = slack.channel('general').thread('Review').lines;
  expect(left).toBe('Alice and Bob left');
  await slack.channel('general').thread('Review').says(left, ended);
}, { settings: ALICE_ALONE });

scenario("Slack's 429 is waited out to the second, the phones ring meanwhile, and the app answers others", async (story) => {
  const { slack, phones, world } = story;
  world.slack.faults.plant({ path: 'chat.postMessage', times: 1, fault: { kind: 'rate-limit', retryAfterSeconds: 30 } });
  await startsWithAlice(story);
  await phones.of('alice').rings();
  const [refused] = asked(world, 'chat.postMessage');
  expect(world.clock.now() - (refused?.at ?? 0)).toBeLessThan(2_000);
  const reply = await slack.as('bob').types('/conference help');
  expect(reply.status).toBe(200);
  await slack.as('bob').reads(...reply.text.split('\n'));

  await slack.channel('general').card('Review').shows('Alice Ames: ringing');
  const posts = asked(world, 'chat.postMessage');
  expect(posts[0]?.status).toBe(429);
  expect((posts[1]?.at ?? 0) - (posts[0]?.at ?? 0)).toBeGreaterThanOrEqual(30_000);
  expect((posts[1]?.at ?? 0) - (posts[0]?.at ?? 0)).toBeLessThan(32_000);
  await phones.of('alice').isBusy();
  await slack.channel('general').thread('Review').says(...ALICE_WAS_BUSY);
  await slack.channel('general').card('Review').shows('Ended');
  expect(slack.channel('general').cards).toHaveLength(1);
}, { settings: ALICE_ALONE });

scenario('a 429 for the thread keeps its lines in order, and says each once', async (story) => {
  const { slack, phones, world } = story;
  await startsWithAlice(story);
  const alice = await phones.of('alice').answers();
  world.slack.faults.plant({ path: 'chat.postMessage', times: 2, fault: { kind: 'rate-limit', retryAfterSeconds: 10 } });
  await alice.hangsUp();
  await slack.channel('general').thread('Review').says('Alice joined', 'Alice left', 'Ended after 0 s: everyone left. Was in: Alice (0 s).');
  await slack.channel('general').card('Review').shows('Ended');
}, { settings: ALICE_ALONE });

for (const { channel, where, hint } of [
  { channel: 'secret', where: '#secret', hint: ' To have the card there next time, type /invite @conference in that channel.' },
  { channel: 'D0INAALICE1', where: 'a conversation of two', hint: '' },
]) {
  scenario(`in ${where}, where the bot may not write, the phones ring; card and thread go to the host, who reads why`, async (story) => {
    const { slack, phones } = story;
    await startsWithAlice(story, 'Review', channel);
    await slack.as('ina').reads(`I may not write in ${where}, so the card of “Review” and its thread are in our direct messages. The phones ring all the same.${hint}`);
    await phones.of('alice').isBusy();
    await slack.as('ina').directMessages.card('Review').shows('Alice Ames: line busy', 'Ended');
    await slack.as('ina').directMessages.thread('Review').says(...ALICE_WAS_BUSY);
    await slack.channel(channel).hasNoCard();
  }, { settings: ALICE_ALONE });
}

scenario('in a public channel the bot is not in, the card stands there all the same', async (story) => {
  await startsWithAlice(story, 'Review', 'random');
  await story.phones.of('alice').isBusy();
  await story.slack.channel('random').card('Review').shows('Alice Ames: line busy', 'Ended');
  await story.slack.channel('random').thread('Review').says(...ALICE_WAS_BUSY);
}, { settings: ALICE_ALONE });

scenario('Slack is out of order for a while: the phones ring, and then card and thread tell everything once', async (story) => {
  const { slack, phones, world } = story;
  world.log.expects('The job failed and is tried again');
  const repair = world.slack.faults.plant({ path: 'chat.', fault: { kind: 'status', status: 503 } });
  await startsWithAlice(story);
  await phones.of('alice').isBusy();
  await world.passes(20_000);
  await slack.channel('general').hasNoCard();
  repair();
  await slack.channel('general').card('Review').shows('Alice Ames: line busy', 'Ended');
  await slack.channel('general').thread('Review').says(...ALICE_WAS_BUSY);
  expect(slack.channel('general').cards).toHaveLength(1);
}, { settings: ALICE_ALONE });

scenario('a card that is gone wherever it goes is given up, and Slack is left alone', async (story) => {
  const { slack, phones, world } = story;
  world.log.expects('The card can be written nowhere');
  world.slack.faults.plant({ path: 'chat.update', fault: { kind: 'status', status: 200, body: { ok: false, error: 'message_not_found' } } });
  await startsWithAlice(story);
  await slack.as('ina').reads('The card of “Review” in #general is gone, so it and its thread go on in our direct messages. The phones ring all the same.');
  await phones.of('alice').isBusy();
  await world.passes(15 * 60_000);
  expect(asked(world, 'chat.update').length).toBeLessThanOrEqual(2);
  expect(asked(world, 'chat.postMessage').length).toBeLessThanOrEqual(2);
  await slack.channel('general').card('Review').shows('For Alice Ames');
  await slack.as('ina').directMessages.card('Review').shows('For Alice Ames');
}, { settings: ALICE_ALONE });

/** Every text of the app's that Slack reads for markup, wherever it stands. */
function markup(world: World): string[] {
  const messages = [...world.slack.world.channels.values()].flatMap(({ messages: all }) => all).filter(({ botId }) => botId !== undefined);
  const marked = (value: unknown): string[] => {
    if (typeof value !== 'object' || value === null) return [];
    const text = 'type' in value && value.type === 'mrkdwn' && 'text' in value ? [String(value.text)] : [];
    return [...text, ...Object.values(value).flatMap(marked)];
  };
  return [...messages.flatMap(({ text, blocks }) => [text, ...marked(blocks)]), ...world.slack.world.ephemerals.map(({ text }) => text)];
}

for (const { what, name, shown, short } of [
  { what: 'mentions and markup', name: '<!channel> <@U0BOB000001> *bold* & <https://evil.example|you>', shown: '<!channel> <@U0BOB000001> *bold* & <https://evil.example|you>', short: '<!channel>' },
  { what: 'two hundred characters', name: 'Long'.repeat(50), shown: `${'Long'.repeat(19)}Lon…`, short: `${'Long'.repeat(19)}Lon…` },
  { what: 'signs that turn the text around', name: '\u202EAlice \u2066Ames', shown: 'Alice Ames', short: 'Alice' },
]) {
  scenario(`a name of ${what} stays a name`, async ({ slack, phones, world }) => {
    await slack.as('ina').types('/conference Review @bob @dora');
    await slack.as('ina').reads('Ringing @Bob Berg and @Dora Dorn.', 'Not rung for “Review”:',
      '• Dora Dorn: No phone number is known. A number in their Slack profile is enough.');
    await phones.of('bob').isBusy();
    const card = await slack.channel('general').card('Review').shows(`${shown}: line busy`, 'Ended');
    expect(card.spoken).toContain(`Line busy: ${shown.replaceAll('*', '')}.`);
    await slack.channel('general').thread('Review').says(`${short}'s line was busy`, `Ended: nobody answered. Never joined: ${short} (line busy) and Dora (not rung).`);
    const mentions = markup(world).flatMap((text) => [...text.matchAll(/<[^>]*>/gu)].map(([mention]) => mention)).filter((mention) => !mention.startsWith('<!date^'));
    expect(new Set(mentions)).toEqual(new Set([`<@${people.ina}>`, `<@${people.bob}>`, `<@${people.dora}>`]));
    expect(markup(world).join()).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u);
  }, { settings: ALICE_ALONE, slack: { seed: teamWith({ bob: { realName: name } }) } });
}

scenario('a name of a room never becomes a mention', async ({ slack, phones, world }) => {
  await slack.as('ina').types('/conference <!channel> & <@U0BOB000001> *party* @alice');
  await slack.as('ina').reads(
    'Ringing @Alice Ames.', 'Not rung: @channel. I never ring a whole channel; name the people, or a user group.',
    'Not rung: @U0BOB000001. Slack did not tell me who that is; pick the person from the list it offers while you type.');
  await phones.of('alice').isBusy();
  const [card] = slack.channel('general').cards;
  await slack.channel('general').card('party').shows('Alice Ames: line busy', 'Ended');
  await slack.channel('general').thread(card?.ts ?? '').says(...ALICE_WAS_BUSY);
  const mentions = markup(world).flatMap((text) => [...text.matchAll(/<[^>]*>/gu)].map(([mention]) => mention));
  expect(new Set(mentions)).toEqual(new Set([`<@${people.ina}>`, `<@${people.alice}>`]));
}, { settings: ALICE_ALONE });
