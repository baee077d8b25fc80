import type { ApiAnswer, ApiRequest } from './api.ts';
import { ok } from './api.ts';
import { refused } from './errors.ts';

const MOST_PER_PAGE = 1_000;

interface Cut<T> {
  readonly items: readonly T[];
  readonly page: number;
  readonly size: number;
  readonly start: number;
  readonly more: boolean;
}

function cut<T>(request: ApiRequest, items: readonly T[]): Cut<T> {
  const size = Math.min(Number(request.query.get('PageSize') ?? 50), MOST_PER_PAGE);
  const page = Number(request.query.get('Page') ?? 0);
  if (!Number.isInteger(size) || size < 1) throw refused(20006, 'Page size must be a positive number');
  if (!Number.isInteger(page) || page < 0) throw refused(20006, 'Page number out of range');
  const start = page * size;
  return { items: items.slice(start, start + size), page, size, start, more: items.length > start + size };
}

function pageUri(request: ApiRequest, size: number, page: number): string {
  const query = new URLSearchParams();
  for (const key of request.query.keys) {
    if (['PageSize', 'Page', 'PageToken'].includes(key)) continue;
    for (const value of request.query.all(key)) query.append(key, value);
  }
  query.set('PageSize', String(size));
  query.set('Page', String(page));
  return `${request.uri}?${query.toString()}`;
}

/** One page of a list of the 2010 API: the items under `key`, and URIs relative to the host. */
export function listPage(request: ApiRequest, key: string, items: readonly unknown[]): ApiAnswer {
  const { page, size, start, more, ...part } = cut(request, items);
  return ok({
    [key]: part.items,
    first_page_uri: pageUri(request, size, 0),
    next_page_uri: more ? pageUri(request, size, page + 1) : null,
    previous_page_uri: page > 0 ? pageUri(request, size, page - 1) : null,
    uri: pageUri(request, size, page),
    page,
    page_size: size,
    start: part.items.length === 0 ? 0 : start,
    end: part.items.length === 0 ? 0 : start + part.items.length - 1,
  });
}

/** One page of a list of the newer APIs: paging in `meta`, URLs absolute. */
export function metaPage(request: ApiRequest, key: string, items: readonly unknown[]): ApiAnswer {
  const { page, size, more, ...part } = cut(request, items);
  const url = (number: number): string => request.origin + pageUri(request, size, number);
  const meta = {
    first_page_url: url(0),
    next_page_url: more ? url(page + 1) : null,
    previous_page_url: page > 0 ? url(page - 1) : null,
    url: url(page),
    page,
    page_size: size,
    key,
  };
  return ok({ [key]: part.items, meta });
}
