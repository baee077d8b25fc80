import type { Environment } from '../src/config/env.ts';
import type { Sandbox } from './sandbox.ts';
import { startSandbox } from './sandbox.ts';
import type { Stage } from './stage.ts';
import { createStage } from './stage.ts';
import type { Timing } from './timing.ts';
import type { Transcript } from './transcript.ts';
import { watch } from './watch.ts';
import { Witness, WentOtherwise } from './witness.ts';

export interface PlayOptions {
  readonly story: (stage: Stage) => Promise<void>;
  readonly transcript: Transcript;
  readonly timing: Timing;
  /** Real milliseconds after which something the story expects is missing. */
  readonly patienceMs?: number;
  /** For NODE_ENV alone: a story is told under the settings it knows, whatever stands in .env. */
  readonly environment: Environment;
  /** Does something to the sandbox before the story begins. */
  readonly prepare?: (sandbox: Sandbox) => void;
  /** Is called once the sandbox is ready. */
  readonly onReady?: (sandbox: Sandbox) => void;
}

/** Longer than the app takes for anything, retries included, and short enough to watch. */
const PATIENCE_MS = 15_000;

/**
 * Plays a story in a sandbox of its own, in memory, which is gone afterwards.
 * @returns how many things were seen.
 * @throws WentOtherwise when something is missing, or happened and was not mentioned.
 */
export async function play({ story, transcript, timing, patienceMs = PATIENCE_MS, environment, prepare, onReady }: PlayOptions): Promise<number> {
  const witness = new Witness(patienceMs);
  const see: Parameters<typeof watch>[1] = (happening) => {
    // The stage tells what is typed before it is sent; the emulator knows it only once the app has answered.
    if (happening.kind !== 'typed') transcript.tell(happening);
    witness.see(happening);
  };
  const { NODE_ENV } = environment;
  // A story plays at the hour somebody starts it, and tells of nobody who is asleep in New York.
  const settings = { NODE_ENV, QUIET_HOURS: 'off' };
  const sandbox = await startSandbox({ timing, settings, onLog: ({ level, message }) => see({ kind: 'logged', level, message }) });
  try {
    const [slackUrl, twilioUrl] = [sandbox.slack.url, sandbox.twilio.url];
    const { cast, stop } = await watch({ slackUrl, twilioUrl }, see, (error) => see({ kind: 'logged', level: 'error', message: `Slack or Twilio can no longer be followed: ${String(error)}` }));
    try {
      prepare?.(sandbox);
      onReady?.(sandbox);
      await story(createStage({ slackUrl, twilioUrl, cast, witness, transcript, reactionMs: timing.reactionMs }));
      await restOf(sandbox);
    } finally {
      stop();
    }
    witness.expectsNothingMore();
    expectNoSurprise(sandbox);
    return witness.seen;
  } finally {
    await sandbox.stop();
  }
}

/** Waits until nothing is under way, so that whatever comes after the story's last word is seen. */
async function restOf({ app, slack, twilio }: Sandbox): Promise<void> {
  for (let quiet = 0; quiet < 2;) {
    const waited = [await app.drain(), await twilio.idle(), await slack.idle()];
    quiet = waited.includes(true) ? 0 : quiet + 1;
  }
}

/** @throws WentOtherwise when the app asked for something Slack or Twilio do not know. */
function expectNoSurprise({ slack, twilio }: Sandbox): void {
  const surprises = [...slack.surprises.map((one) => `Slack: ${JSON.stringify(one)}`), ...twilio.surprises.all.map((one) => `Twilio: ${JSON.stringify(one)}`)];
  if (surprises.length > 0) throw new WentOtherwise(`the providers were surprised: ${surprises.join('; ')}.`);
}
