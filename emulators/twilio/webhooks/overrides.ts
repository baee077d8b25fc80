/** A reason for which a request may be tried again: connect failure, read timeout, an answer of 4xx or 5xx. */
export type RetryReason = 'ct' | 'rt' | '4xx' | '5xx';

/** How Twilio makes one request, as its URL's fragment asks. Times are real milliseconds. */
export interface Connection {
  /** The URL to call and to sign: without the fragment. */
  readonly url: string;
  readonly connectMs: number;
  readonly readMs: number;
  readonly totalMs: number;
  readonly retries: number;
  readonly retryOn: ReadonlySet<RetryReason>;
}

/**
 * Reads the connection overrides `#ct=&rt=&tt=&rc=&rp=` off a URL.
 * Source: docs usage/webhooks/webhooks-connection-overrides (defaults ct 5000, rt 15000, tt 15000, rc 1, rp ct; `all` means every reason).
 */
export function readOverrides(configured: string): Connection {
  const hash = configured.indexOf('#');
  const url = hash === -1 ? configured : configured.slice(0, hash);
  const given = new Map(
    (hash === -1 ? '' : configured.slice(hash + 1)).split('&').map((pair): [string, string] => {
      const [key = '', value = ''] = pair.split('=');
      return [key, value];
    }),
  );
  const number = (key: string, fallback: number, min: number, max: number): number => {
    const value = Number(given.get(key) ?? fallback);
    return Number.isInteger(value) && value >= min && value <= max ? value : fallback;
  };
  return {
    url,
    connectMs: number('ct', 5_000, 100, 10_000),
    readMs: number('rt', 15_000, 100, 15_000),
    totalMs: number('tt', 15_000, 100, 15_000),
    retries: number('rc', 1, 0, 5),
    retryOn: retryReasons(given.get('rp')),
  };
}

function retryReasons(policy = 'ct'): ReadonlySet<RetryReason> {
  const named = policy.split(',').flatMap((name): RetryReason[] => {
    if (name === 'all') return ['ct', 'rt', '4xx', '5xx'];
    return name === 'ct' || name === 'rt' || name === '4xx' || name === '5xx' ? [name] : [];
  });
  return new Set(named);
}
