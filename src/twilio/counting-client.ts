import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient.js';
import type TwilioResponse from 'twilio/lib/http/response.js';
import type { AskedResult, Watch } from '../conference/ports.ts';

/** The words of Twilio's addresses that say what is asked for; all else in them are ids and versions. */
const RESOURCES = new Map([
  ['calls', 'Calls'], ['conferences', 'Conferences'], ['participants', 'Participants'], ['numbers', 'Pricing'], ['accounts', 'Accounts'],
  ['incomingphonenumbers', 'IncomingPhoneNumbers'], ['balance', 'Balance'], ['alerts', 'Alerts'],
]);

/** The SDK's own HTTP client, which says how each request went. */
export class CountingClient extends twilio.RequestClient {
  readonly #watch: Pick<Watch, 'asked'>;

  /** @param timeoutMs how long it waits for an answer. */
  constructor(timeoutMs: number, watch: Pick<Watch, 'asked'>) {
    super({ timeout: timeoutMs });
    this.#watch = watch;
  }

  override async request<Data>(ask: RequestClient.RequestOptions<Data>): Promise<TwilioResponse.default<Data>> {
    const resource = resourceOf(ask.uri);
    try {
      const response = await super.request<Data>(ask);
      this.#watch.asked('twilio', resource, resultOf(response.statusCode));
      return response;
    } catch (error) {
      this.#watch.asked('twilio', resource, 'unavailable');
      throw error;
    }
  }
}

/** The last of the words in an address: `…/Accounts/AC…/Calls/CA….json` is about Calls. */
function resourceOf(uri: string): string {
  const words = new URL(uri).pathname.split('/').flatMap((part) => RESOURCES.get(part.replace(/\.json$/u, '').toLowerCase()) ?? []);
  return words.at(-1) ?? 'other';
}

function resultOf(status: number): AskedResult {
  if (status === 429) return 'rate-limited';
  if (status >= 500) return 'unavailable';
  return status < 400 ? 'ok' : 'refused';
}
