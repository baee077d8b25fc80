import express from 'express';
import twilio from 'twilio';
import { VirtualClock } from '../../emulators/shared/clock.ts';
import { listen } from '../../emulators/shared/listen.ts';
import { startTwilioEmulator } from '../../emulators/twilio/emulator.ts';
import type { TwilioEmulatorOptions } from '../../emulators/twilio/options.ts';

/** The number the staged account owns and calls from. */
export const OURS = '+14155550100';

/** One request of Twilio's to the staged application. */
export interface Received {
  readonly method: string;
  readonly path: string;
  /** Path and query exactly as they came. */
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly token: string;
  /** Whether the official SDK finds it properly signed. */
  readonly genuine: boolean;
}

/** What the application answers at a path: TwiML, a status, or whatever a function makes of the request. */
export type Answer = string | number | ((request: Received) => string | number);

/** An emulated Twilio on a virtual clock, the official SDK as its client, and an application that records what Twilio asks of it. */
export async function stage(options: TwilioEmulatorOptions = {}) {
  const clock = new VirtualClock(Date.UTC(2026, 0, 5, 9));
  const emulator = await startTwilioEmulator({ clock, numbers: [OURS], account: { cps: Number.POSITIVE_INFINITY }, ...options });
  const received: Received[] = [];
  const answers = new Map<string, Answer>();
  const app = express();
  app.use(express.urlencoded({ extended: false }));
  const server = await listen(app);
  app.use((request, response) => {
    const body = (request.body ?? {}) as Record<string, string>;
    const query = Object.fromEntries(new URL(request.originalUrl, server.url).searchParams);
    const asked: Received = {
      method: request.method,
      path: request.path,
      url: request.originalUrl,
      params: { ...query, ...body },
      token: request.get('i-twilio-idempotency-token') ?? '',
      genuine: twilio.validateRequest(emulator.authToken, request.get('x-twilio-signature') ?? '', server.url + request.originalUrl, body),
    };
    received.push(asked);
    const answer = answers.get(request.path) ?? 204;
    const given = typeof answer === 'function' ? answer(asked) : answer;
    if (typeof given === 'number') response.sendStatus(given);
    else response.type('text/xml').send(given);
  });

  const client = twilio(emulator.accountSid, emulator.authToken);
  for (const domain of [client.api, client.voice, client.pricing, client.monitor]) domain.baseUrl = emulator.url;

  const at = (path: string): string => server.url + path;
  const settle = (): Promise<boolean> => emulator.idle();
  return {
    emulator,
    clock,
    client,
    received,
    /** The application's URL of a path. */
    at,
    answers,
    /** Lets time pass, with everything that follows from it. */
    pass: (ms: number) => clock.advance(ms, settle),
    settle,
    /** Calls somebody, telling everything to `/status` and asking `/twiml` what to do. */
    call: (to: string, extra: Partial<Parameters<typeof client.calls.create>[0]> = {}) =>
      client.calls.create({
        to,
        from: OURS,
        url: at('/twiml'),
        statusCallback: at('/status'),
        statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
        ...extra,
      }),
    /** The values of a field in everything received at a path, in order. */
    told: (path: string, field: string) => received.filter((one) => one.path === path).map((one) => one.params[field]),
    close: async () => {
      await emulator.idle();
      const crashes = emulator.surprises.all.filter(({ kind }) => kind === 'crash');
      if (crashes.length > 0) throw new Error(`The emulator crashed: ${JSON.stringify(crashes)}`);
      await emulator.close();
      await server.close();
    },
  };
}

export type Stage = Awaited<ReturnType<typeof stage>>;
