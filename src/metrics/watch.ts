import { bridgedAt } from '../domain/bridged-at.ts';
import type { Call } from '../domain/call.ts';
import { callOutcome } from '../domain/call-outcome.ts';
import type { Conference } from '../domain/conference.ts';
import type { Changed, Watch } from '../conference/ports.ts';
import type { Instruments } from './instruments.ts';

/** Counts what the app is told happened. Each thing shows as the difference between a conference before and after, and so is counted once. */
export function createWatch(instruments: Instruments): Watch {
  return {
    requested: () => instruments.requested.inc(),
    changed: (changes) => {
      for (const change of changes) if (change.before !== change.after) count(instruments, change);
    },
    applied: (lagsMs) => {
      // Twilio's clock may be ahead of ours; nothing is applied before it happened.
      for (const ms of lagsMs) instruments.lag.observe(Math.max(0, ms) / 1_000);
    },
    asked: (provider, what, result) => {
      if (provider === 'slack') instruments.slack.inc({ method: what, result });
      else instruments.twilio.inc({ resource: what, result });
    },
  };
}

function count(instruments: Instruments, { before, after }: Changed): void {
  if (before.end === null && after.end !== null) instruments.ended.inc({ reason: after.end.reason });
  if (before.participants === after.participants) return;
  const bridged = bridgedAt(after);
  if (bridged !== null && bridgedAt(before) === null) instruments.bridged.observe(Math.max(0, bridged - after.requestedAt) / 1_000);
  const known = new Map(callsOf(before).map((call) => [call.id, call]));
  for (const call of callsOf(after)) if (known.get(call.id) !== call) countCall(instruments, known.get(call.id), call);
}

function countCall({ calls, cost }: Instruments, before: Call | undefined, after: Call): void {
  const outcome = callOutcome(after);
  if (outcome !== null && (before === undefined || callOutcome(before) === null)) calls.inc({ outcome });
  // A credit, which Twilio writes as a charge below nothing, is no cost, and a counter only grows.
  if (after.price !== null && after.price.millionths > 0 && (before === undefined || before.price === null)) cost.inc({ currency: after.price.currency }, after.price.millionths / 1_000_000);
}

function callsOf({ participants }: Conference): readonly Call[] {
  return participants.flatMap(({ calls }) => calls);
}
