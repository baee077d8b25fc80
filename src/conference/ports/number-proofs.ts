import type { CodeJudgement } from '../../domain/proof-code.ts';
import type { DialedNumber } from '../../domain/participant.ts';

/** Somebody who wants to prove that a number is theirs. */
export interface NewProof {
  /** Follows from what asked for it: asked for twice, it is one proof. */
  readonly id: string;
  readonly teamId: string;
  readonly slackUserId: string;
  readonly number: DialedNumber;
  /** Six digits. */
  readonly code: string;
}

/** How far we are with the one call of a proof. */
export type ProofPlacing =
  | 'waiting'
  /** Twilio is being asked, or whoever asked it died. */
  | 'leased'
  | 'placed'
  /** Twilio's answer was lost: nobody is called again. */
  | 'unknown'
  | 'refused';

export interface ProofToCall {
  readonly number: DialedNumber;
  /** Epoch milliseconds. */
  readonly madeAt: number;
  readonly placing: ProofPlacing;
  /** Whether somebody still waits for it: it is neither proved nor void. */
  readonly isOpen: boolean;
}

export type ProofOutcome =
  | { readonly placing: 'placed'; readonly sid: string }
  | { readonly placing: 'unknown' }
  /** `sentence` says why, for the person who asked; that they are told is enqueued with it. */
  | { readonly placing: 'refused'; readonly sentence: string };

/** Codes people asked for to prove that a number is theirs. */
export interface NumberProofs {
  /**
   * Stores a proof with the job that calls, when the pace allows another code (`mayAskForCode`). The same proof again changes nothing.
   * @returns the sentence that says when they can ask again when it does not.
   */
  ask(proof: NewProof): Promise<{ readonly ok: true } | { readonly ok: false; readonly sentence: string }>;
  /** Null when it is gone. */
  toCall(proofId: string): Promise<ProofToCall | null>;
  /** Takes the one call of a proof: true for one caller, once. */
  lease(proofId: string): Promise<boolean>;
  keepOutcome(proofId: string, outcome: ProofOutcome): Promise<void>;
  /** Twilio never got it, so it may be asked again: enqueues that, not before then (epoch milliseconds). */
  release(proofId: string, notBefore: number): Promise<void>;
  /** The code a call speaks; null once nobody may type it any more. */
  codeToSpeak(proofId: string): Promise<string | null>;
  /** Who is to be told that a proof was refused, and why; null when it was not. */
  refusal(proofId: string): Promise<{ readonly teamId: string; readonly slackUserId: string; readonly sentence: string } | null>;
  /**
   * Judges a code somebody typed. The right one makes the number theirs and voids their other codes; a wrong one is counted. Somebody else's
   * proof, or one that is gone, is too late.
   */
  tryCode(teamId: string, slackUserId: string, proofId: string, code: string): Promise<CodeJudgement>;
  /** Which of these CallSids are calls that spoke a code. */
  knownSids(sids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Erases proofs made before `before` (epoch milliseconds). */
  erase(before: number): Promise<void>;
}
