import type { CountryCode, PhoneNumberType } from '../phone-number.ts';

/**
 * Calling codes of no country: satellite phones, international networks and services (ITU E.164). Several are the classic goal of toll
 * fraud, at up to 10 dollars a minute, and libphonenumber calls some of them mobile (+870, +881) or VoIP (+883). +800 (universal
 * freephone) and +808 are refused with them: they have no country an admin could allow, most carriers do not reach them from the
 * United States, and whoever answers there has an ordinary number too.
 */
const INTERNATIONAL_NETWORKS = ['800', '808', '870', '878', '881', '882', '883', '888', '979'];

/** Whether a number in E.164 lies in a network of no country. Judged by its digits alone, so no numbering plan can let one through. */
export function isInternationalNetwork(number: string): boolean {
  return INTERNATIONAL_NETWORKS.some((code) => number.startsWith(`+${code}`));
}

/** The kinds of numbers people have. Every other kind, and a kind nobody could tell, is refused: a new kind fails closed. */
export function isPersonsType(type: PhoneNumberType | undefined): boolean {
  switch (type) {
    case 'MOBILE':
    case 'FIXED_LINE':
    case 'FIXED_LINE_OR_MOBILE':
    case 'VOIP':
    case 'TOLL_FREE':
      return true;
    default:
      return false;
  }
}

/**
 * Where an area code followed by an emergency number reaches that city's control room, and libphonenumber takes it for a short fixed
 * line: Germany (+49 30 110), Austria (+43 1 112) and South Korea (+82 31 119). Ordinary numbers there are longer, so this refuses at
 * worst a handful of very old lines; ringing the police for a project review would be worse.
 */
const EMERGENCY_BEHIND_AREA_CODE: Readonly<Partial<Record<CountryCode, RegExp>>> = {
  DE: /^(?:[2-9]\d{1,3}|3[3-9]\d{3})11[02]$/u,
  AT: /^(?:1|[2-7]\d\d)1(?:12|22|28|33|4[0-4])$/u,
  KR: /^(?:2|[3-6]\d)1\d\d$/u,
};
/** No country's subscribers have fewer digits than four; 112, 911 and 999 have three. */
const FEWEST_DIGITS = 4;

/** Whether a number is an emergency or short one. `nationalNumber` is its digits behind the calling code. */
export function isEmergencyOrShort(nationalNumber: string, country: CountryCode | undefined): boolean {
  if (nationalNumber.length < FEWEST_DIGITS) return true;
  const pattern = country && EMERGENCY_BEHIND_AREA_CODE[country];
  return pattern?.test(nationalNumber) ?? false;
}
