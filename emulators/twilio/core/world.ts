import type { Activity } from '../../shared/activity.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Faults } from '../../shared/faults.ts';
import type { Journal } from '../../shared/journal.ts';
import type { Settings } from '../options.ts';
import type { Phones } from '../phones/phones.ts';
import type { CallbackFaults } from '../webhooks/callback-faults.ts';
import type { Http } from '../webhooks/http.ts';
import type { Store } from './store.ts';
import type { Surprises } from './surprises.ts';

/** What every part of the emulator works with: plain functions take it as their first argument. */
export interface World {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly journal: Journal;
  readonly store: Store;
  readonly phones: Phones;
  readonly faults: Faults;
  readonly callbackFaults: CallbackFaults;
  readonly surprises: Surprises;
  readonly http: Http;
  readonly random: () => number;
}

/** Does something right after the current turn (the REST answer goes out first), followed by `idle()`. */
export function soon(world: World, task: () => void): void {
  void world.activity.track(
    new Promise<void>((resolve) => {
      setImmediate(() => {
        task();
        resolve();
      });
    }),
  );
}

/** Thrown inside a wait whose reason to exist is gone: the call ended, or was given other instructions. */
export class Interrupted extends Error {}

/**
 * Waits on the emulator's clock.
 * @throws Interrupted when `signal` is aborted, before or meanwhile.
 */
export async function sleep(world: World, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw new Interrupted();
  if (ms <= 0) return;
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      world.clock.clearTimeout(timer);
      reject(new Interrupted());
    };
    const timer = world.clock.setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
