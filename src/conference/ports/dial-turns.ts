/**
 * One open question a number, over all conferences and processes: while Twilio's answer about a call is awaited, it is asked for no other
 * call to the same number. Two whose answers are lost could not be told apart, for Twilio lists calls by number and names none of our ids.
 */
export interface DialTurns {
  /**
   * Takes the turn of a number for a call; a call that has it keeps it.
   * @param number E.164.
   * @returns false while another call has it.
   */
  take(number: string, callId: string): Promise<boolean>;
  /** Gives the turn back, once it is known what became of the call; nothing when the call has none. */
  giveBack(number: string, callId: string): Promise<void>;
}
