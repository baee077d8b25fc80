import type { Fields } from './api.ts';
import { refused } from './errors.ts';

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The filter that `Key`, `Key<` and `Key>` of a list ask for; each includes the moment it names. A date without a time is its first
 * moment for `<` and `>`, and the whole day for equality (docs voice/api/call-resource#read-multiple-call-resources).
 */
export function dateFilter(query: Fields, key: string): (at: number | undefined) => boolean {
  const moment = (name: string): { at: number; dayOnly: boolean } | undefined => {
    const text = query.get(name);
    if (text === undefined) return undefined;
    const at = Date.parse(text);
    if (Number.isNaN(at)) throw refused(20001, `Invalid ${name}: ${text}`);
    return { at, dayOnly: DATE_ONLY.test(text) };
  };
  const equal = moment(key);
  const before = moment(`${key}<`);
  const after = moment(`${key}>`);
  if (equal === undefined && before === undefined && after === undefined) return () => true;
  return (at) => {
    if (at === undefined) return false;
    // The API's dates have whole seconds.
    const second = Math.floor(at / 1000) * 1000;
    if (before !== undefined && second > before.at) return false;
    if (after !== undefined && second < Math.floor(after.at / 1000) * 1000) return false;
    if (equal === undefined) return true;
    return equal.dayOnly ? second >= equal.at && second < equal.at + 86_400_000 : second === equal.at;
  };
}
