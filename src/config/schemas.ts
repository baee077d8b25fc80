import type { ContactsAdmins } from '../domain/contacts-admins.ts';
import { isIP } from 'node:net';
import { isSupportedCountry } from 'libphonenumber-js/max';
import { z } from 'zod';
import { readQuietHours } from '../domain/quiet-hours.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';
import { readPhoneNumber } from '../domain/phone-number.ts';
import type { CountryCode, PhoneNumber } from '../domain/phone-number.ts';

/*
 * The shapes a setting can have. Each takes the text of the variable, trimmed and not empty, and its message ends the sentence
 * "<NAME> …", without the value: values of secrets must not reach a log, and one rule for all is the safest one.
 */

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number) {
  return text(`must be a whole number from ${min} to ${max}`, (value) => (/^\d{1,9}$/u.test(value) && inRange(Number(value), min, max) ? Number(value) : undefined));
}

/** A number above 0 and up to `max`, fractions allowed. */
export function positiveNumber(max: number) {
  return text(`must be a number above 0 and at most ${max}`, (value) => (/^\d*\.?\d+$/u.test(value) && Number(value) > 0 && Number(value) <= max ? Number(value) : undefined));
}

const WORDS_FOR_YES_AND_NO = new Map([['true', true], ['yes', true], ['on', true], ['1', true], ['false', false], ['no', false], ['off', false], ['0', false]]);

/** Yes or no, in the usual words. */
export function trueOrFalse() {
  return text('must be true or false', (value) => WORDS_FOR_YES_AND_NO.get(value.toLowerCase()));
}

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]) {
  return text(`must be one of ${words.join(', ')}`, (value) => words.find((word) => word === value.toLowerCase()));
}

/** Text of a certain form. */
export function matching(pattern: RegExp, problem: string) {
  return text(problem, (value) => (pattern.test(value) ? value : undefined));
}

/** An http(s) address without query, fragment and credentials; made to end with a slash or without, as asked. */
export function address({ trailingSlash }: { trailingSlash: boolean }) {
  return text('must be an address such as https://example.com, without a query or a password', (value) => {
    const url = URL.parse(value);
    if (url === null || !/^https?:$/u.test(url.protocol) || url.search + url.hash + url.username + url.password !== '') return undefined;
    return `${url.origin}${url.pathname.replace(/\/+$/u, '')}${trailingSlash ? '/' : ''}`;
  });
}

/** An IP address, of version 4 or 6. */
export function ipAddress() {
  return text('must be an IP address, for example 127.0.0.1', (value) => (isIP(value) === 0 ? undefined : value));
}

/** A phone number with its country code, in any usual writing. */
export function phoneNumber() {
  return text('must be a valid phone number with + and the country code, without an extension', (value): PhoneNumber | undefined => {
    const read = readPhoneNumber(value);
    return read.ok && read.number.extension === undefined ? read.number : undefined;
  });
}

/** One country by its ISO code. */
export function country() {
  return text('must be a country by its two-letter ISO code, for example US (the United Kingdom is GB)', readCountry);
}

/** Countries by their ISO codes, with commas between them. */
export function countries() {
  return text('must be countries by their two-letter ISO codes with commas between them, for example US,CA,GB', (value): readonly CountryCode[] | undefined => {
    const codes = value.split(/[\s,;]+/u).filter((code) => code !== '');
    const known = codes.map(readCountry).filter((code) => code !== undefined);
    return known.length === codes.length && known.length > 0 ? [...new Set(known)] : undefined;
  });
}

/** 32 bytes in base64. */
export function key() {
  return text('must be 32 bytes in base64', readKey);
}

/** Several of them, with commas between them. */
export function keys() {
  return text('must be keys of 32 bytes in base64 with commas between them', (value): readonly Buffer[] | undefined => {
    const read = value.split(/[\s,;]+/u).filter((one) => one !== '').map(readKey);
    const known = read.filter((one) => one !== undefined);
    return known.length === read.length && known.length > 0 ? known : undefined;
  });
}

function readKey(value: string): Buffer | undefined {
  // 43 characters of six bits each are 32 bytes and two bits to spare.
  return /^[A-Za-z0-9+/]{43}=?$/u.test(value) ? Buffer.from(value, 'base64') : undefined;
}

/** Quiet hours, or "off". */
export function quietHours() {
  return text('must be hours such as 22:00-07:00, or off', (value): QuietHours | undefined => readQuietHours(value));
}

/** Who may change the phone book: everyone, admins, or the id of a user group. */
export function contactsAdmins() {
  return text('must be everyone, admins, or the id of a Slack user group (S and capital letters and digits)', (value): ContactsAdmins | undefined => {
    if (value.toLowerCase() === 'everyone') return { who: 'everyone' };
    if (value.toLowerCase() === 'admins') return { who: 'admins' };
    return /^S[A-Z0-9]{5,20}$/u.test(value) ? { who: 'group', groupId: value } : undefined;
  });
}

function readCountry(code: string): CountryCode | undefined {
  const upper = code.toUpperCase();
  return isSupportedCountry(upper) ? upper : undefined;
}

function inRange(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}

function text<Value>(problem: string, read: (value: string) => Value | undefined): z.ZodType<Value, string> {
  return z.string().transform((value, context) => {
    const result = read(value);
    if (result !== undefined) return result;
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  });
}
