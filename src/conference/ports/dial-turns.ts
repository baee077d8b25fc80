/**
 * One open question a number, over all conferences and processes: while Twilio's answer about a call is awaited, it is asked for no other
 * call to the same number. Two whose answers are lost could not be told apart, for Twilio lists calls by number and names none of our ids.
 */
export interface DialTurns {
  /**
   * Takes the turn of a number for a call. A call that has it takes it anew, and what was taken before can be given back by nobody: the job that settled a
   * call is not done when the one that places it again has begun.
   * @param number E.164.
   * @returns which turn it is; null while another call has it.
   */
  take(number: string, callId: string): Promise<DialTurn | null>;
  /**
   * Gives a turn back, once it is known what became of the call; nothing when the call has none, or has taken another since.
   * @param turn as it was taken; whichever the call has when absent.
   */
  giveBack(number: string, callId: string, turn?: DialTurn): Promise<void>;
}

/** Grows with every taking. */
export type DialTurn = number;
