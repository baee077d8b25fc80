import twilio from 'twilio';
import type { TwilioSettings } from './settings.ts';

export type Client = ReturnType<typeof twilio>;

/** Twilio's own SDK, sent where TWILIO_API_URL says. */
export function createClient({ accountSid, authToken, apiUrl, timeoutMs }: TwilioSettings): Client {
  // An empty env: TWILIO_REGION or TWILIO_EDGE would otherwise silently send our calls elsewhere.
  const client = twilio(accountSid, authToken, { env: {}, httpClient: new twilio.RequestClient({ timeout: timeoutMs }) });
  client.api.baseUrl = apiUrl;
  return client;
}
