import type { World } from '../core/world.ts';
import type { Handset } from './phones.ts';

/**
 * Resolves once `look` finds something, now or after any change of the phone: nothing is polled.
 * @param what completes the sentence "Expected +1… to …".
 * @throws Error with the phone's story so far, after `patienceMs` of real time.
 */
export async function until<T>(world: World, handset: Handset, what: string, look: () => T | undefined): Promise<T> {
  const found = look();
  if (found !== undefined) return found;
  return new Promise<T>((resolve, reject) => {
    const finish = (): void => {
      stop();
      clearTimeout(patience);
    };
    const stop = handset.on(() => {
      const now = look();
      if (now === undefined) return;
      finish();
      resolve(now);
    });
    const patience = setTimeout(() => {
      finish();
      reject(new Error(`Expected ${handset.number} to ${what}. ${storyOf(handset)}`));
    }, world.settings.patienceMs);
  });
}

/** What a phone lived through, for people. */
export function storyOf(handset: Handset): string {
  if (handset.legs.length === 0) return 'No call reached it.';
  return handset.legs
    .map((leg, index) => {
      const lines = leg.heard.map((line) => `${line.kind} "${line.text}"`).join(', ');
      return `Call ${index + 1} (${leg.direction}, ${leg.other}) ${leg.ended ?? leg.state}${lines === '' ? ', heard nothing' : `, heard ${lines}`}.`;
    })
    .join(' ');
}
