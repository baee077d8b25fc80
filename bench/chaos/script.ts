import type { Behaviour } from '../../emulators/twilio/phones/behaviour.ts';
import type { Dice } from './random.ts';
import { dice } from './random.ts';
import type { ProviderFault } from './script-faults.ts';
import { providerFaults } from './script-faults.ts';
import type { ChaosOptions } from './settings.ts';
import type { Member } from './team.ts';
import { channelNames, madeUpMembers } from './team.ts';

/** Something that is done to the app or the world, at a moment of the run. */
export type Act = { readonly atMs: number } & (
  | Command
  | ProviderFault
  /** An instance is ended, and started again after `downMs`. */
  | { readonly kind: 'end-instance'; readonly instance: number; readonly signal: 'SIGKILL' | 'SIGTERM'; readonly downMs: number }
  | { readonly kind: 'restart-database'; readonly mode: 'immediate' | 'fast'; readonly downMs: number }
  /** For so long a provider answers nothing but 503. */
  | { readonly kind: 'outage'; readonly provider: 'slack' | 'twilio'; readonly ms: number }
  /** For so long every callback is lost. */
  | { readonly kind: 'silence'; readonly ms: number });

/** Somebody types `/conference`. */
export interface Command {
  readonly kind: 'command';
  readonly name: string;
  readonly channel: string;
  readonly host: Member;
  readonly invited: readonly Member[];
  /** How long whoever wants it held thinks after each failure before there is a new command; some try at once, some leave it to others for a while. */
  readonly thinksMs: readonly number[];
  readonly delivery: Delivery;
  /** What the host does with it while it goes on. */
  readonly hands: readonly Hand[];
}

/** What goes wrong on Slack's way to the app. */
export type Delivery = 'doubled' | 'again' | 'lost-answer' | null;

/** Something the host presses on the card. */
export interface Hand {
  readonly presses: 'End for all' | 'Ring the missing';
  /** Counted from when the command was acknowledged. */
  readonly afterMs: number;
  readonly delivery: Delivery;
  /** How long the host waits before pressing again after a failure. */
  readonly thinksMs: readonly number[];
}

export interface Script {
  readonly members: readonly Member[];
  readonly channels: readonly string[];
  /** What each phone does with its next calls. */
  readonly plans: readonly { readonly number: string; readonly plan: readonly Behaviour[] }[];
  readonly acts: readonly Act[];
}

const CONFERENCES_A_CHANNEL = 8;
const TRIES = 8;

/** Writes the whole run beforehand: the same options write the same script. */
export function writeScript(options: ChaosOptions): Script {
  const throws = dice(options.seed);
  const members = madeUpMembers(Math.min(400, Math.max(24, options.conferences)));
  const channels = channelNames(Math.max(2, Math.ceil(options.conferences / CONFERENCES_A_CHANNEL)));
  const acts: Act[] = [
    ...commands(throws, options, members, channels),
    ...ends(throws, options),
    ...databaseRestarts(throws, options),
    ...providerFaults(throws, options.conferences, options.seconds),
    ...bigOnes(throws, options),
  ];
  return {
    members, channels,
    plans: members.map(({ number }) => ({ number, plan: Array.from({ length: 12 }, () => behaviour(throws, options.seconds)) })),
    acts: acts.sort((a, b) => a.atMs - b.atMs),
  };
}

function commands(throws: Dice, { conferences, seconds }: ChaosOptions, members: readonly Member[], channels: readonly string[]): Act[] {
  return Array.from({ length: conferences }, (_, index): Act => {
    const [host, ...invited] = throws.some(members, throws.whole(3, 6));
    if (host === undefined) throw new Error('A team of nobody holds no conference.');
    return {
      kind: 'command', atMs: Math.round((index + throws.between(0, 1)) * (seconds * 900) / conferences), name: `Review ${letters(index)}`,
      channel: throws.pick(channels), host, invited, thinksMs: Array.from({ length: TRIES }, () => Math.round(throws.happens(0.5) ? throws.between(1_000, 4_000) : throws.between(6_000, 15_000))),
      delivery: delivery(throws, 0.1), hands: hands(throws),
    };
  });
}

function delivery(throws: Dice, chance: number): Delivery {
  return throws.happens(chance) ? throws.pick(['doubled', 'again', 'lost-answer'] as const) : null;
}

/** Some hosts have the missing rung again, some a second time, and some end it all. */
function hands(throws: Dice): Hand[] {
  const hand = (presses: Hand['presses'], afterMs: number): Hand => ({
    presses, afterMs: Math.round(afterMs), delivery: delivery(throws, 0.2), thinksMs: Array.from({ length: TRIES }, () => Math.round(throws.between(1_000, 4_000))),
  });
  const ringing = throws.happens(0.4) ? Array.from({ length: throws.whole(1, 2) }, () => hand('Ring the missing', throws.between(3_000, 20_000))) : [];
  const ending = throws.happens(0.2) ? [hand('End for all', throws.between(0, 15_000))] : [];
  return [...ringing, ...ending];
}

/** What somebody does with a call, as in life. */
function behaviour(throws: Dice, seconds: number): Behaviour {
  const afterMs = Math.round(throws.between(100, 4_000));
  switch (throws.weighted({ answers: 62, snaps: 6, stays: 1, busy: 8, declines: 7, sleeps: 8, away: 4, machine: 4 })) {
    case 'answers': return { does: 'answer', afterMs, hangsUpAfterMs: Math.round(throws.between(3_000, 25_000)) };
    // Hangs up while the welcome is read.
    case 'snaps': return { does: 'answer', afterMs, hangsUpAfterMs: Math.round(throws.between(50, 1_200)) };
    // For longer than a conference may last, in a run that has the time for it.
    case 'stays': return { does: 'answer', afterMs, hangsUpAfterMs: seconds < 60 ? 30_000 : 300_000 };
    case 'busy': return { does: 'busy' };
    case 'declines': return { does: 'decline', afterMs };
    case 'sleeps': return { does: 'no-answer' };
    case 'away': return { does: 'unreachable' };
    case 'machine': return { does: 'voicemail', afterMs, hangsUpAfterMs: Math.round(throws.between(4_000, 12_000)) };
  }
}

/** A lone instance is away while it starts, and has to be there for most of the time. */
const killEveryMs = (instances: number): number => (instances === 1 ? 24_000 : 12_000);

function ends(throws: Dice, { instances, seconds }: ChaosOptions): Act[] {
  const acts: Act[] = [];
  for (let atMs = throws.between(3_000, 6_000); atMs < seconds * 1_000; atMs += throws.between(0.5, 1.5) * killEveryMs(instances)) {
    acts.push({
      kind: 'end-instance', atMs: Math.round(atMs), instance: throws.whole(0, instances - 1), signal: acts.length === 0 || throws.happens(0.8) ? 'SIGKILL' : 'SIGTERM',
      downMs: Math.round(throws.between(200, 3_000)),
    });
  }
  return acts;
}

const RESTART_EVERY_MS = 40_000;

function databaseRestarts(throws: Dice, { database, seconds }: ChaosOptions): Act[] {
  if (database === 'pglite') return [];
  const acts: Act[] = [];
  for (let atMs = throws.between(8_000, 16_000); atMs < seconds * 1_000; atMs += throws.between(0.6, 1.4) * RESTART_EVERY_MS) {
    acts.push({ kind: 'restart-database', atMs: Math.round(atMs), mode: throws.pick(['immediate', 'fast'] as const), downMs: Math.round(throws.between(0, 6_000)) });
  }
  return acts;
}

/** Once a run each: Slack is out, Twilio is out, and nothing of what Twilio tells arrives. */
function bigOnes(throws: Dice, { seconds }: ChaosOptions): Act[] {
  const moment = (): number => Math.round(throws.between(0.2, 0.8) * seconds * 1_000);
  const long = Math.min(15_000, seconds * 150);
  return [
    { kind: 'outage', provider: 'slack', atMs: moment(), ms: Math.round(throws.between(0.5, 1) * long) },
    { kind: 'outage', provider: 'twilio', atMs: moment(), ms: Math.round(throws.between(0.3, 0.6) * long) },
    { kind: 'silence', atMs: moment(), ms: Math.round(throws.between(0.5, 1.5) * long) },
  ];
}

/** "BA", "BB", …: a name without figures, which could be taken for a number. */
function letters(index: number): string {
  const letter = (value: number): string => String.fromCodePoint(65 + value);
  return letter(1 + Math.floor(index / 26)) + letter(index % 26);
}
