import { ENCRYPTION_KEY } from './stories.ts';

export const AUTH_TOKEN = 'bench-auth-token-of-thirty-two-0';
/** What signatures are made of; the load itself goes to loopback. */
export const PUBLIC_URL = 'https://conference.example.com';

/** The app on a database, with accounts nobody stands behind: nothing that is measured here asks Slack or Twilio for anything. */
export function appSettings(port: number, databaseUrl: string, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return {
    PORT: String(port), API_URL: PUBLIC_URL, LOG_LEVEL: 'warn', DATABASE_URL: databaseUrl, ENCRYPTION_KEY: ENCRYPTION_KEY.toString('base64'),
    ALLOWED_COUNTRIES: 'US', DEFAULT_COUNTRY: 'US', SLACK_BOT_TOKEN: 'xoxb-bench', SLACK_SIGNING_SECRET: 'bench-signing-secret', SLACK_API_URL: 'http://127.0.0.1:9/api/',
    TWILIO_ACCOUNT_SID: `AC${'e'.repeat(32)}`, TWILIO_AUTH_TOKEN: AUTH_TOKEN, TWILIO_API_URL: 'http://127.0.0.1:9', TWILIO_PHONE_NUMBER: '+15005550006', ...more,
  };
}
