import { maskNumbersInText } from '../domain/phone-number.ts';

const MAX_DEPTH = 6;

/** Takes what must not be seen out of texts and facts. */
export interface Cleaner {
  text(text: string): string;
  facts(facts: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** @param secrets replaced wherever they stand. @param showNumbers leaves phone numbers as they are. */
export function cleaner(secrets: readonly string[], showNumbers: boolean): Cleaner {
  const text = (raw: string): string => {
    const hidden = secrets.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, '•••')), raw);
    return showNumbers ? hidden : maskNumbersInText(hidden);
  };
  const value = (raw: unknown, depth: number): unknown => {
    if (typeof raw === 'string') return text(raw);
    if (raw instanceof Error) return error(raw, depth);
    if (raw === null || typeof raw !== 'object') return typeof raw === 'bigint' ? String(raw) : raw;
    if (depth >= MAX_DEPTH) return '…';
    if (Array.isArray(raw)) return raw.map((item) => value(item, depth + 1));
    return Object.fromEntries(Object.entries(raw).map(([key, item]) => [key, value(item, depth + 1)]));
  };
  /** An error's own fields can hold whole requests (twilio, web-api), so only what says what happened is kept. */
  const error = (raw: Error, depth: number): Record<string, unknown> => ({
    type: raw.name,
    message: text(raw.message),
    ...('code' in raw && (typeof raw.code === 'string' || typeof raw.code === 'number') ? { code: raw.code } : {}),
    ...(raw.stack === undefined ? {} : { stack: text(raw.stack) }),
    ...(raw.cause instanceof Error && depth < MAX_DEPTH ? { cause: error(raw.cause, depth + 1) } : {}),
  });
  return { text, facts: (facts) => Object.fromEntries(Object.entries(facts).map(([key, item]) => [key, value(item, 0)])) };
}
