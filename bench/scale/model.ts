/** What one conference is and costs: measured by the other parts, or taken from the last results when they did not run. */
export interface Costs {
  /** CPU of one process of the app, µs. */
  readonly startApp: number;
  readonly talkAppPerMinute: number;
  readonly callbackApp: number;
  /** CPU of Postgres, µs. */
  readonly startDatabase: number;
  readonly talkDatabasePerMinute: number;
  readonly callbackDatabase: number;
  /** Requests to Twilio about a conference, a minute. */
  readonly twilioAsksPerMinute: number;
  readonly kbPerConference: number;
}

/** How people use it. Assumptions, not measurements: change them, and the table follows. */
export const USE = {
  people: 3,
  /** How long a conference lasts, seconds. */
  lastsSeconds: 30 * 60,
  /** Half of them begin within so many seconds of the full hour, as meetings do; the others whenever. */
  rushSeconds: 120,
  /** Conferences at once in one Slack workspace. */
  perWorkspace: 10,
  /** From the ring to the room, seconds. */
  answersWithin: 8,
  /** Callbacks when people leave: a leave and a completed call each, and the room's end. */
  callbacksAtEnd: 7,
  /** Rewrites of the card, one a second at most: ringing, each join, each leave, the end. */
  cardUpdates: 8,
  /** A card and its thread lines, joined where they come together. */
  posts: 4,
} as const;

/** What providers allow (docs: Slack apis/web-api/rate-limits; Twilio voice/api/call-resource, and its console). */
export const LIMITS = {
  /** Calls a second of one Twilio account with an approved profile; 1 at first. */
  callsPerSecond: 30,
  /** Requests one account may have under way at once before 429 (code 20429), and what one takes. */
  twilioRequestsAtOnce: 100,
  twilioRequestSeconds: 0.15,
  /** chat.update, tier 3, a minute for each workspace. */
  slackUpdatesPerMinute: 50,
  /** chat.postMessage, a second for each channel. */
  slackPostsPerSecond: 1,
} as const;

/** Something that can be used up. */
export interface Resource {
  readonly name: string;
  /** What one more of it is. */
  readonly unit: string;
  /** What one gives each second. */
  readonly perSecond: number;
  readonly remedy: string;
}

export type ResourceName = 'app' | 'database' | 'dialling' | 'asking' | 'slack';

export const RESOURCES: Readonly<Record<ResourceName, Resource>> = {
  app: { name: 'CPU of the app', unit: 'process', perSecond: 1e6, remedy: 'more processes on the same database, `WEB=off` workers first' },
  database: { name: 'CPU of Postgres', unit: 'core', perSecond: 1e6, remedy: 'a larger server; then the callback table in partitions by day; then a database for each group of workspaces' },
  dialling: { name: 'calls per second', unit: 'Twilio account at 30/s', perSecond: LIMITS.callsPerSecond, remedy: 'subaccounts with a pace and a number of their own, by workspace' },
  asking: { name: 'requests to Twilio', unit: 'Twilio account', perSecond: LIMITS.twilioRequestsAtOnce / LIMITS.twilioRequestSeconds, remedy: 'the same subaccounts; and asking less often about conferences in which nothing is due' },
  slack: { name: 'card updates in a workspace', unit: 'workspace', perSecond: LIMITS.slackUpdatesPerMinute / 60, remedy: 'nothing more: the next update carries what the last could not, and each workspace has limits of its own' },
};
