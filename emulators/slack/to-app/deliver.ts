import { parse, type JsonObject, type JsonValue } from '../json.ts';
import { masked } from '../mask.ts';
import { sign } from '../signature.ts';
import type { DeliveryFault, DeliveryKind } from './delivery-faults.ts';
import { post, type HttpAnswer } from './post.ts';
import type { Wire } from './wire.ts';
import { moved } from './work.ts';

/** Slack waits three seconds. Source: docs.slack.dev/interactivity/handling-user-interaction. */
export const ANSWER_WITHIN_MS = 3000;

export interface Parcel {
  readonly kind: DeliveryKind;
  /** What the journal calls it: `command /conference`, `block_actions`, … */
  readonly name: string;
  readonly contentType: 'application/x-www-form-urlencoded' | 'application/json';
  readonly body: string;
  /** The body decoded, for the journal. */
  readonly decoded: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Outcome =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: HttpAnswer['headers']; readonly body: string; readonly json: JsonValue | undefined }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** Sends one signed request to the app and waits for its answer, three seconds of the emulator's clock at most. */
export async function deliver(wire: Wire, parcel: Parcel): Promise<Outcome> {
  // An app that was removed hears of nothing any more but its removal.
  if (wire.world.installation.state === 'uninstalled' && parcel.kind !== 'event') return { kind: 'unreachable', reason: 'the app is not installed' };
  const fault = wire.deliveryFaults.strike(parcel.kind);
  if (fault === 'lost') {
    note(wire, parcel, { kind: 'timeout' }, 0, fault);
    return { kind: 'timeout' };
  }
  if (fault === 'doubled') {
    const [first] = await Promise.all([attempt(wire, parcel, fault), attempt(wire, parcel, fault)]);
    return first;
  }
  const outcome = await attempt(wire, parcel, fault);
  if (fault === 'again') await attempt(wire, parcel, fault);
  return fault === 'lost-answer' ? { kind: 'timeout' } : outcome;
}

async function attempt(wire: Wire, parcel: Parcel, fault: DeliveryFault | undefined): Promise<Outcome> {
  const started = performance.now();
  const outcome = await exchange(wire, parcel, fault);
  note(wire, parcel, outcome, performance.now() - started, fault);
  return outcome;
}

async function exchange(wire: Wire, parcel: Parcel, fault: DeliveryFault | undefined): Promise<Outcome> {
  if (wire.requestUrl === undefined) return { kind: 'unreachable', reason: 'no request URL is set' };
  const aborter = new AbortController();
  const { clock } = wire.world;
  const timer = clock.setTimeout(() => {
    moved(wire);
    aborter.abort();
  }, ANSWER_WITHIN_MS);
  moved(wire);
  try {
    const answer = await post(wire.requestUrl, { ...signed(wire, parcel, fault), ...parcel.headers }, parcel.body, aborter.signal);
    return { kind: 'answered', ...answer, json: parse(answer.body) };
  } catch (error) {
    if (aborter.signal.aborted) return { kind: 'timeout' };
    return { kind: 'unreachable', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    moved(wire);
    clock.clearTimeout(timer);
  }
}

function signed(wire: Wire, parcel: Parcel, fault: DeliveryFault | undefined): Record<string, string> {
  const { signingSecret, signatureTime } = wire.world.settings;
  const age = fault === 'stale' ? 6 * 60 : 0;
  const timestamp = Math.floor(signatureTime() / 1000) - age;
  return {
    'Content-Type': parcel.contentType,
    'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    Accept: '*/*',
    'X-Slack-Request-Timestamp': String(timestamp),
    'X-Slack-Signature': fault === 'unsigned' ? 'v0=0000' : sign(signingSecret, timestamp, parcel.body),
  };
}

function note(wire: Wire, parcel: Parcel, outcome: Outcome, tookMs: number, fault: string | undefined): void {
  wire.journal.write({
    direction: 'out',
    what: `POST ${parcel.name}`,
    request: masked(parcel.decoded),
    response: outcome.kind === 'answered' ? masked(outcome.json ?? outcome.body) : outcome,
    status: outcome.kind === 'answered' ? outcome.status : undefined,
    tookMs,
    fault,
  });
}
