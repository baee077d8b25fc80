import twilio from 'twilio';
import type { TwilioSettings } from './settings.ts';

export type Client = ReturnType<typeof twilio>;

/**
 * Twilio's own SDK, sent where TWILIO_API_URL says. Twilio has a host for each of its domains; whoever stands in for Twilio has one for
 * all, and no request may leave for the real one then.
 * @param httpClient how requests go out; the SDK's own when absent.
 */
export function createClient(
  { accountSid, authToken, apiUrl, timeoutMs }: Pick<TwilioSettings, 'accountSid' | 'authToken' | 'apiUrl' | 'timeoutMs'>, httpClient = new twilio.RequestClient({ timeout: timeoutMs }),
): Client {
  // An empty env: TWILIO_REGION or TWILIO_EDGE would otherwise silently send our calls elsewhere.
  const client = twilio(accountSid, authToken, { env: {}, httpClient });
  client.api.baseUrl = apiUrl;
  if (!isTwilios(apiUrl)) for (const domain of [client.pricing, client.voice, client.monitor]) domain.baseUrl = apiUrl;
  return client;
}

function isTwilios(apiUrl: string): boolean {
  return /(?:^|\.)twilio\.com$/u.test(new URL(apiUrl).hostname);
}
