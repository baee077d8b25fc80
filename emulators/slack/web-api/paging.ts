import type { Args } from './args.ts';

/** One page of a list by `cursor` and `limit`. Source: docs.slack.dev/apis/web-api/pagination. */
export function page<T>(all: readonly T[], args: Args, invalid: () => Error, byDefault = 100): { items: readonly T[]; next: string } {
  const cursor = args.string('cursor');
  const start = cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString('utf8').replace(/^next:/, ''));
  if (!Number.isInteger(start) || start < 0 || start > all.length) throw invalid();
  const size = Math.min(Math.max(args.integer('limit') ?? byDefault, 1), 1000);
  const end = start + size;
  return { items: all.slice(start, end), next: end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '' };
}
