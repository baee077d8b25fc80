import { isObject, type JsonValue } from './json.ts';

const SECRET_KEYS = /^(token|access_token|refresh_token|bot_access_token|client_secret|code)$/;

/** The value as it may be kept and shown: tokens and secrets are replaced by dots. */
export function masked(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/xox[a-z]-[\w-]+/g, 'xox…');
  if (Array.isArray(value)) return value.map(masked);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]: [string, JsonValue | undefined]) => [key, SECRET_KEYS.test(key) && inner !== '' ? '…' : masked(inner)]));
}
