import parse from 'libphonenumber-js/max';
import type { DialedNumber } from '../participant.ts';

/** A number as people write it, in full: "+1 415 555 0150 ext. 12". `readPhoneNumber` reads it back. Only for those who may see it. */
export function writtenNumber({ e164, extension }: DialedNumber): string {
  const written = parse(e164)?.formatInternational() ?? e164;
  return extension === null ? written : `${written} ext. ${extension}`;
}
