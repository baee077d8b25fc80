import express from 'express';
import { Activity } from '../shared/activity.ts';
import { systemClock } from '../shared/clock.ts';
import { Faults, faultMiddleware } from '../shared/faults.ts';
import { Journal } from '../shared/journal.ts';
import { listen, type Listening } from '../shared/listen.ts';
import { skewedDate } from '../shared/skewed-date.ts';
import type { RunningSlackEmulator, SlackEmulator, SlackEmulatorOptions } from './api.ts';
import { control } from './control/router.ts';
import { hooks } from './hooks.ts';
import { journalling } from './journalling.ts';
import { pagesAsHtml } from './pages-as-html.ts';
import { ChannelView } from './people/channel-view.ts';
import { Person } from './people/person.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { SANDBOX_TEAM } from './team.ts';
import type { Wire } from './to-app/wire.ts';
import { DeliveryFaults } from './to-app/delivery-faults.ts';
import { sendEvent, verifyUrl } from './to-app/events.ts';
import { sendUninstalled } from './to-app/lifecycle.ts';
import { callOff, idle } from './to-app/work.ts';
import { downloads } from './downloads.ts';
import { uploads } from './uploads.ts';
import { rateLimited, unreadable, webApi } from './web-api/router.ts';
import { RateLimits } from './web-api/rate-limits.ts';
import { theChannel, theUser } from './world/lookup.ts';
import { createWorld, resetWorld } from './world/world.ts';
import { until } from './people/until.ts';

export type { RunningSlackEmulator, SlackEmulator, SlackEmulatorOptions } from './api.ts';

/** Creates the emulator without a server: mount `handler`, and set `publicUrl` to where it can be reached. */
export function createSlackEmulator(options: SlackEmulatorOptions = {}): SlackEmulator {
  const { clock = systemClock, requestUrl, seed = SANDBOX_TEAM, ...settings } = options;
  const world = createWorld(clock, { ...DEFAULT_SETTINGS, ...settings }, seed);
  const faults = new Faults();
  const limits = new RateLimits(clock);
  const wire: Wire = { world, journal: new Journal(clock), activity: new Activity(), deliveryFaults: new DeliveryFaults(), later: new Set(), movedAt: 0, requestUrl, publicUrl: '' };

  const emulator: SlackEmulator = {
    handler: (request, response) => app(request, response),
    journal: wire.journal,
    faults,
    deliveryFaults: wire.deliveryFaults,
    world,
    surprises: world.surprises,
    get requestUrl() {
      return wire.requestUrl;
    },
    set requestUrl(url) {
      wire.requestUrl = url;
    },
    get publicUrl() {
      return wire.publicUrl;
    },
    set publicUrl(url) {
      wire.publicUrl = url;
      world.filesUrl = url;
    },
    as: (who) => new Person(wire, theUser(world, who)),
    channel: (which) => new ChannelView(world, theChannel(world, which).id),
    idle: () => idle(wire),
    until: (condition) => until(world, condition),
    verifiesUrl: () => verifyUrl(wire),
    sendsEvent: (event) => sendEvent(wire, event),
    uninstallsApp: () => sendUninstalled(wire),
    reset: () => {
      callOff(wire);
      resetWorld(world, seed);
      faults.clear();
      wire.deliveryFaults.clear();
      limits.clear();
      wire.journal.entries.length = 0;
    },
    stop: () => callOff(wire),
  };
  const app = express().disable('x-powered-by');
  app.use(skewedDate(() => world.settings.dateSkewMs));
  app.use('/_emulator', express.json({ limit: '5mb' }), control(emulator));
  app.use(journalling(wire.journal));
  app.use('/upload/v1', uploads(wire));
  app.use('/files-pri', faultMiddleware(faults, { status: (_status, body) => body ?? {}, rateLimited }), downloads(world));
  app.use(express.urlencoded({ extended: false, limit: '5mb', parameterLimit: 10_000 }), express.json({ limit: '5mb', strict: false, type: ['application/json', 'text/json'] }));
  app.use(pagesAsHtml);
  app.use(faultMiddleware(faults, { status: (status, body) => body ?? { ok: false, error: status >= 500 ? 'internal_error' : 'fatal_error' }, rateLimited }));
  app.use('/api', webApi(wire, limits));
  app.use(hooks(wire));
  app.use(unreadable);
  return emulator;
}

/** Creates the emulator and serves it on loopback. @param options.port any free one when absent. */
export async function startSlackEmulator(options: SlackEmulatorOptions & { readonly port?: number } = {}): Promise<RunningSlackEmulator> {
  const { port = 0, ...rest } = options;
  const emulator = createSlackEmulator(rest);
  const listening: Listening = await listen(emulator.handler, port);
  emulator.publicUrl = listening.url;
  const close = (): Promise<void> => {
    emulator.stop();
    return listening.close();
  };
  return Object.assign(emulator, { url: listening.url, port: listening.port, apiUrl: `${listening.url}/api/`, close });
}
