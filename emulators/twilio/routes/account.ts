import { bill } from '../calls/bill.ts';
import type { NumberRecord } from '../core/store.ts';
import { accountFace, callerIdFace, numberFace } from '../formats/account.ts';
import type { ApiRequest, Route } from './api.ts';
import { ACCOUNT, ok, PAGE_KEYS } from './api.ts';
import { notFound } from './errors.ts';
import { readMethod, readUrl } from './fields.ts';
import { listPage } from './paging.ts';

/** The emulated account is as old as this: nothing depends on it. */
const OPENED_AT = Date.UTC(2024, 0, 15, 9);

const fetchAccount: Route = {
  method: 'get',
  path: '/2010-04-01/Accounts/{Sid}.json',
  handle: (world) => ok(accountFace(world, OPENED_AT)),
};

const fetchBalance: Route = {
  method: 'get',
  path: `${ACCOUNT}/Balance.json`,
  handle: (world) => ok({ account_sid: world.settings.accountSid, balance: (world.settings.balance - bill(world).total).toFixed(2), currency: 'USD' }),
};

function numberOf(numbers: ReadonlyMap<string, NumberRecord>, request: ApiRequest): NumberRecord {
  const found = [...numbers.values()].find((number) => number.sid === request.path['Sid']);
  if (found === undefined) throw notFound(request.uri);
  return found;
}

function listed(numbers: ReadonlyMap<string, NumberRecord>, { query }: ApiRequest): NumberRecord[] {
  return [...numbers.values()].filter((number) => number.phoneNumber.includes(query.get('PhoneNumber') ?? ''));
}

const listNumbers: Route = {
  method: 'get',
  path: `${ACCOUNT}/IncomingPhoneNumbers.json`,
  accepts: ['Beta', 'FriendlyName', 'PhoneNumber', 'Origin', ...PAGE_KEYS],
  handle: (world, request) => listPage(request, 'incoming_phone_numbers', listed(world.store.numbers, request).map((number) => numberFace(world, number))),
};

const fetchNumber: Route = {
  method: 'get',
  path: `${ACCOUNT}/IncomingPhoneNumbers/{Sid}.json`,
  handle: (world, request) => ok(numberFace(world, numberOf(world.store.numbers, request))),
};

/** The voice settings take effect; the keys of messaging and addresses are known, and kept nowhere. */
const updateNumber: Route = {
  method: 'post',
  path: `${ACCOUNT}/IncomingPhoneNumbers/{Sid}.json`,
  accepts: [
    'AccountSid', 'ApiVersion', 'FriendlyName', 'SmsApplicationSid', 'SmsFallbackMethod', 'SmsFallbackUrl', 'SmsMethod', 'SmsUrl', 'StatusCallback',
    'StatusCallbackMethod', 'VoiceApplicationSid', 'VoiceCallerIdLookup', 'VoiceFallbackMethod', 'VoiceFallbackUrl', 'VoiceMethod', 'VoiceUrl',
    'EmergencyStatus', 'EmergencyAddressSid', 'TrunkSid', 'VoiceReceiveMode', 'IdentitySid', 'AddressSid', 'BundleSid',
  ],
  handle(world, request) {
    const number = numberOf(world.store.numbers, request);
    const changed = { ...number, ...voiceSettings(request) };
    world.store.numbers.set(number.phoneNumber, changed);
    return ok(numberFace(world, changed));
  },
};

function voiceSettings({ form }: ApiRequest): Partial<NumberRecord> {
  const friendlyName = form.get('FriendlyName');
  const voiceUrl = readUrl(form, 'VoiceUrl');
  const voiceFallbackUrl = readUrl(form, 'VoiceFallbackUrl');
  const statusCallback = readUrl(form, 'StatusCallback', 21609);
  return {
    ...(friendlyName === undefined ? {} : { friendlyName }),
    ...(voiceUrl === undefined ? {} : { voiceUrl }),
    ...(form.has('VoiceMethod') ? { voiceMethod: readMethod(form, 'VoiceMethod') } : {}),
    ...(voiceFallbackUrl === undefined ? {} : { voiceFallbackUrl }),
    ...(statusCallback === undefined ? {} : { statusCallback }),
  };
}

const listCallerIds: Route = {
  method: 'get',
  path: `${ACCOUNT}/OutgoingCallerIds.json`,
  accepts: ['PhoneNumber', 'FriendlyName', ...PAGE_KEYS],
  handle: (world, request) => listPage(request, 'outgoing_caller_ids', listed(world.store.callerIds, request).map((number) => callerIdFace(world, number))),
};

const fetchCallerId: Route = {
  method: 'get',
  path: `${ACCOUNT}/OutgoingCallerIds/{Sid}.json`,
  handle: (world, request) => ok(callerIdFace(world, numberOf(world.store.callerIds, request))),
};

export const accountRoutes: readonly Route[] = [fetchAccount, fetchBalance, listNumbers, fetchNumber, updateNumber, listCallerIds, fetchCallerId];

