import twilio from 'twilio';
import type { CountryCode, E164 } from '../domain/phone-number.ts';
import type { TwilioAlert, TwilioAnswer, TwilioLook } from '../doctor/ports/twilio.ts';
import { alertWords } from './alert-words.ts';
import { describe } from './asking.ts';
import type { Client } from './client.ts';

const MOST_ALERTS = 200;

/** Reads what an account is and may; each question is asked once, however many want to know. */
export function createTwilioLook(client: Client, { authToken }: { readonly authToken: string }): TwilioLook {
  const once = new Map<string, Promise<TwilioAnswer<unknown>>>();
  const asked = <Value>(key: string, ask: () => Promise<Value>): Promise<TwilioAnswer<Value>> => {
    const known = once.get(key) ?? answerOf(ask);
    once.set(key, known);
    // Under one key the same question is asked always.
    return known as Promise<TwilioAnswer<Value>>;
  };
  return {
    account: () => asked('account', async () => {
      const { status, type, friendlyName } = await client.api.accounts(client.accountSid).fetch();
      return { status, isTrial: type === 'Trial', name: friendlyName };
    }),
    balance: () => asked('balance', async () => {
      const { balance, currency } = await client.balance.fetch();
      return { amount: Number.parseFloat(balance), currency };
    }),
    ownedNumber: (number: E164) => asked(`number ${number}`, async () => {
      const found = (await client.incomingPhoneNumbers.list({ phoneNumber: number, limit: 20 })).find(({ phoneNumber }) => phoneNumber === number);
      return found === undefined ? null : { hasVoice: found.capabilities.voice, voiceUrl: found.voiceUrl === '' ? null : found.voiceUrl ?? null };
    }),
    isVerifiedCallerId: (number: E164) => asked(`caller ${number}`, async () =>
      (await client.outgoingCallerIds.list({ phoneNumber: number, limit: 20 })).some(({ phoneNumber }) => phoneNumber === number)),
    mayCall: (country: CountryCode) => asked(`may ${country}`, () => orNull(async () => (await client.voice.v1.dialingPermissions.countries(country).fetch()).lowRiskNumbersEnabled)),
    minutePrice: (country: CountryCode) => asked(`price ${country}`, () => orNull(async () => usualPrice((await client.pricing.v2.voice.countries(country).fetch()).outboundPrefixPrices))),
    alerts: (since) => asked(`alerts ${since}`, async () => byCode(await client.monitor.v1.alerts.list({ startDate: new Date(since), limit: MOST_ALERTS }))),
    sign: (url, fields) => twilio.getExpectedTwilioSignature(authToken, url, fields),
  };
}

async function answerOf<Value>(ask: () => Promise<Value>): Promise<TwilioAnswer<Value>> {
  try {
    return { kind: 'answered', value: await ask() };
  } catch (error) {
    if (error instanceof twilio.RestException) return { kind: 'refused', status: error.status, code: error.code, message: describe(error) };
    return { kind: 'unreachable', why: describe(error) };
  }
}

/** Twilio's lists do not hold every country there is. */
async function orNull<Value>(ask: () => Promise<Value>): Promise<Value | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof twilio.RestException && error.status === 404) return null;
    throw error;
  }
}

/** Of the prices of a country the middle one: the extremes are of networks few people are in. */
function usualPrice(prices: readonly { readonly currentPrice?: unknown }[]): number | null {
  const known = prices.map(({ currentPrice }) => Number.parseFloat(String(currentPrice))).filter((price) => Number.isFinite(price)).toSorted((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? null;
}

function byCode(alerts: readonly { readonly errorCode: string; readonly dateGenerated: Date }[]): readonly TwilioAlert[] {
  const kinds = new Map<string, TwilioAlert>();
  for (const { errorCode: code, dateGenerated } of alerts) {
    const before = kinds.get(code);
    kinds.set(code, { code, count: (before?.count ?? 0) + 1, lastAt: Math.max(before?.lastAt ?? 0, dateGenerated.getTime()), words: alertWords(code) });
  }
  return [...kinds.values()].toSorted((a, b) => b.lastAt - a.lastAt);
}
