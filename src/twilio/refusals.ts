import type { Refusal } from '../domain/call.ts';

type Words = Pick<Refusal, 'sentence' | 'becomes'>;

const credentials: Words = { becomes: 'unreachable', sentence: 'Twilio does not accept our account. An admin has to check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, and that the account is active and has funds.' };
const badNumber: Words = { becomes: 'not-called', sentence: 'Twilio does not take this for a phone number. It needs + and the country, like +14155550100.' };
/** An extension is keyed in by SendDigits, and 21206 is what Twilio finds wrong with it (docs api/errors/21206). */
const badExtension: Words = { becomes: 'not-called', sentence: 'Twilio does not take the extension of this number. Ring it without one, or put it right in the phone book.' };
const countryOff: Words = { becomes: 'not-called', sentence: 'Calls to this country are switched off at Twilio. An admin can allow it in the Twilio Console: Voice, Settings, Geographic permissions.' };
const blocked: Words = { becomes: 'not-called', sentence: 'Twilio blocks this number against fraud or by regulation. For numbers in +1 an admin may have to add a Primary Customer Profile in the Twilio Console.' };
const noRoute: Words = { becomes: 'not-called', sentence: 'Twilio cannot reach this number, or it is a premium or shared-cost one.' };
const callerId: Words = { becomes: 'unreachable', sentence: 'Twilio does not let us call from TWILIO_PHONE_NUMBER. An admin has to set a number this Twilio account owns, with voice.' };
const badAddress: Words = { becomes: 'unreachable', sentence: 'Twilio cannot call us back. An admin has to set API_URL to the public address of this app.' };
const tooMany: Words = { becomes: 'unreachable', sentence: 'The Twilio account has as many calls at once as it may. Ring again when some have ended, or raise the limit at Twilio.' };
const trial: Words = { becomes: 'unreachable', sentence: 'This Twilio account is a trial: it calls verified numbers only, and takes few settings. Upgrade the account, or verify the number in the Twilio Console.' };

/** Twilio's error codes that come with a refused call (facts: docs/api/errors of Twilio). */
const BY_CODE: Readonly<Record<number, Words>> = {
  0: trial, 10001: credentials, 20003: credentials, 20005: credentials,
  21205: badAddress, 21206: badExtension, 21210: callerId, 21212: callerId, 21213: callerId,
  21201: badNumber, 21211: badNumber, 21217: badNumber, 21401: badNumber, 13223: badNumber,
  21214: noRoute, 21202: noRoute, 13224: noRoute,
  21215: countryOff, 13227: countryOff, 21216: blocked, 13225: blocked, 32017: blocked,
  21219: trial, 10004: tooMany, 16020: tooMany, 16021: tooMany,
};

/**
 * What a definite refusal (HTTP 4xx) means for the person who was to be rung.
 * @param code Twilio's code; undefined when the answer held none.
 */
export function refusalFor(code: number | undefined, status: number): Omit<Refusal, 'at'> {
  const words = code === undefined ? undefined : BY_CODE[code];
  if (words !== undefined) return { code: `twilio-${code}`, ...words };
  const name = code === undefined ? `HTTP ${status}` : `error ${code}`;
  return { code: `twilio-${code ?? status}`, becomes: 'unreachable', sentence: `Twilio refused the call (${name}). An admin finds what it means in the Twilio Console under Monitor, Errors.` };
}

/** What a code means with which calls are refused; undefined for any other. */
export function sentenceOfRefusal(code: number): string | undefined {
  return BY_CODE[code]?.sentence;
}

/**
 * Twilio was asked too fast, and a moment later would take the call. Not so for a 429 whose code says that too many calls are up: they
 * may go on for hours.
 */
export function isThrottled(code: number | undefined, status: number): boolean {
  return status === 429 && (code === undefined || BY_CODE[code] === undefined);
}

/** A trial account refusing a parameter, not the call: worth one more try without it (docs usage/trials). */
export function isTrialParameterRefusal(code: number | undefined, status: number): boolean {
  return status === 400 && code === 0;
}

/**
 * The call or the room is over already, so there is nothing to change: 20404 gone, 21220 not in progress, 16022 "Conference does not exist or is
 * completed" (docs/api/errors/16022).
 */
export function isOverAlready(code: number | undefined, status: number): boolean {
  return status === 404 || code === 20404 || code === 21220 || code === 16022;
}

/**
 * The room is not going on: 16001 "Conference is not bridged", 16099 "Unexpected conference status". Twilio says both of a room with one person in it,
 * which has not started, and of one that has ended (docs/api/errors/16001 and 16099); asking for the same again helps in neither.
 */
export function isOfIdleRoom(code: number | undefined): boolean {
  return code === 16001 || code === 16099;
}
