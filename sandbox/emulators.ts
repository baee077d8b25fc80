import type { RunningSlackEmulator } from '../emulators/slack/emulator.ts';
import { startSlackEmulator } from '../emulators/slack/emulator.ts';
import type { RunningTwilioEmulator } from '../emulators/twilio/emulator.ts';
import { startTwilioEmulator } from '../emulators/twilio/emulator.ts';
import type { Clock } from '../src/conference/clock.ts';
import { choosePort } from './ports.ts';
import { SANDBOX_NUMBER } from './settings.ts';
import type { Timing } from './timing.ts';

/** People at a keyboard take a while between a word and the ringing it waits for; the demo has deadlines of its own. */
const PATIENCE_MS = 4_000;

export interface EmulatorOptions {
  readonly clock: Clock;
  readonly timing: Timing;
  /** Where to listen; each takes any free port when it is 0, absent, or in use. */
  readonly slackPort?: number;
  readonly twilioPort?: number;
}

/** The made-up Slack and Twilio, on loopback. */
export interface Emulators {
  readonly slack: RunningSlackEmulator;
  readonly twilio: RunningTwilioEmulator;
  readonly close: () => Promise<void>;
}

/** Starts both; neither knows yet where the app is. */
export async function startEmulators({ clock, timing, slackPort = 0, twilioPort = 0 }: EmulatorOptions): Promise<Emulators> {
  const twilio = await startTwilioEmulator({
    port: await choosePort(twilioPort), clock, numbers: [SANDBOX_NUMBER], account: { cps: timing.callsPerSecond },
    ringDelayMs: timing.ringDelayMs, sayMsPerCharacter: timing.sayMsPerCharacter, patienceMs: PATIENCE_MS,
  });
  try {
    const slack = await startSlackEmulator({ port: await choosePort(slackPort), clock });
    return {
      slack, twilio,
      close: async () => {
        await slack.close();
        await twilio.close();
      },
    };
  } catch (error) {
    await twilio.close();
    throw error;
  }
}
