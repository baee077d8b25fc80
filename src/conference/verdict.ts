import type { Call } from '../domain/call.ts';
import type { Conference } from '../domain/conference.ts';
import type { DialedNumber } from '../domain/participant.ts';
import type { Rules } from './context.ts';

/**
 * AnsweredBy as its callback has it (docs voice/answering-machine-detection; `machine_end_…` comes to those who wait for the greeting to end), and
 * `machine`, as it is called on the Call (openapi: api.v2010.account.call, answered_by). A person, or nobody knows: nothing.
 */
const MACHINES: Readonly<Record<string, 'machine' | 'fax'>> = {
  machine: 'machine', machine_start: 'machine', machine_end_beep: 'machine', machine_end_silence: 'machine', machine_end_other: 'machine', fax: 'fax',
};

/** What Twilio says answered: a machine of some kind; undefined for a person, or when it cannot tell. */
export function machineOf(answeredBy: string): 'machine' | 'fax' | undefined {
  return Object.hasOwn(MACHINES, answeredBy) ? MACHINES[answeredBy] : undefined;
}

/**
 * Whether Twilio is to listen who answers a call to `number`. Where whoever answers presses 1 no machine gets in, and there is nothing to detect;
 * and with an extension it would not listen: "If both SendDigits and MachineDetection parameters are provided, then MachineDetection will be ignored"
 * (openapi: CreateCall, SendDigits).
 */
export function detectsMachine(rules: Pick<Rules, 'challengesMachines'>, conference: Pick<Conference, 'confirmJoin'>, number: DialedNumber | null): boolean {
  return rules.challengesMachines && !asksToPress1(rules, conference, number);
}

/** Whether whoever answers at `number` presses 1 before they are in the room: everybody does, or nobody could tell us that it is a machine. */
export function asksToPress1({ challengesMachines }: Pick<Rules, 'challengesMachines'>, { confirmJoin }: Pick<Conference, 'confirmJoin'>, number: DialedNumber | null): boolean {
  return confirmJoin || (challengesMachines && number !== null && number.extension !== null);
}

/**
 * By when Twilio has said who answered: it listens for 30 s (openapi: CreateCall, MachineDetectionTimeout), and what is asked for may be a little behind:
 * "GET is eventually consistent" (docs voice/api/call-resource).
 */
const VERDICT_WITHIN_MS = 40_000;

/**
 * Whether Twilio may have a verdict we were never told of: asked once when it has to have one, it is not asked again.
 * @param lastAskedAt when Twilio last answered all that was asked about the conference, epoch milliseconds; 0 for never.
 */
export function mayHaveVerdict({ answeredAt, presence, endedAt }: Pick<Call, 'answeredAt' | 'presence' | 'endedAt'>, lastAskedAt: number): boolean {
  const since = answeredAt ?? presence[0]?.at ?? endedAt;
  return since === null || since === undefined || lastAskedAt < since + VERDICT_WITHIN_MS;
}
