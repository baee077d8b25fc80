import type { RunningSlackEmulator } from '../emulators/slack/emulator.ts';
import type { RunningTwilioEmulator } from '../emulators/twilio/emulator.ts';
import type { AppConfig } from '../src/config/config.ts';
import { loadConfig } from '../src/config/config.ts';
import type { Environment } from '../src/config/env.ts';

/** The number the made-up Twilio account owns: the valid one of Twilio's test credentials, so that nobody has it. */
export const SANDBOX_NUMBER = '+15005550006';

/** Where the made-up team lives; whoever sets other countries gets those. Made-up carriers block nobody, and whoever tries things out rings again at once. */
const DEFAULTS: Environment = { ALLOWED_COUNTRIES: 'US,GB,DE', DEFAULT_COUNTRY: 'US', RING_PACE: 'off' };

export interface SandboxAddresses {
  readonly port: number;
  readonly slack: Pick<RunningSlackEmulator, 'apiUrl' | 'world'>;
  readonly twilio: Pick<RunningTwilioEmulator, 'url' | 'accountSid' | 'authToken'>;
  readonly callsPerSecond: number;
  /** undefined: nowhere, the caller gives a database. */
  readonly dataDir: string | undefined;
}

/**
 * The settings of an app in the sandbox. Accounts, addresses and database are always those of the sandbox: a made-up conference must
 * reach neither real people nor real data.
 */
export function sandboxEnvironment(settings: Environment, { port, slack, twilio, callsPerSecond, dataDir }: SandboxAddresses): Environment {
  const set = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined && value.trim() !== ''));
  return {
    ...DEFAULTS, ...set,
    PORT: String(port), API_URL: `http://127.0.0.1:${port}`,
    SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: slack.world.settings.botToken, SLACK_SIGNING_SECRET: slack.world.settings.signingSecret,
    TWILIO_API_URL: twilio.url, TWILIO_ACCOUNT_SID: twilio.accountSid, TWILIO_AUTH_TOKEN: twilio.authToken, TWILIO_PHONE_NUMBER: SANDBOX_NUMBER,
    TWILIO_CPS: String(callsPerSecond), DATABASE_URL: '', DATA_DIR: dataDir ?? '.data',
  };
}

/**
 * The configuration made of such settings, as any app's is.
 * @throws Error with the problems when what was set beside them is wrong.
 */
export function sandboxConfig(environment: Environment): AppConfig {
  const { config, problems } = loadConfig(environment, { isSandbox: true });
  if (problems !== undefined) throw new Error(problems.join('\n'));
  if (config.mode !== 'app') throw new Error('The sandbox did not fill in every account; that is a mistake in sandbox/settings.ts.');
  return config;
}
