import type { Story } from './scenario.ts';

export const WELCOME = 'Welcome to Review. You are being connected to the conference.';
export const MINUTE = 60_000;

/** Ina has Alice and Bob rung; Alice is in, and Bob's phone rings. */
export async function aliceWaitsForBob({ slack, phones }: Story) {
  await slack.as('ina').types('/conference Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  const bob = await phones.of('bob').rings();
  await slack.channel('general').card('Review').shows('Alice Ames: in the room', 'Bob Berg: ringing');
  return { alice, bob };
}

/** Alice is alone in the room, for Bob's line is busy. */
export async function aliceIsAlone(story: Story) {
  const both = await aliceWaitsForBob(story);
  await both.bob.isBusy();
  await story.slack.channel('general').card('Review').shows('Alice Ames: in the room', 'Bob Berg: line busy');
  return both;
}

/** Since when somebody is alone, as it is stored: what the sweep looks for. */
export async function aloneSinceInRow({ world }: Story): Promise<unknown> {
  const [row] = await world.database.query('SELECT alone_since FROM conference');
  return row?.['alone_since'];
}
