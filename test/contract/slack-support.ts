import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { App, ExpressReceiver } from '@slack/bolt';
import { LogLevel, WebAPIPlatformError, WebClient, type Logger, type WebClientOptions } from '@slack/web-api';
import { listen } from '../../emulators/shared/listen.ts';
import { startSlackEmulator, type RunningSlackEmulator, type SlackEmulatorOptions } from '../../emulators/slack/emulator.ts';
import { MANIFEST_SCOPES } from '../../emulators/slack/settings.ts';

/** Every scope some method of the emulator asks for, so that a test about something else need not think of them. */
export const ALL_SCOPES = [
  ...MANIFEST_SCOPES,
  ...['channels', 'groups', 'im', 'mpim'].flatMap((kind) => [`${kind}:read`, `${kind}:history`, `${kind}:write`]),
  'channels:join',
  'team:read',
  'users:read.email',
];

const closing: (() => Promise<void>)[] = [];

/** Ends everything a test has started; to be called after each test. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

export async function slackTeam(options: SlackEmulatorOptions = {}): Promise<RunningSlackEmulator> {
  const slack = await startSlackEmulator({ scopes: ALL_SCOPES, ...options });
  closing.push(() => slack.close());
  return slack;
}

/** The SDKs log every refusal; tests provoke them by the hundred. */
const nothing = (): void => undefined;
export const quiet: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing, setLevel: nothing, getLevel: () => LogLevel.ERROR, setName: nothing };

/** The official client. */
export function client(slack: RunningSlackEmulator, options: WebClientOptions & { token?: string } = {}): WebClient {
  const { token = slack.world.settings.botToken, ...rest } = options;
  return new WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: quiet, ...rest });
}

/** A team with the official client beside it. */
export async function team(options: SlackEmulatorOptions = {}): Promise<{ slack: RunningSlackEmulator; web: WebClient }> {
  const slack = await slackTeam(options);
  return { slack, web: client(slack) };
}

/** What Slack refused with; a test fails when it did not refuse. */
export async function refusal(work: Promise<unknown>): Promise<WebAPIPlatformError['data']> {
  try {
    await work;
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return error.data;
    throw error;
  }
  throw new Error('Slack took it.');
}

/** Just the error code. */
export async function refused(work: Promise<unknown>): Promise<string> {
  return (await refusal(work)).error;
}

/** A real Bolt app that listens to this workspace. */
export async function boltApp(slack: RunningSlackEmulator, set: (app: App) => void): Promise<App> {
  const { botToken, signingSecret, botUserId, botId } = slack.world.settings;
  const receiver = new ExpressReceiver({ signingSecret, logger: quiet });
  const app = new App({
    receiver,
    logger: quiet,
    // `token` would call auth.test in the constructor and end the process when that fails.
    authorize: async () => ({ botToken, botUserId, botId }),
    clientOptions: { slackApiUrl: slack.apiUrl, logger: quiet, retryConfig: { retries: 0 } },
  });
  set(app);
  slack.requestUrl = `${await serve(receiver.app)}/slack/events`;
  return app;
}

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The `payload` field of an interaction, the JSON of an event, the form of a command. */
  readonly payload: Record<string, unknown>;
}

export interface PlainAnswer {
  readonly status?: number;
  readonly body?: string | object;
  readonly headers?: Record<string, string>;
}

/** A bare server in the place of the app: what it received, word for word. It answers 200, or what `answer` says; `undefined` is silence. */
export async function plainApp(slack: RunningSlackEmulator, answer: (received: Received) => PlainAnswer | undefined = () => ({})): Promise<Received[]> {
  const received: Received[] = [];
  const url = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const one = { headers: request.headers, body, payload: decoded(request.headers['content-type'], body) };
      received.push(one);
      const said = answer(one);
      if (said === undefined) return;
      const isJson = typeof said.body === 'object';
      response.writeHead(said.status ?? 200, { ...(isJson ? { 'Content-Type': 'application/json' } : {}), ...said.headers });
      response.end(isJson ? JSON.stringify(said.body) : said.body);
    });
  });
  slack.requestUrl = `${url}/slack/events`;
  return received;
}

function decoded(contentType: string | undefined, body: string): Record<string, unknown> {
  if (contentType === 'application/json') return JSON.parse(body) as Record<string, unknown>;
  const form = Object.fromEntries(new URLSearchParams(body));
  return form['payload'] === undefined ? form : (JSON.parse(form['payload']) as Record<string, unknown>);
}

async function serve(handler: RequestListener): Promise<string> {
  const server = await listen(handler);
  closing.push(() => server.close());
  return server.url;
}

/** A port nobody listens on. */
export async function deadUrl(): Promise<string> {
  const server = await listen(() => undefined);
  await server.close();
  return server.url;
}

export const SECTION = { type: 'section', text: { type: 'mrkdwn', text: 'Hello' } } as const;
export const BUTTON = { type: 'actions', block_id: 'hands', elements: [{ type: 'button', action_id: 'join', text: { type: 'plain_text', text: 'Join' }, value: 'c1' }] } as const;
