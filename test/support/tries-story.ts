import { inTheBook } from './book-story.ts';
import type { ToldPhone } from './phones.ts';
import { NUMBERS } from './phones.ts';
import type { Story } from './scenario.ts';

/** Bob's other phone, which only the phone book knows. */
export const BOBS_SECOND = '+14155550162';
const BOB = 'U0BOB000001';

/** Ina and nobody else has people rung; the host's own phone is left alone. */
export const WITHOUT_HOST = { RING_HOST: 'false' };

/** The phone book holds two numbers of Bob's, in E.164. */
export async function bobHasASecondNumber({ world }: Story, secondNumber = BOBS_SECOND, number: string = NUMBERS.bob): Promise<void> {
  await inTheBook(world, { name: 'Bob Berg', slackUserId: BOB, number, secondNumber });
}

export async function ringsBob({ slack }: Story): Promise<void> {
  await slack.as('ina').types('/conference Review @bob');
  await slack.as('ina').reads('Ringing @Bob Berg.');
}

/** Alice is in the room, and Bob's phone rings. */
export async function aliceIsInAndBobIsRung({ slack, phones }: Story): Promise<{ readonly alice: ToldPhone; readonly bob: ToldPhone }> {
  await slack.as('ina').types('/conference Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  const alice = await phones.of('alice').answers();
  return { alice, bob: await phones.of('bob').rings() };
}

/** When calls to a number were placed, in milliseconds after the first of all. */
export function placedAt({ world }: Story, number: string): number[] {
  const calls = [...world.twilio.store.calls.values()];
  const first = Math.min(...calls.map(({ createdAt }) => createdAt));
  return calls.filter(({ to }) => to === number).map(({ createdAt }) => createdAt - first);
}
