import type { Express } from 'express';
import express from 'express';
import { Activity } from '../shared/activity.ts';
import type { Clock } from '../shared/clock.ts';
import { faultMiddleware, Faults } from '../shared/faults.ts';
import { Journal } from '../shared/journal.ts';
import type { Listening } from '../shared/listen.ts';
import { listen } from '../shared/listen.ts';
import { skewedDate } from '../shared/skewed-date.ts';
import type { Bill } from './calls/bill.ts';
import { bill } from './calls/bill.ts';
import { controlRoutes } from './control/control.ts';
import { seededRandom, sid } from './core/random.ts';
import { ScopedClock } from './core/scoped-clock.ts';
import { Store } from './core/store.ts';
import { Surprises } from './core/surprises.ts';
import type { World } from './core/world.ts';
import type { TwilioEmulatorOptions } from './options.ts';
import { settingsFrom } from './options.ts';
import { LocalPhone } from './phones/local-phone.ts';
import { Phones } from './phones/phones.ts';
import { errorBody } from './routes/errors.ts';
import { journaling } from './routes/journaling.ts';
import { mountApi } from './routes/mount.ts';
import { ROUTES } from './routes/routes.ts';
import { CallbackFaults } from './webhooks/callback-faults.ts';
import { Http } from './webhooks/http.ts';

/** An emulated Twilio account with the telephones of its world. */
export interface TwilioEmulator {
  /** The API and `/_emulator`, to be served. */
  readonly handler: Express;
  readonly accountSid: string;
  readonly authToken: string;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Faults on requests to the API. */
  readonly faults: Faults;
  /** Faults on status callbacks. */
  readonly callbackFaults: CallbackFaults;
  /** What real Twilio would have let pass in silence, or what the emulator cannot play. */
  readonly surprises: Surprises;
  /** Everything that exists: calls, conferences, numbers, alerts. */
  readonly store: Store;
  /** The telephone with that number, with the words to tell its story. */
  phone(number: string): LocalPhone;
  /** Every telephone anybody mentioned or called. */
  phones(): LocalPhone[];
  /** Resolves once no request of the emulator is under way; `true` when it had to wait. */
  idle(): Promise<boolean>;
  /** What everything cost so far. */
  bill(): Bill;
  /** Forgets all calls, rooms, phones, faults, surprises and alerts; the journal stays. */
  reset(): void;
  /** Stops all timers and connections. */
  close(): void;
}

/** Makes an emulated Twilio; `startTwilioEmulator` also serves it. */
export function createTwilioEmulator(options: TwilioEmulatorOptions = {}): TwilioEmulator {
  const settings = settingsFrom(options);
  const clock = new ScopedClock(settings.clock);
  const random = seededRandom(settings.seed);
  const journal = new Journal(clock);
  const world: World = {
    settings,
    clock,
    activity: new Activity(),
    journal,
    store: new Store(),
    phones: new Phones(),
    faults: new Faults(),
    callbackFaults: new CallbackFaults(random),
    surprises: new Surprises(),
    http: new Http(),
    random,
  };
  fillNumbers(world);
  const emulator: TwilioEmulator = {
    handler: express(),
    accountSid: settings.accountSid,
    authToken: settings.authToken,
    clock: settings.clock,
    journal,
    faults: world.faults,
    callbackFaults: world.callbackFaults,
    surprises: world.surprises,
    store: world.store,
    phone: (number) => new LocalPhone(world, world.phones.of(number)),
    phones: () => [...world.phones.all.values()].map((handset) => new LocalPhone(world, handset)),
    idle: () => quiet(world),
    bill: () => bill(world),
    reset: () => reset(world, clock),
    close: () => {
      clock.clearAll();
      world.http.close();
    },
  };
  serve(world, emulator);
  return emulator;
}

/** A served emulator. */
export type RunningTwilioEmulator = Omit<TwilioEmulator, 'close'> & { readonly url: string; readonly port: number; close(): Promise<void> };

/** Makes an emulated Twilio and serves it on loopback. @param options.port 0, the default, for any free port. */
export async function startTwilioEmulator(options: TwilioEmulatorOptions & { readonly port?: number } = {}): Promise<RunningTwilioEmulator> {
  const emulator = createTwilioEmulator(options);
  const server: Listening = await listen(emulator.handler, options.port ?? 0);
  const close = async (): Promise<void> => {
    emulator.close();
    await server.close();
  };
  return { ...emulator, url: server.url, port: server.port, close };
}

function serve(world: World, emulator: TwilioEmulator): void {
  const { handler } = emulator;
  handler.disable('x-powered-by');
  handler.use(skewedDate(() => world.settings.dateSkewMs));
  handler.use('/_emulator', controlRoutes(world, emulator));
  handler.use(express.urlencoded({ extended: false, limit: '1mb' }));
  handler.use(journaling(world));
  handler.use(
    faultMiddleware(world.faults, {
      status: (status, body) => body ?? errorBody(status, 20500, 'Internal Server Error'),
      rateLimited: (response, seconds) => {
        response.set('Retry-After', String(seconds)).status(429).json(errorBody(429, 20429, 'Too Many Requests'));
      },
    }),
  );
  handler.use(mountApi(world, ROUTES));
}

/** Quiet means: nothing under way, and nothing begun by what just ended. */
async function quiet(world: World): Promise<boolean> {
  for (let waited = false; ; waited = true) {
    const before = await world.activity.idle();
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (!before && !(await world.activity.idle())) return waited;
  }
}

function fillNumbers(world: World): void {
  const { numbers, verifiedNumbers } = world.settings;
  const createdAt = world.clock.now();
  for (const number of numbers) world.store.numbers.set(number.phoneNumber, { ...number, sid: sid('PN', world.random), createdAt });
  for (const phoneNumber of verifiedNumbers) world.store.callerIds.set(phoneNumber, { phoneNumber, sid: sid('PN', world.random), createdAt });
}

function reset(world: World, clock: ScopedClock): void {
  clock.clearAll();
  for (const call of world.store.calls.values()) call.run?.abort();
  world.store.calls.clear();
  world.store.conferences.clear();
  world.store.running.clear();
  world.store.numbers.clear();
  world.store.callerIds.clear();
  world.store.apiEvents.clear();
  world.store.alerts.splice(0);
  world.store.nextSlot = 0;
  world.phones.all.clear();
  world.faults.clear();
  world.callbackFaults.clear();
  world.surprises.clear();
  fillNumbers(world);
}
