import { countryOf } from '../core/countries.ts';
import type { World } from '../core/world.ts';
import { refused } from './errors.ts';

const E164 = /^\+[1-9]\d{6,14}$/;

/** To numbers of Twilio's test credentials with what they answer (docs iam/test-credentials#test-calls). */
const MAGIC_TO: Readonly<Record<string, readonly [number, string]>> = {
  '+15005550001': [21217, 'Phone number does not appear to be valid'],
  '+15005550002': [21214, "'To' phone number cannot be reached"],
  '+15005550003': [21215, 'Account not authorized to call this number. Geographic permissions are off'],
  '+15005550004': [21216, 'Account not allowed to call this number'],
};

/**
 * The number to call, as E.164.
 * @throws TwilioError 21201 missing, 21211 malformed, 21215 country switched off, 21219 unverified on a trial account.
 */
export function judgeTo(world: World, to: string | undefined): string {
  if (to === undefined) throw refused(21201, "No 'To' number is specified");
  const magic = MAGIC_TO[to];
  if (magic !== undefined) throw refused(...magic);
  if (!E164.test(to)) throw refused(21211, `Invalid 'To' Phone Number: ${to}`);
  const country = countryOf(to);
  if (country !== undefined && world.settings.countriesOff.includes(country.iso)) {
    throw refused(21215, `Account not authorized to call ${to}. Perhaps you need to enable some international permissions`);
  }
  const trial = world.settings.account.type === 'trial';
  if (trial && !world.store.callerIds.has(to)) throw refused(21219, `The number ${to} is unverified. Trial accounts may only make calls to verified numbers`);
  return to;
}

/** @throws TwilioError 21213 missing, 21212 malformed, 21210 neither owned nor verified. */
export function judgeFrom(world: World, from: string | undefined): string {
  if (from === undefined) throw refused(21213, "No 'From' number is specified");
  if (from === '+15005550001' || !E164.test(from)) throw refused(21212, `Invalid 'From' Phone Number: ${from}`);
  const ours = from === '+15005550006' || world.store.numbers.has(from) || world.store.callerIds.has(from);
  if (!ours) throw refused(21210, `The source phone number provided, ${from}, is not yet verified for your account`);
  return from;
}
