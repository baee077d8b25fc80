import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from '../phone-number.ts';

/** What surrounds digits. */
export interface Surroundings {
  /** The text right in front of them, some forty characters of it. */
  readonly before: string;
  /** The two characters behind them. */
  readonly after: string;
  /** Whether nothing but spaces stands between them and a person or a number. */
  readonly afterPerson: boolean;
  readonly defaultCountry?: CountryCode | undefined;
}

/** (415) 555-0100, 415.555.0100, 1-415-555-0100: area code and exchange of +1 never begin with 0 or 1, which spares most other digits. */
const NORTH_AMERICAN = /^(?:1[-. ]?)?(?:\([2-9]\d\d\)[-. ]?|[2-9]\d\d[-. /])[2-9]\d\d[-. ]?\d{4}$/u;
/** 020 7946 0018, (030) 123456, 06 12 34 56 78, 0044 20 7946 0018: a trunk or international prefix, and groups behind it. */
const WITH_PREFIX = /^\(?0\d{1,5}\)?(?:[-. /]{1,2}\(?\d{1,8}\)?)+$/u;
/** 555-0100: nobody can be rung by it, but who put it among the people should hear why. */
const WITHOUT_AREA_CODE = /^[2-9]\d\d[-.]\d{4}$/u;
/** 4155550100, 14155550100, 02079460018, 00442079460018. */
const IN_ONE_PIECE = /^(?:1?[2-9]\d\d[2-9]\d{6}|0\d{9,14})$/u;
/** Groups of two to five digits, and no year among them: what a country's own grouping may look like. */
const IN_GROUPS = /^\(?\d{2,5}\)?(?:[- ]\d{2,5}){1,5}$/u;
const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)/u;
const THOUSANDS = /^\d{1,2}(?: \d{3})+$/u;

/** Digits behind these are an amount, part of a word or of a URL. */
const PART_OF_SOMETHING = /(?:[\p{L}\p{N}_#@$€£¥.\-+/=&?%]|\d:)$/u;
/** Digits behind these words count or name a thing, however much they look like a phone number. */
const NAMES_A_THING = /(?:^|[^\p{L}])(?:incident|ticket|case|order|invoice|po|ref|reference|id|no|nr|number|issue|bug|pr|build|version|room|pin|code|account|sku|part|meeting id)[.:#]*\s*$/iu;
/** After these words and signs a person is expected. */
const PERSON_EXPECTED = /(?:[,;&]|(?:^|[^\p{L}])(?:and|with|plus|call|ring|phone|dial))\s*$/iu;

/**
 * Whether digits without + look like a phone number, by their grouping and what is around them, as a person reading them would judge.
 * Digits in one piece ("4155550100") are as likely an order or a ticket: they count only where a person is expected, after another
 * person or number, a comma, "and", "with", "call". Everything doubtful stays in the room's name, where the host sees it: a wrongly
 * rung stranger is worse, and + always settles it.
 */
export function looksNational(digits: string, { before, after, afterPerson, defaultCountry }: Surroundings): boolean {
  if (PART_OF_SOMETHING.test(before) || NAMES_A_THING.test(before) || !hasBothBrackets(digits)) return false;
  if (NORTH_AMERICAN.test(digits)) return true;
  if (WITH_PREFIX.test(digits)) return digitsOf(digits).length >= 9 && digitsOf(digits).length <= 16;
  if ((afterPerson || PERSON_EXPECTED.test(before)) && (IN_ONE_PIECE.test(digits) || (WITHOUT_AREA_CODE.test(digits) && !YEAR.test(digits)))) return true;
  const isPartOfMore = /\d $/u.test(before) || /^ ?\d/u.test(after);
  return defaultCountry !== undefined && !isPartOfMore && isUsualIn(defaultCountry, digits);
}

/** Valid there, and with the same digits as libphonenumber writes it there: Germans write a 0 first, so "832 1234 5678" is none of theirs. */
function isUsualIn(country: CountryCode, digits: string): boolean {
  if (!IN_GROUPS.test(digits) || YEAR.test(digits) || THOUSANDS.test(digits) || isTimeRange(digits)) return false;
  const number = parsePhoneNumberFromString(digits, country);
  return number?.isValid() === true && digitsOf(number.formatNational()) === digitsOf(digits);
}

function hasBothBrackets(digits: string): boolean {
  return digits.split('(').length === digits.split(')').length;
}

function digitsOf(text: string): string {
  return text.replace(/\D/gu, '');
}

/** "1400-1530" is an afternoon. */
function isTimeRange(digits: string): boolean {
  return /^(?:[01]\d|2[0-3])[0-5]\d-(?:[01]\d|2[0-4])[0-5]\d$/u.test(digits);
}
