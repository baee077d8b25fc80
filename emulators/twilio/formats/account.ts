import { rfc2822 } from '../core/time.ts';
import type { NumberRecord } from '../core/store.ts';
import type { World } from '../core/world.ts';
import { formatted } from './call.ts';

const SUBRESOURCES = {
  available_phone_numbers: 'AvailablePhoneNumbers', calls: 'Calls', conferences: 'Conferences', incoming_phone_numbers: 'IncomingPhoneNumbers',
  notifications: 'Notifications', outgoing_caller_ids: 'OutgoingCallerIds', recordings: 'Recordings', transcriptions: 'Transcriptions',
  addresses: 'Addresses', signing_keys: 'SigningKeys', connect_apps: 'ConnectApps', sip: 'SIP', authorized_connect_apps: 'AuthorizedConnectApps',
  usage: 'Usage', keys: 'Keys', applications: 'Applications', short_codes: 'SMS/ShortCodes', queues: 'Queues', messages: 'Messages', balance: 'Balance',
} as const;

/** The Account resource (openapi: api.v2010.account). */
export function accountFace(world: World, createdAt: number): Record<string, unknown> {
  const { accountSid, authToken, account } = world.settings;
  const path = `/2010-04-01/Accounts/${accountSid}`;
  return {
    auth_token: authToken,
    date_created: rfc2822(createdAt),
    date_updated: rfc2822(createdAt),
    friendly_name: 'Emulated account',
    owner_account_sid: accountSid,
    sid: accountSid,
    status: account.status,
    subresource_uris: Object.fromEntries(Object.entries(SUBRESOURCES).map(([key, name]) => [key, `${path}/${name}.json`])),
    type: account.type === 'trial' ? 'Trial' : 'Full',
    uri: `${path}.json`,
  };
}

/** The IncomingPhoneNumber resource (openapi: api.v2010.account.incoming_phone_number). */
export function numberFace(world: World, number: NumberRecord): Record<string, unknown> {
  const { accountSid } = world.settings;
  return {
    account_sid: accountSid,
    address_sid: null,
    address_requirements: 'none',
    api_version: '2010-04-01',
    beta: false,
    capabilities: { voice: number.voice ?? true, sms: true, mms: true, fax: false },
    date_created: rfc2822(number.createdAt),
    date_updated: rfc2822(number.createdAt),
    friendly_name: number.friendlyName ?? formatted(number.phoneNumber),
    identity_sid: null,
    phone_number: number.phoneNumber,
    origin: 'twilio',
    sid: number.sid,
    sms_application_sid: '',
    sms_fallback_method: 'POST',
    sms_fallback_url: '',
    sms_method: 'POST',
    sms_url: '',
    status_callback: number.statusCallback ?? '',
    status_callback_method: 'POST',
    trunk_sid: null,
    uri: `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers/${number.sid}.json`,
    voice_receive_mode: 'voice',
    voice_application_sid: '',
    voice_caller_id_lookup: false,
    voice_fallback_method: 'POST',
    voice_fallback_url: number.voiceFallbackUrl ?? null,
    voice_method: number.voiceMethod ?? 'POST',
    voice_url: number.voiceUrl ?? null,
    emergency_status: 'Inactive',
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    bundle_sid: null,
    status: 'in-use',
    type: 'local',
  };
}

/** The OutgoingCallerId resource (openapi: api.v2010.account.outgoing_caller_id). */
export function callerIdFace(world: World, number: NumberRecord): Record<string, unknown> {
  const { accountSid } = world.settings;
  return {
    sid: number.sid,
    date_created: rfc2822(number.createdAt),
    date_updated: rfc2822(number.createdAt),
    friendly_name: number.friendlyName ?? formatted(number.phoneNumber),
    account_sid: accountSid,
    phone_number: number.phoneNumber,
    uri: `/2010-04-01/Accounts/${accountSid}/OutgoingCallerIds/${number.sid}.json`,
  };
}
