import { mayRing } from '../domain/dial-policy.ts';
import type { DialedNumber } from '../domain/participant.ts';
import type { E164 } from '../domain/phone-number.ts';
import { describeNumberProblem, isE164, readPhoneNumber } from '../domain/phone-number.ts';
import type { Rules } from './context.ts';

export type NumberToRing = { readonly ok: true; readonly number: DialedNumber } | { readonly ok: false; readonly sentence: string };

/**
 * A number somebody typed, if we may ring it; else what is wrong with it and what to do, for them, without the number.
 * @param raw as typed, extension and all; without + it is read in DEFAULT_COUNTRY.
 */
export function numberToRing({ allowedCountries, defaultCountry, ownNumber }: Pick<Rules, 'allowedCountries' | 'defaultCountry' | 'ownNumber'>, raw: string): NumberToRing {
  const read = readPhoneNumber(raw, defaultCountry);
  if (!read.ok) return { ok: false, sentence: describeNumberProblem(read.problem) };
  const ownNumbers: E164[] = isE164(ownNumber) ? [ownNumber] : [];
  const decision = mayRing(read.number.e164, { allowedCountries, ownNumbers });
  if (!decision.allowed) return { ok: false, sentence: decision.sentence };
  return { ok: true, number: { e164: read.number.e164, extension: read.number.extension ?? null } };
}
