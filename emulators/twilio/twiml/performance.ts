import type { Call } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import type { Params } from '../webhooks/signature.ts';
import type { Source } from './fetch.ts';
import { resolveUrl } from './fetch.ts';
import type { Audience } from './sound.ts';
import type { Element } from './xml.ts';

/** One document being executed on one call. */
export interface Performance {
  readonly world: World;
  readonly call: Call;
  readonly signal: AbortSignal;
  /** Where the document came from; empty for one given inline. */
  readonly url: string;
  readonly audience: Audience;
}

/** What comes after a verb. */
export type Next = { readonly turn: 'next' } | { readonly turn: 'hang-up' } | { readonly turn: 'fetch'; readonly source: Source; readonly params: Params };

export const NEXT: Next = { turn: 'next' };

/** Goes on with the document at a verb's action; the current document itself when the verb names none. */
export function goTo(performance: Performance, verb: Element, url: string, params: Params): Next {
  const method = verb.attributes['method'] === 'GET' ? 'GET' : 'POST';
  return { turn: 'fetch', source: { url: resolveUrl(url, performance.url), method }, params };
}
