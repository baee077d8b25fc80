import type { CountryCode, E164 } from '../domain/phone-number.ts';
import type { DatabaseLook } from './ports/database.ts';
import type { EnvFile } from '../config/env-file.ts';
import type { SlackLook } from './ports/slack.ts';
import type { TwilioLook } from './ports/twilio.ts';
import type { AtAddress, Web } from './ports/web.ts';

/** The settings as far as they can be read: a wrong one hides none of the others. */
export interface Parts {
  /** Why the app would not start, a sentence each, without any value. */
  readonly problems: readonly string[];
  /** Whether any account is set; without, the sandbox starts. */
  readonly hasAccounts: boolean;
  /** Where the app listens; undefined when PORT cannot be read. */
  readonly port: number | undefined;
  /** The address it listens on; undefined for all of them. */
  readonly bindAddress: string | undefined;
  /** API_URL without a trailing slash; undefined when it is not set, or cannot be read. */
  readonly apiUrl: string | undefined;
  /** Whether a start opens a tunnel and takes its address. */
  readonly opensTunnel: boolean;
  readonly slack: {
    readonly botToken: string | undefined;
    readonly signingSecret: string | undefined;
    readonly apiUrl: string | undefined;
    readonly calls: boolean;
  };
  readonly twilio: {
    readonly accountSid: string | undefined;
    readonly authToken: string | undefined;
    readonly phoneNumber: E164 | undefined;
    readonly apiUrl: string | undefined;
    readonly callsPerSecond: number;
  };
  readonly calling: { readonly allowedCountries: readonly CountryCode[]; readonly defaultCountry: CountryCode | undefined; readonly maxParticipants: number };
  readonly database: { readonly isPostgres: boolean; readonly encryptionKeyIds: readonly string[] };
}

/** Everything the doctor looks at. */
export interface Patient {
  /** Now by the app's clock, epoch milliseconds: what ages are counted by. */
  readonly now: () => number;
  /** Now by the clock of this machine, epoch milliseconds: what signatures carry. */
  readonly wallClock: () => number;
  /** As in `process.versions.node`. */
  readonly nodeVersion: string;
  /** Null inside the running app, which has read its settings long ago. */
  readonly envFile: EnvFile | null;
  readonly parts: Parts;
  readonly database: DatabaseLook;
  /** Null when SLACK_BOT_TOKEN cannot be read. */
  readonly slack: SlackLook | null;
  /** Null when one of the credentials cannot be read. */
  readonly twilio: TwilioLook | null;
  readonly web: Web;
  /** Who answers on this machine at PORT; `here` inside the running app. */
  readonly atPort: () => Promise<AtAddress>;
  /** Who answers at API_URL. */
  readonly atAddress: () => Promise<AtAddress>;
  /** The scopes manifest.yml asks for. */
  readonly manifestScopes: readonly string[];
}
