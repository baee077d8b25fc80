import type { RequestListener } from 'node:http';
import type { Clock } from '../shared/clock.ts';
import type { Faults } from '../shared/faults.ts';
import type { Journal } from '../shared/journal.ts';
import type { JsonObject } from './json.ts';
import type { ChannelView } from './people/channel-view.ts';
import type { Person } from './people/person.ts';
import type { Settings } from './settings.ts';
import type { Seed } from './team.ts';
import type { DeliveryFaults } from './to-app/delivery-faults.ts';
import type { Surprise, World } from './world/world.ts';

export interface SlackEmulatorOptions extends Partial<Settings> {
  /** Where time comes from; the wall clock when absent. */
  readonly clock?: Clock;
  /** Where the app listens, with path (`http://127.0.0.1:5000/slack/events`); may be set later. */
  readonly requestUrl?: string;
  /** The workspace to start with; the sandbox team when absent. */
  readonly seed?: Seed;
}

/** An emulated Slack workspace with one app in it. */
export interface SlackEmulator {
  /** Serve this: the Web API under `/api`, response_urls, uploads, and `/_emulator`. */
  readonly handler: RequestListener;
  readonly journal: Journal;
  /** Faults on what the app asks of Slack. */
  readonly faults: Faults;
  /** Faults on what Slack sends to the app. */
  readonly deliveryFaults: DeliveryFaults;
  readonly world: World;
  /** What the app did that Slack does not know or that is nearly always a mistake. */
  readonly surprises: readonly Surprise[];
  requestUrl: string | undefined;
  publicUrl: string;
  /** Somebody of the team, by id, handle or name. */
  as(who: string): Person;
  /** A conversation, by id or name. */
  channel(which: string): ChannelView;
  /** Waits until nothing is under way between Slack and the app; true if it had to wait. */
  idle(): Promise<boolean>;
  /** Resolves once `condition` holds, looking again whenever something changes. */
  until(condition: () => boolean): Promise<void>;
  /** Sends the url_verification handshake. */
  verifiesUrl(): Promise<boolean>;
  /** Sends any event to the app, if it subscribed to it. */
  sendsEvent(event: JsonObject): Promise<boolean>;
  /** The workspace removes the app: tokens die, app_uninstalled and tokens_revoked are sent. */
  uninstallsApp(): Promise<void>;
  /** Back to the beginning: messages, views, faults, limits and journal are gone. */
  reset(): void;
  /** Calls off what the emulator would still do later; for whoever serves `handler` themselves. */
  stop(): void;
}

export interface RunningSlackEmulator extends SlackEmulator {
  readonly url: string;
  readonly port: number;
  /** What a WebClient takes as `slackApiUrl`. */
  readonly apiUrl: string;
  close(): Promise<void>;
}
