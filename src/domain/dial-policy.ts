import { getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { isEmergencyOrShort, isInternationalNetwork, isPersonsType } from './dial-policy/never-rung.ts';
import type { CountryCode, E164, PhoneNumberType } from './phone-number.ts';
import { isE164 } from './phone-number.ts';

/** Whom this installation may ring. */
export interface DialPolicy {
  /** ALLOWED_COUNTRIES. Countries, not calling codes: +1 is the United States, Canada, Jamaica and twenty more. */
  readonly allowedCountries: readonly CountryCode[];
  /** Our own Twilio numbers: a call to one of them would ring ourselves, and be answered by this app. */
  readonly ownNumbers: readonly E164[];
}

export type DialRefusalReason =
  /** Not E.164, or no number of any country. */
  | 'not-valid'
  | 'own-number'
  | 'emergency-or-short'
  /** Satellite phones and numbers of no country. */
  | 'international-network'
  | 'premium-rate'
  | 'shared-cost'
  | 'pager'
  | 'personal-number'
  /** "Universal access": one number for a whole company, often charged specially. */
  | 'company-service'
  | 'voicemail-service'
  | 'unknown-kind'
  /** The only one an admin can change. */
  | 'country-not-allowed';

export type DialDecision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly reason: DialRefusalReason;
      /** For the host: what is wrong, and how an admin can allow it or that nobody can. Never holds the number. */
      readonly sentence: string;
    };

/**
 * Whether we may ring a number, whatever the account at Twilio would let us do. Takes a number in E.164 (anything else is `not-valid`)
 * and never throws. What costs more than a call to a person, or is no person, is refused in every country; the rest is a matter of
 * `allowedCountries`.
 */
export function mayRing(number: string, policy: DialPolicy): DialDecision {
  if (policy.ownNumbers.some((own) => own === number)) return refuse('own-number');
  if (isInternationalNetwork(number)) return refuse('international-network');
  const parsed = isE164(number) ? parsePhoneNumberFromString(number) : undefined;
  if (parsed === undefined) return refuse(isShort(number) ? 'emergency-or-short' : 'not-valid');
  if (isEmergencyOrShort(parsed.nationalNumber, parsed.country)) return refuse('emergency-or-short');
  if (parsed.number !== number || !parsed.isValid()) return refuse('not-valid');
  if (parsed.country === undefined) return refuse('international-network');

  const type = parsed.getType();
  if (!isPersonsType(type)) return refuse(reasonOf(type));
  if (isAllowedCountry(parsed.country, type, policy)) return { allowed: true };
  return { allowed: false, reason: 'country-not-allowed', sentence: countrySentence(parsed.country) };
}

/**
 * A toll-free number of +1 (800, 888, …) serves the United States, Canada and the Caribbean alike, and libphonenumber names the first
 * of them. As the called party pays, any allowed country of the same calling code will do; every other number must be in an allowed
 * country itself.
 */
function isAllowedCountry(country: CountryCode, type: PhoneNumberType | undefined, { allowedCountries }: DialPolicy): boolean {
  if (allowedCountries.includes(country)) return true;
  return type === 'TOLL_FREE' && allowedCountries.some((allowed) => getCountryCallingCode(allowed) === getCountryCallingCode(country));
}

function isShort(number: string): boolean {
  return /^\+?\d{1,6}$/u.test(number);
}

function reasonOf(type: PhoneNumberType | undefined): Exclude<DialRefusalReason, 'country-not-allowed'> {
  switch (type) {
    case 'PREMIUM_RATE': return 'premium-rate';
    case 'SHARED_COST': return 'shared-cost';
    case 'PAGER': return 'pager';
    case 'PERSONAL_NUMBER': return 'personal-number';
    case 'UAN': return 'company-service';
    case 'VOICEMAIL': return 'voicemail-service';
    // With today's metadata every valid number has a kind. Should one come without, a wrong guess costs money and a refusal one retyping.
    default: return 'unknown-kind';
  }
}

const SENTENCES: Readonly<Record<Exclude<DialRefusalReason, 'country-not-allowed'>, string>> = {
  'not-valid': 'That is not a valid phone number. Check its digits, and write it with + and the country code.',
  'own-number': "That is this app's own number: it would ring itself. This can't be allowed; give the person's own number.",
  'emergency-or-short': "Emergency and short numbers are never rung from here, and this can't be allowed. Dial it from your own phone.",
  'international-network': `Satellite phones and international-network numbers are never rung from here, and this can't be allowed. ${anOrdinary()}`,
  'premium-rate': `That is a premium-rate number, which costs far more than a call. This can't be allowed. ${anOrdinary()}`,
  'shared-cost': `That is a shared-cost number, which is charged specially. This can't be allowed. ${anOrdinary()}`,
  pager: `That is a pager, which nobody can talk through. This can't be allowed. ${anOrdinary()}`,
  'personal-number': `That is a "personal" forwarding number, which is charged specially. This can't be allowed. ${anOrdinary()}`,
  'company-service': `That is a company's universal-access number, which is charged specially. This can't be allowed. ${anOrdinary()}`,
  'voicemail-service': `That number is a voicemail service. This can't be allowed. ${anOrdinary()}`,
  'unknown-kind': `It can't be told what kind of number that is and what it would cost, so it can't be allowed. ${anOrdinary()}`,
};

function anOrdinary(): string {
  return 'Give an ordinary mobile or landline number instead.';
}

function countrySentence(country: CountryCode): string {
  const name = new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country;
  return `That number is in ${name} (${country}), where this app may not ring. An admin can allow it by adding ${country} to ALLOWED_COUNTRIES.`;
}

function refuse(reason: Exclude<DialRefusalReason, 'country-not-allowed'>): DialDecision {
  return { allowed: false, reason, sentence: SENTENCES[reason] };
}
