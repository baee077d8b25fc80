import type { AskedResult, Watch } from '../conference/ports.ts';

type Fetch = typeof globalThis.fetch;

/**
 * A fetch that says how each request to the Web API went. Given to the SDK, so that it sees those of all clients, and a 429 too.
 * @param apiUrl where the Web API is, with a trailing slash; what goes elsewhere (an upload) is counted as `other`.
 */
export function createCountingFetch(apiUrl: string, watch: Pick<Watch, 'asked'>): Fetch {
  return async (input, init) => {
    const method = methodOf(input instanceof Request ? input.url : String(input), apiUrl);
    try {
      const response = await fetch(input, init);
      watch.asked('slack', method, await resultOf(response));
      return response;
    } catch (error) {
      watch.asked('slack', method, 'unavailable');
      throw error;
    }
  };
}

function methodOf(url: string, apiUrl: string): string {
  const method = url.startsWith(apiUrl) ? url.slice(apiUrl.length) : '';
  return /^[a-z]+(?:\.[a-zA-Z]+)+$/u.test(method) ? method : 'other';
}

/** Slack says no with a 200 and `ok: false` (docs apis/web-api, evaluating responses). */
async function resultOf(response: Response): Promise<AskedResult> {
  if (response.status === 429) return 'rate-limited';
  if (response.status >= 500) return 'unavailable';
  if (!response.ok) return 'refused';
  const text = await response.clone().text();
  return /^\s*\{\s*"ok"\s*:\s*false\b/u.test(text) ? 'refused' : 'ok';
}
