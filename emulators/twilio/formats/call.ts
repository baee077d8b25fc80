import { durationSeconds } from '../calls/callbacks.ts';
import type { Call } from '../core/entities.ts';
import { rfc2822 } from '../core/time.ts';
import type { World } from '../core/world.ts';

/** `(305) 141-6799` for a North American number, the number itself elsewhere, as Twilio does it. */
export function formatted(number: string): string {
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return american === null ? number : `(${american[1]}) ${american[2]}-${american[3]}`;
}

const SUBRESOURCES = {
  notifications: 'Notifications',
  recordings: 'Recordings',
  payments: 'Payments',
  events: 'Events',
  siprec: 'Siprec',
  streams: 'Streams',
  transcriptions: 'Transcriptions',
  user_defined_message_subscriptions: 'UserDefinedMessageSubscriptions',
  user_defined_messages: 'UserDefinedMessages',
} as const;

/** "Either `human` or `machine` if this call was initiated with answering machine detection. Empty otherwise." (openapi: answered_by) The callback says more. */
function answeredBy({ answeredBy: verdict }: Call): 'human' | 'machine' | null {
  if (verdict === undefined || verdict === 'unknown') return null;
  return verdict === 'human' ? 'human' : 'machine';
}

/** The Call resource (openapi: api.v2010.account.call). `initiated` shows as `queued`: the API has no such status. */
export function callFace(world: World, call: Call): Record<string, unknown> {
  const account = world.settings.accountSid;
  const path = `/2010-04-01/Accounts/${account}/Calls/${call.sid}`;
  const date = (at: number | undefined): string | null => (at === undefined ? null : rfc2822(at));
  const ownNumber = call.direction === 'inbound' ? call.to : call.from;
  return {
    sid: call.sid,
    date_created: date(call.createdAt),
    date_updated: date(call.updatedAt),
    parent_call_sid: null,
    account_sid: account,
    to: call.to,
    to_formatted: formatted(call.to),
    from: call.from,
    from_formatted: formatted(call.from),
    phone_number_sid: world.store.numbers.get(ownNumber)?.sid ?? world.store.callerIds.get(ownNumber)?.sid ?? null,
    status: call.status === 'initiated' ? 'queued' : call.status,
    start_time: date(call.startedAt),
    end_time: date(call.endedAt),
    duration: call.endedAt === undefined ? null : String(durationSeconds(call, call.endedAt)),
    price: call.price === undefined ? null : (-call.price).toFixed(5),
    price_unit: 'USD',
    direction: call.direction,
    answered_by: answeredBy(call),
    api_version: '2010-04-01',
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: String(Math.round(call.queueMs)),
    trunk_sid: null,
    uri: `${path}.json`,
    subresource_uris: Object.fromEntries(Object.entries(SUBRESOURCES).map(([key, name]) => [key, `${path}/${name}.json`])),
  };
}

/** The resource as an API that lags behind still sees it; undefined while it does not see the call at all. */
export function laggingFace(world: World, call: Call): Record<string, unknown> | undefined {
  const lag = world.settings.listLagMs;
  if (lag === 0) return callFace(world, call);
  const seen = world.clock.now() - lag;
  return call.past.findLast(({ at }) => at <= seen)?.face;
}
