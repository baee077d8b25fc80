import { randomInt } from 'node:crypto';
import { CODE_DIGITS } from '../domain/proof-code.ts';
import type { DialedNumber } from '../domain/participant.ts';
import type { Context } from './context.ts';
import { idOf } from './id-of.ts';
import { numberToRing } from './number-to-ring.ts';

export interface AskForCode {
  readonly teamId: string;
  readonly slackUserId: string;
  /** As they typed it. */
  readonly typed: string;
  /** What of Slack's tells this submission from every other: delivered twice, it calls once and is answered alike. */
  readonly submissionId: string;
}

export type AskedForCode =
  | { readonly ok: true; readonly proofId: string; readonly number: DialedNumber }
  /** For them to read, without the number. */
  | { readonly ok: false; readonly sentence: string };

/** Has a number called with a code, once, if it is one we may ring and the pace allows. */
export async function askForCode({ numberProofs, rules }: Pick<Context, 'numberProofs' | 'rules'>, { teamId, slackUserId, typed, submissionId }: AskForCode): Promise<AskedForCode> {
  const read = numberToRing(rules, typed);
  if (!read.ok) return read;
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
  const proofId = idOf('proof', teamId, slackUserId, submissionId, read.number.e164);
  const asked = await numberProofs.ask({ id: proofId, teamId, slackUserId, number: read.number, code });
  return asked.ok ? { ok: true, proofId, number: read.number } : asked;
}
