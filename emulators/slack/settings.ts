/** A slash command of the app. */
export interface CommandSetting {
  readonly command: string;
  /** `should_escape` of the manifest: `@alice` arrives as `<@U…>`. */
  readonly shouldEscape: boolean;
}

/** How the app is configured at Slack: what stands in its manifest and on its "Basic Information" page. */
export interface Settings {
  readonly appId: string;
  readonly appName: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly botToken: string;
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly verificationToken: string;
  readonly scopes: readonly string[];
  readonly commands: readonly CommandSetting[];
  /** Event types the app subscribed to. */
  readonly events: readonly string[];
  /** How `@alice` is escaped: `<@U…>` as documented today, or the older `<@U…|alice>`. */
  readonly mentionStyle: 'id' | 'id-and-name';
  /** The Enterprise Grid organisation the workspace belongs to; null for none. */
  readonly enterpriseId: string | null;
  /** Whether rate limits are enforced (rate-limits.ts). */
  readonly rateLimits: boolean;
  /** How long, in real milliseconds, nothing may move before `idle()` stops waiting for an app that hangs; Slack's own 3 s run on the clock. */
  readonly patienceMs: number;
  /** What the signature's timestamp is taken from, in epoch milliseconds: the wall clock, because that is what Bolt compares it with. */
  readonly signatureTime: () => number;
  /** How far the Date header of answers is ahead of the real time, in milliseconds; behind it when negative. */
  readonly dateSkewMs: number;
  /** Whether answers name the token's scopes (`x-oauth-scopes`); a proxy can take such a header out. */
  readonly scopeHeaders: boolean;
}

/** The scopes of the project's manifest. */
export const MANIFEST_SCOPES: readonly string[] = [
  'commands',
  'chat:write',
  'chat:write.public',
  'calls:read',
  'calls:write',
  'users:read',
  'users.profile:read',
  'usergroups:read',
  'dnd:read',
  'im:write',
  'files:read',
  'files:write',
];

export const DEFAULT_SETTINGS: Settings = {
  appId: 'A0CONFERENC',
  appName: 'conference',
  botUserId: 'U0CONFBOT00',
  botId: 'B0CONFBOT00',
  botToken: 'xoxb-0000000000-sandbox-bot-token',
  signingSecret: 'sandbox0signing0secret0000000000',
  clientId: '1111111111.2222222222',
  clientSecret: 'sandbox0client0secret00000000000',
  verificationToken: 'sandboxVerificationToken',
  scopes: MANIFEST_SCOPES,
  commands: [{ command: '/conference', shouldEscape: true }],
  events: ['app_home_opened', 'app_uninstalled', 'tokens_revoked', 'user_change'],
  mentionStyle: 'id',
  enterpriseId: null,
  rateLimits: true,
  patienceMs: 1000,
  signatureTime: () => Date.now(),
  dateSkewMs: 0,
  scopeHeaders: true,
};
