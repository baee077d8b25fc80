import { CODE_LASTS_MS } from '../domain/proof-code.ts';
import type { Context } from './context.ts';
import { NotYet } from './errors.ts';
import type { ProofToCall } from './ports.ts';
import { TWILIO_LISTS_WITHIN_MS } from './settle-call.ts';

export interface CallWithCode {
  readonly proofId: string;
}

/** How long a call waits for the answer about another call to the same number. */
const OTHERS_WITHIN_MS = 1_000;
/** A call that comes later leaves too little of the code's ten minutes, and nobody looks at the form any more. */
const LATEST_CALL_MS = CODE_LASTS_MS / 2;

const TOO_LATE = 'I could not call you in time. Please ask for another call.';
const RUNG_TOO_OFTEN = 'That number was rung too often of late, so I did not call it. Please try again in a quarter of an hour.';

/**
 * Calls somebody with the code they asked for, at most once: the proof is leased, then Twilio is asked, then the answer is kept. Where the
 * answer is lost nobody calls again, for whoever waits for the code can ask for another. It takes the number's turn to be dialled as any call
 * does (ADR 9), and gives it back once Twilio would list a call it has.
 * @throws NotYet while the number has to wait, or that time is not over.
 */
export async function callWithCode(context: Context, { proofId }: CallWithCode): Promise<void> {
  const { numberProofs, dialTurns, log } = context;
  const proof = await numberProofs.toCall(proofId);
  if (proof === null) return;
  switch (proof.placing) {
    case 'waiting': return proof.isOpen ? placeOnce(context, proofId, proof) : undefined;
    case 'leased':
      log.warn({ proofId }, 'Whoever called with a code died meanwhile; nobody is called again');
      return becomesUnknown(context, proofId);
    // Also what a process that died left of it: the turn is nobody's else.
    case 'placed': case 'refused': case 'unknown': return dialTurns.giveBack(proof.number.e164, proofId);
  }
}

async function placeOnce(context: Context, proofId: string, { number, madeAt }: ProofToCall): Promise<void> {
  const { numberProofs, dialTurns, recentRings, clock } = context;
  const latest = madeAt + LATEST_CALL_MS;
  if (clock.now() > latest) {
    await numberProofs.keepOutcome(proofId, { placing: 'refused', sentence: TOO_LATE });
    // What a process that died left of it, as below.
    return dialTurns.giveBack(number.e164, proofId);
  }
  const turn = await dialTurns.take(number.e164, proofId);
  if (turn === null) throw new NotYet('Twilio has not answered about another call to the number', OTHERS_WITHIN_MS);
  const notBefore = await recentRings.ring(number, proofId);
  if (notBefore !== null && notBefore <= latest) {
    await dialTurns.giveBack(number.e164, proofId, turn);
    throw new NotYet('The number was rung too often of late', notBefore - clock.now());
  }
  if (notBefore !== null) await numberProofs.keepOutcome(proofId, { placing: 'refused', sentence: RUNG_TOO_OFTEN });
  // Somebody else is asking Twilio about it, and gives the turn back.
  else if (!(await numberProofs.lease(proofId))) return;
  else await askTwilio(context, proofId, number);
  await dialTurns.giveBack(number.e164, proofId, turn);
}

async function askTwilio(context: Context, proofId: string, number: ProofToCall['number']): Promise<void> {
  const { numberProofs, recentRings, telephony, clock, log } = context;
  log.info({ proofId }, '📞 Calling somebody with a code');
  const outcome = await telephony.callWithCode({ proofId, number });
  switch (outcome.kind) {
    case 'placed': return numberProofs.keepOutcome(proofId, { placing: 'placed', sid: outcome.sid });
    case 'refused':
      log.warn({ proofId, code: outcome.refusal.code }, 'Twilio refused a call with a code; whoever asked for it is told');
      await numberProofs.keepOutcome(proofId, { placing: 'refused', sentence: outcome.refusal.sentence });
      // No phone rang.
      return recentRings.takeBack(proofId);
    case 'throttled': return numberProofs.release(proofId, clock.now() + outcome.retryAfterMs);
    case 'unknown':
      log.warn({ proofId, cause: outcome.cause }, 'Twilio did not say what became of a call with a code; nobody is called again');
      return becomesUnknown(context, proofId);
  }
}

/** @throws NotYet, always: until Twilio would list the call, a conference's call to the number could be taken for it. */
async function becomesUnknown({ numberProofs }: Context, proofId: string): Promise<never> {
  await numberProofs.keepOutcome(proofId, { placing: 'unknown' });
  throw new NotYet('What became of a call with a code is not known', TWILIO_LISTS_WITHIN_MS);
}
