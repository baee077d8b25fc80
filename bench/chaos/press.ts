import type { Command, Hand } from './script.ts';
import { pause } from './settings.ts';
import { nameOn } from './slack-side.ts';
import type { World } from './world.ts';

/** Somebody pressed something on the card, and what came of it as they saw it. */
export interface Pressed {
  readonly name: string;
  readonly button: Hand['presses'];
  /** Epoch milliseconds, before the press and when Slack had shown what came of it. */
  readonly at: number;
  readonly shownAt: number;
  /** Slack's word for a failure, or what the app said against it; undefined where they may take it for done. */
  readonly refused: string | undefined;
}

/** What the app says when it could do nothing. Written here a second time on purpose. */
const DID_NOTHING = /^(?:I cannot reach my database|Slack does not tell me)/u;
/** How soon after its answer the app has said why it did nothing. */
const SAYS_WITHIN_MS = 1_500;
const LOOKS = 20;

/** A host does with their conference what the script says, and where Slack shows that it failed does it again. Resolves when all is done, or can be done no more. */
export async function pressAll(world: World, command: Command, name: string): Promise<Pressed[]> {
  const pressed = await Promise.all(command.hands.map((hand) => press(world, command, name, hand)));
  return pressed.flat();
}

async function press(world: World, { channel, host }: Command, name: string, hand: Hand): Promise<Pressed[]> {
  await pause(hand.afterMs);
  const tries: Pressed[] = [];
  for (const thinksMs of hand.thinksMs) {
    const card = await cardOf(world, channel, name);
    // It has ended, or never was: there is nothing to press.
    if (card === undefined) break;
    const { handle } = host;
    if (tries.length === 0 && hand.delivery !== null) await world.slack.deliveryFault({ kind: 'interaction', fault: hand.delivery });
    const at = Date.now();
    const toldBefore = (await world.slack.as(handle).looks()).sees.length;
    const answer = await once(world, handle, hand, card).catch((error: unknown) => String(error));
    const shownAt = Date.now();
    const refused = answer ?? (await saidAgainst(world, handle, toldBefore));
    tries.push({ name, button: hand.presses, at, shownAt, refused });
    if (refused === undefined) break;
    await pause(thinksMs);
  }
  return tries;
}

/** @returns Slack's word for a failure. @throws when the button is gone. */
async function once({ slack }: World, handle: string, { presses }: Hand, card: string): Promise<string | undefined> {
  const person = slack.as(handle);
  const { error } = presses === 'End for all' ? await person.presses(presses, card) : await person.chooses('room-menu', presses, card);
  return error;
}

async function saidAgainst({ slack }: World, handle: string, toldBefore: number): Promise<string | undefined> {
  await pause(SAYS_WITHIN_MS);
  const { sees } = await slack.as(handle).looks();
  return sees.slice(toldBefore).map(({ text }) => text).find((text) => DID_NOTHING.test(text));
}

/** The card with buttons on it, once there is one. @returns its ts. */
async function cardOf({ slack }: World, channel: string, name: string): Promise<string | undefined> {
  for (let look = 0; look < LOOKS; look += 1) {
    const { cards } = await slack.channel(channel).look();
    const named = cards.filter((card) => nameOn(card) === name);
    const open = named.find(({ buttons }) => buttons.includes('End for all'));
    if (open !== undefined) return open.ts;
    if (named.some(({ text }) => /^Ended/mu.test(text))) return undefined;
    await pause(1_000);
  }
  return undefined;
}
