/** The number every call of a run comes from: valid at Twilio's test credentials. */
export const OUR_NUMBER = '+15005550006';

/** What is asked of a run. */
export interface ChaosOptions {
  readonly conferences: number;
  readonly instances: number;
  readonly seed: number;
  readonly database: 'postgres' | 'pglite';
  /** A Postgres server databases may be made on; one of our own is started, and restarted in the run, when undefined. */
  readonly server: string | undefined;
  /** How long conferences are started and things go wrong. */
  readonly seconds: number;
}

/** Settings that make a run short; the times an app waits for a provider are below what a fault takes. */
export const HURRY: Readonly<Record<string, string>> = {
  RING_SECONDS: '5', TWILIO_CPS: '30', TWILIO_TIMEOUT_MS: '1500', SLACK_TIMEOUT_MS: '1500', MAX_CONFERENCE_MINUTES: '2',
  // Two hundred people are in many conferences within two minutes.
  RING_PACE: 'off',
  // What a phone lived through is read off its call and its rooms; machine detection would be a second judge of who was in them.
  VOICEMAIL: 'off',
  // A run starts at any hour, and nobody is there to say whether to ring at night.
  QUIET_HOURS: 'off',
  NODE_ENV: 'development', LOG_LEVEL: 'info', ALLOWED_COUNTRIES: 'US', DEFAULT_COUNTRY: 'US',
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
};

/** How long a conference lasts at the most, from when its people are known. */
export const LIMIT_MS = Number(HURRY['MAX_CONFERENCE_MINUTES']) * 60_000;

/** Within which a card has to be right, counted from the last thing that happened to its people or the end of the faults. */
export const RIGHT_WITHIN_MS = 60_000;

/** Real time: a chaos run waits for real processes. @param ms milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
