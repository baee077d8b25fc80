import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { JournalEntry } from '../../emulators/shared/journal.ts';
import { slackWorld } from '../../emulators/slack/client.ts';
import { twilioWorld } from '../../emulators/twilio/client.ts';
import type { Script } from './script.ts';
import { OUR_NUMBER } from './settings.ts';

const MAIN = fileURLToPath(new URL('./world-main.ts', import.meta.url));
/** The emulators forget all but their latest entries: they are fetched before that. */
const FETCH_EVERY_MS = 700;

const greeting = z.object({
  twilioUrl: z.string(), accountSid: z.string(), authToken: z.string(), slackUrl: z.string(), slackApiUrl: z.string(), botToken: z.string(), signingSecret: z.string(),
});

/** Both emulators, in a process of their own. */
export interface World {
  readonly slack: ReturnType<typeof slackWorld>;
  readonly twilio: ReturnType<typeof twilioWorld>;
  /** What leads the app to them. */
  readonly settings: Readonly<Record<string, string>>;
  /** Everything that went over the wire, kept whole. */
  readonly journal: { readonly slack: JournalEntry[]; readonly twilio: JournalEntry[] };
  /** Fetches what was written since. */
  fetchJournals(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the emulators with the script's team, and tells every phone what it will do. */
export async function startWorld(script: Script, { cps, seed }: { readonly cps: number; readonly seed: number }): Promise<World> {
  const words = { people: script.members.length, channels: script.channels.length, cps, seed };
  const child = spawn(process.execPath, [MAIN, ...Object.entries(words).flatMap(([name, value]) => [`--${name}`, String(value)])], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const said = greeting.parse(JSON.parse(line));
  const slack = slackWorld(said.slackUrl);
  const twilio = twilioWorld(said.twilioUrl);
  for (const { number, plan } of script.plans) await twilio.phone(number).will(...plan);

  const journal = { slack: [] as JournalEntry[], twilio: [] as JournalEntry[] };
  let fetching = Promise.resolve();
  const fetchJournals = (): Promise<void> => {
    fetching = fetching.then(async () => {
      journal.slack.push(...(await slack.journal(journal.slack.at(-1)?.number)));
      journal.twilio.push(...(await twilio.journal(journal.twilio.at(-1)?.number)));
    });
    return fetching;
  };
  const timer = setInterval(() => void fetchJournals(), FETCH_EVERY_MS);
  return {
    slack, twilio, journal, fetchJournals,
    settings: {
      SLACK_BOT_TOKEN: said.botToken, SLACK_SIGNING_SECRET: said.signingSecret, SLACK_API_URL: said.slackApiUrl,
      TWILIO_ACCOUNT_SID: said.accountSid, TWILIO_AUTH_TOKEN: said.authToken, TWILIO_API_URL: said.twilioUrl, TWILIO_PHONE_NUMBER: OUR_NUMBER,
    },
    close: async () => {
      clearInterval(timer);
      await fetching.catch(() => undefined);
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
