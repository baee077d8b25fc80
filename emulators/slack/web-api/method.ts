import type { JsonObject } from '../json.ts';
import type { Wire } from '../to-app/wire.ts';
import type { World } from '../world/world.ts';
import type { Args } from './args.ts';
import { SlackFailure, type Fail } from './failure.ts';

/** How often a method may be called: by tier, or by a rule of its own. Source: docs.slack.dev/apis/web-api/rate-limits. */
export type Limit = 'tier1' | 'tier2' | 'tier3' | 'tier4' | 'special' | 'per-channel' | 'none';

/** One request to a method. */
export interface Call {
  readonly world: World;
  readonly wire: Wire;
  readonly args: Args;
  /** @throws missing_scope unless the token holds one of these. */
  needs(...anyOf: readonly string[]): void;
}

export interface Method {
  readonly name: string;
  /** One of these is needed; none at all when empty. */
  readonly scopes: readonly string[];
  readonly limit: Limit;
  readonly errors: readonly string[];
  /** Works without a token. */
  readonly open: boolean;
  run(call: Call): JsonObject;
}

interface Spec<E extends string> {
  readonly scopes: readonly string[];
  readonly limit: Limit;
  readonly errors: readonly E[];
  readonly open?: boolean;
  /** @returns the answer without `ok: true`. */
  run(call: Call, fail: Fail<E>): JsonObject;
}

export function method<const E extends string>(name: string, spec: Spec<E>): Method {
  const fail: Fail<E> = (error, extra) => new SlackFailure(error, extra);
  return { name, scopes: spec.scopes, limit: spec.limit, errors: spec.errors, open: spec.open ?? false, run: (call) => spec.run(call, fail) };
}
