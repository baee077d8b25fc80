import { typeOf, text, type JsonObject } from '../json.ts';
import { deliver, type Outcome, type Parcel } from './deliver.ts';
import type { Wire } from './wire.ts';
import { follow, later } from './work.ts';

/** Slack tries again at once, a minute and five minutes later. Source: docs.slack.dev/apis/events-api#retries. */
const RETRY_DELAYS_MS = [0, 60_000, 5 * 60_000];

/** Message events are subscribed to by kind of conversation. */
const MESSAGE_EVENT = { public: 'message.channels', private: 'message.groups', im: 'message.im', mpim: 'message.mpim' } as const;

/**
 * Tells the app about an event it subscribed to; with retries.
 * @returns when the first attempt has been answered (or given up); false when the app did not subscribe to it.
 */
export async function sendEvent(wire: Wire, event: JsonObject): Promise<boolean> {
  if (!subscribed(wire, event)) return false;
  const body = JSON.stringify(envelope(wire, event));
  await follow(wire, attempt(wire, typeOf(event), body, 0));
  return true;
}

function subscribed(wire: Wire, event: JsonObject): boolean {
  const type = typeOf(event);
  const channel = wire.world.channels.get(text(event['channel']) ?? '');
  return wire.world.settings.events.includes(type === 'message' ? MESSAGE_EVENT[channel?.kind ?? 'public'] : type);
}

function envelope(wire: Wire, event: JsonObject): JsonObject {
  const { world } = wire;
  const { settings, team } = world;
  return {
    token: settings.verificationToken,
    team_id: team.id,
    api_app_id: settings.appId,
    event,
    type: 'event_callback',
    event_id: world.ids.next('Ev'),
    event_time: Math.floor(world.clock.now() / 1000),
    authorizations: [{ enterprise_id: null, team_id: team.id, user_id: settings.botUserId, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
  };
}

async function attempt(wire: Wire, name: string, body: string, retry: number, reason?: string): Promise<void> {
  const headers = retry === 0 ? {} : { 'X-Slack-Retry-Num': String(retry), 'X-Slack-Retry-Reason': reason ?? 'unknown_error' };
  const outcome = await deliver(wire, eventParcel(`event ${name}`, body, headers));
  const failed = whyFailed(outcome);
  if (failed === undefined) return;
  const delay = RETRY_DELAYS_MS[retry];
  if (delay === undefined) return;
  if (delay === 0) return attempt(wire, name, body, retry + 1, failed);
  later(wire, () => void follow(wire, attempt(wire, name, body, retry + 1, failed)), delay);
}

function eventParcel(name: string, body: string, headers: Record<string, string>): Parcel {
  return { kind: 'event', name, contentType: 'application/json', body, decoded: JSON.parse(body) as JsonObject, headers };
}

/** Slack's word for it, as in X-Slack-Retry-Reason; undefined when the app took the event, or asked for no retry. */
function whyFailed(outcome: Outcome): string | undefined {
  if (outcome.kind === 'timeout') return 'http_timeout';
  if (outcome.kind === 'unreachable') return 'connection_failed';
  if (outcome.headers['x-slack-no-retry'] === '1') return undefined;
  return outcome.status >= 200 && outcome.status < 300 ? undefined : 'http_error';
}

/** The handshake when a request URL is saved: the app must echo the challenge. Source: docs.slack.dev/reference/events/url_verification. */
export async function verifyUrl(wire: Wire): Promise<boolean> {
  const challenge = wire.world.ids.secret('challenge');
  const body = JSON.stringify({ token: wire.world.settings.verificationToken, challenge, type: 'url_verification' });
  const outcome = await follow(wire, deliver(wire, eventParcel('event url_verification', body, {})));
  if (outcome.kind !== 'answered' || outcome.status !== 200) return false;
  const { json } = outcome;
  const echoed = typeof json === 'object' && json !== null && 'challenge' in json ? json['challenge'] : outcome.body;
  return echoed === challenge;
}
