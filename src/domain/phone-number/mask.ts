import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * Seven dots for every number, however long: +1•••••••01. A dot for each digit would tell how many digits there are, which together
 * with the calling code often tells the country's region or the company.
 */
const DOTS = '•••••••';
/** Fewer digits than this behind the calling code: showing two of them would show half of the number. */
const FEWEST_TO_SHOW_TWO = 4;
/** Calling codes that belong to no country, and so are in no country's list (ITU E.164, the 8xx range and 979). */
const CODES_WITHOUT_COUNTRY = ['800', '808', '870', '878', '881', '882', '883', '888', '979'];
const CALLING_CODES = new Set([...getCountries().map((country) => getCountryCallingCode(country)), ...CODES_WITHOUT_COUNTRY]);

const ALREADY_MASKED = new RegExp(`^(?:\\+\\d{1,3})?${DOTS}(?:\\d\\d)?$`, 'u');
/** From the first digit or plus to what cannot belong to the number itself: a letter (x5, ext), `;ext=`, a comma, a hash. */
const NUMBER_WITHOUT_EXTENSION = /[+\p{Nd}][^\p{L};,#]*/u;
/** A number as logs and providers' error messages hold it; %2B is the plus of a form-encoded one. */
const NUMBER_IN_TEXT = /(?:\+|%2B) ?\(?[1-9](?:[ ]?[-.()/]{0,2}[ ]?\d){6,}/giu;

/**
 * A phone number fit for logs and for Slack: `+14155550101` becomes `+1•••••••01`. The calling code stays (an admin must see that a
 * call went to the wrong country), and the last two digits; nothing else of it, no extension either. Takes any string: what has no
 * calling code shows its last two digits only, what has hardly any digits shows none. Masking twice changes nothing.
 */
export function maskPhoneNumber(number: string): string {
  const text = number.trim();
  if (ALREADY_MASKED.test(text)) return text;
  const body = NUMBER_WITHOUT_EXTENSION.exec(text)?.[0] ?? '';
  const digits = body.replace(/[^0-9]/gu, '');
  const code = body.startsWith('+') ? callingCodeOf(digits) : '';
  const rest = digits.slice(code.length);
  const end = rest.length >= FEWEST_TO_SHOW_TWO ? rest.slice(-2) : '';
  return `${code === '' ? '' : `+${code}`}${DOTS}${end}`;
}

/**
 * Masks every international number (with + or %2B, in one piece or grouped, seven digits or more) in a free text such as an error
 * message of a provider. Digits without + stay, because ids, timestamps and SIDs are made of them.
 */
export function maskNumbersInText(text: string): string {
  return text.replace(NUMBER_IN_TEXT, (found) => {
    const [, plus = '', number = ''] = /^(\+|%2B)(.*)$/iu.exec(found) ?? [];
    // "+14155550100 404": the first piece alone is a whole number, so the rest is something else and stays readable.
    const [piece = ''] = /^\d+/u.exec(number) ?? [];
    const whole = piece.length < number.length && parsePhoneNumberFromString(`+${piece}`)?.isValid() === true;
    const masked = maskPhoneNumber(`+${whole ? piece : number}`);
    return `${plus}${masked.replace(/^\+/u, '')}${whole ? number.slice(piece.length) : ''}`;
  });
}

/** Calling codes are prefix-free: at most one of them begins any number. */
function callingCodeOf(digits: string): string {
  return [1, 2, 3].map((length) => digits.slice(0, length)).find((code) => CALLING_CODES.has(code)) ?? '';
}
