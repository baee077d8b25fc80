/** AnsweredBy of machine detection (docs voice/answering-machine-detection). */
export type AnsweredBy = 'human' | 'machine_start' | 'machine_end_beep' | 'machine_end_silence' | 'machine_end_other' | 'fax' | 'unknown';

/** What a phone does when a call reaches it. `ring` leaves it ringing until somebody acts. */
export type Does = 'ring' | 'answer' | 'busy' | 'no-answer' | 'decline' | 'voicemail' | 'fax' | 'unreachable';

/** A phone's intention for one call. Times are milliseconds of the emulator's clock. */
export interface Behaviour {
  readonly does: Does;
  /** How long it rings before it answers, declines, or its machine picks up. */
  readonly afterMs?: number;
  /** What machine detection takes it for, when not what it is: a person mistaken for a machine. */
  readonly detectedAs?: AnsweredBy;
  /** Digits pressed once something listens for them. */
  readonly presses?: string;
  /** When it hangs up, counted from answering. A machine gives up after two minutes by itself. */
  readonly hangsUpAfterMs?: number;
  /** What the answering machine says. */
  readonly greeting?: string;
}

export const MACHINE_PATIENCE_MS = 120_000;
