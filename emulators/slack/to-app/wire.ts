import type { Activity } from '../../shared/activity.ts';
import type { Journal } from '../../shared/journal.ts';
import type { World } from '../world/world.ts';
import type { DeliveryFaults } from './delivery-faults.ts';

/** What an emulator needs to reach the app. */
export interface Wire {
  readonly world: World;
  readonly journal: Journal;
  readonly activity: Activity;
  readonly deliveryFaults: DeliveryFaults;
  /** When something last went on between Slack and the app, in real milliseconds (`performance.now()`). */
  movedAt: number;
  /** What is to be done later (retries of events); called off by a reset and at the end. */
  readonly later: Set<unknown>;
  /** Where the app listens; settable, because app and emulator need each other's address. */
  requestUrl: string | undefined;
  /** The emulator's own public address, for response_urls and upload urls. */
  publicUrl: string;
}
