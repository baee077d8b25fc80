import type { Clock } from '../../shared/clock.ts';
import type { Limit } from './method.ts';

/** Calls a minute, per method. Slack promises "20+" and so on; here the promise is the limit. */
export const PER_MINUTE: Readonly<Record<'tier1' | 'tier2' | 'tier3' | 'tier4' | 'special', number>> = {
  tier1: 1,
  tier2: 20,
  tier3: 50,
  tier4: 100,
  special: 600,
};

/** chat.postMessage: one a second to a channel, with room for a short burst, and "several hundred" a minute to a workspace. */
export const CHANNEL_BURST = 5;
export const MESSAGES_PER_MINUTE = 300;

const MINUTE = 60_000;

/**
 * Slack's limits, per method (and channel) of one workspace, on the emulator's clock.
 * Source: docs.slack.dev/apis/web-api/rate-limits; the size of bursts is our own, Slack does not say it.
 */
export class RateLimits {
  #windows = new Map<string, number[]>();
  #buckets = new Map<string, { tokens: number; at: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  clear(): void {
    this.#windows.clear();
    this.#buckets.clear();
  }

  /** Counts a call. @returns the seconds for `Retry-After` when it is one too many, else undefined. */
  take(method: string, limit: Limit, channel: string): number | undefined {
    if (limit === 'none') return undefined;
    if (limit !== 'per-channel') return this.#window(method, PER_MINUTE[limit]);
    return this.#bucket(`${method} ${channel}`) ?? this.#window(method, MESSAGES_PER_MINUTE);
  }

  #window(key: string, perMinute: number): number | undefined {
    const now = this.#clock.now();
    const calls = (this.#windows.get(key) ?? []).filter((at) => at > now - MINUTE);
    const oldest = calls[0];
    this.#windows.set(key, calls);
    if (calls.length >= perMinute && oldest !== undefined) return Math.max(1, Math.ceil((oldest + MINUTE - now) / 1000));
    calls.push(now);
    return undefined;
  }

  #bucket(key: string): number | undefined {
    const now = this.#clock.now();
    const bucket = this.#buckets.get(key) ?? { tokens: CHANNEL_BURST, at: now };
    const tokens = Math.min(CHANNEL_BURST, bucket.tokens + (now - bucket.at) / 1000);
    this.#buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    return tokens >= 1 ? undefined : Math.max(1, Math.ceil(1 - tokens));
  }
}
