import type { Method } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import type { Fields } from './api.ts';
import { refused } from './errors.ts';

/** An absolute web URL without an underscore in its host, else the code given (21205 for instructions). */
export function readUrl(form: Fields, key: string, code = 21205): string | undefined {
  const url = form.get(key);
  if (url === undefined) return undefined;
  const host = URL.canParse(url) ? new URL(url) : undefined;
  const fine = host !== undefined && /^https?:$/.test(host.protocol) && !host.hostname.includes('_');
  if (!fine) throw refused(code, `${key} is not a valid URL: ${url}`);
  return url;
}

export function readMethod(form: Fields, key: string): Method {
  const method = form.get(key) ?? 'POST';
  if (method !== 'GET' && method !== 'POST') throw refused(21209, `Invalid ${key}: ${method}`);
  return method;
}

/** A whole number within limits, else the code given. */
export function readNumber(form: Fields, key: string, fallback: number, [least, most]: readonly [number, number], code: number): number {
  const text = form.get(key);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) throw refused(code, `Invalid ${key}: ${text}`);
  return value;
}

/** `true` or `false`; anything else is noted, and taken as absent. */
export function readBoolean(world: World, form: Fields, key: string): boolean | undefined {
  const text = form.get(key);
  if (text === undefined) return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  world.surprises.note('wrong-value', `${key}=${text}`);
  return undefined;
}

/** The values of a repeated key that are among those known; others are noted, and ignored, as Twilio does. */
export function readWords(world: World, form: Fields, key: string, known: readonly string[]): ReadonlySet<string> {
  // One value may also hold several words, separated by spaces.
  const words = form.all(key).flatMap((value) => value.split(/\s+/)).filter((word) => word !== '');
  for (const word of words) {
    if (!known.includes(word)) world.surprises.note('wrong-value', `${key}=${word}`);
  }
  return new Set(words.filter((word) => known.includes(word)));
}
