import type { AppConfig } from './config/config.ts';
import { longestCallMs } from './domain/time-limit.ts';
import type { DatabaseLocation } from './persistence/database.ts';
import type { TwilioSettings } from './twilio/settings.ts';

/** Where the data is. */
export function locationOf({ database }: AppConfig): DatabaseLocation {
  return database.url === undefined ? { kind: 'pglite', folder: database.dataDir } : { kind: 'postgres', url: database.url };
}

/** What the Twilio side needs to know. */
export function twilioSettings({ twilio, calling, http }: AppConfig): TwilioSettings {
  const { accountSid, authToken, previousAuthToken, apiUrl, timeoutMs, phoneNumber: from } = twilio;
  const { ringSeconds, maxConferenceMinutes, voice, language } = calling;
  return { accountSid, authToken, previousAuthToken, apiUrl, timeoutMs, from, ringSeconds, longestCallSeconds: longestCallMs(maxConferenceMinutes * 60_000) / 1_000, voice, language, publicUrl: http.apiUrl };
}

/** Everything the log must never show. */
export function secretsOf({ slack, twilio, database, metrics, tunnel }: AppConfig): string[] {
  return [slack.botToken, slack.signingSecret, slack.previousSigningSecret ?? '', twilio.authToken, twilio.previousAuthToken ?? '', ...keysOf(database).map((key) => key.toString('base64')), ...(database.url === undefined ? [] : [database.url]), ...(metrics.token === undefined ? [] : [metrics.token]), tunnel?.authtoken ?? ''];
}

/** The current key and those before it. */
export function keysOf({ encryptionKey, previousKeys }: AppConfig['database']): readonly Buffer[] {
  return encryptionKey === undefined ? previousKeys : [encryptionKey, ...previousKeys];
}
