import { expect } from 'vitest';
import type { EnvFile } from '../../src/config/env-file.ts';
import type { Environment } from '../../src/config/env.ts';
import { examine } from '../../src/doctor/examine.ts';
import type { Finding, Verdict } from '../../src/domain/finding.ts';
import type { Circumstances } from '../../src/patients.ts';
import { admit } from '../../src/patients.ts';
import type { World } from './world.ts';
import { OUR_NUMBER } from './world.ts';

/** The settings a world's app runs with, as its .env would have them. */
export function settingsOf({ config, slack, twilio, database }: World): Environment {
  return {
    ...(database.location.kind === 'postgres' ? { DATABASE_URL: database.location.url } : {}),
    PORT: String(config.http.port), API_URL: config.http.apiUrl,
    SLACK_BOT_TOKEN: config.slack.botToken, SLACK_SIGNING_SECRET: config.slack.signingSecret, SLACK_API_URL: slack.apiUrl,
    TWILIO_ACCOUNT_SID: config.twilio.accountSid, TWILIO_AUTH_TOKEN: config.twilio.authToken, TWILIO_API_URL: twilio.url, TWILIO_PHONE_NUMBER: OUR_NUMBER,
    ALLOWED_COUNTRIES: 'US,GB,DE', DEFAULT_COUNTRY: 'US', ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  };
}

export interface DoctorsCase {
  /** Beside those of the world's app; undefined takes one away. */
  readonly settings?: Environment;
  readonly envFile?: EnvFile;
  readonly circumstances?: { readonly [Name in keyof Circumstances]: Circumstances[Name] | undefined };
}

/** What the doctor says of a world, looked at from outside as `npm run doctor` does. */
export class DoctorsWord {
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    this.findings = findings;
  }

  of(check: string): Finding {
    const found = this.findings.find((finding) => finding.check === check);
    if (found === undefined) throw new Error(`There is no check ${check}.`);
    return found;
  }

  /** Holds that a check came to this, in these words, and says why it matters and what to do. */
  says(check: string, verdict: Exclude<Verdict, 'ok' | 'skipped'>, found: string | RegExp, mend: string | RegExp = ''): void {
    const finding = this.of(check);
    expect({ check, verdict: finding.verdict, found: finding.found }).toEqual({ check, verdict, found: typeof found === 'string' ? expect.stringContaining(found) : expect.stringMatching(found) });
    expect(finding.why).toMatch(/\w{3}/u);
    expect(finding.mend).toMatch(typeof mend === 'string' ? new RegExp(mend.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`), 'u') : mend);
  }

  /** Checks that found something wrong, by id. */
  get wrong(): readonly string[] {
    return this.findings.filter(({ verdict }) => verdict === 'failure' || verdict === 'warning').map(({ check }) => check);
  }
}

/** Lets the doctor look at the world. */
export async function doctorLooksAt(world: World, { settings = {}, envFile = { kind: 'none' }, circumstances = {} }: DoctorsCase = {}): Promise<DoctorsWord> {
  const environment = Object.fromEntries(Object.entries({ ...settingsOf(world), ...settings }).filter(([, value]) => value !== undefined));
  const given = Object.fromEntries(Object.entries({ now: () => world.clock.now(), database: world.database.location, ...circumstances }).filter(([, value]) => value !== undefined));
  const { patient, clean, close } = await admit(environment, envFile, given);
  try {
    return new DoctorsWord(await examine(patient, clean));
  } finally {
    await close();
  }
}
