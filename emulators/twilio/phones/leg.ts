import type { CallStatus } from '../calls/states.ts';
import type { AnsweredBy } from './behaviour.ts';

/** Something heard on the phone. */
export interface Line {
  /** `say`: Twilio's voice; `play`: a file; `music`: waiting or on hold; `beep`: somebody came or went; `person`: another participant;
   * `digits`: tones sent to the phone. */
  readonly kind: 'say' | 'play' | 'music' | 'beep' | 'person' | 'digits';
  /** The words, the file's URL, or who speaks. */
  readonly text: string;
  readonly voice?: string;
  readonly language?: string;
  readonly at: number;
}

/** One call as the phone lives it. */
export interface Leg {
  readonly callSid: string;
  readonly direction: 'incoming' | 'outgoing';
  /** The number shown as calling, or the number dialled. */
  readonly other: string;
  state: 'ringing' | 'talking' | 'over';
  /** Nobody will pick it up, though it rings. */
  ignored: boolean;
  /** Who picked up, in the words of machine detection. */
  answeredAs: AnsweredBy | undefined;
  readonly heard: Line[];
  /** How it ended, once it did. */
  ended: CallStatus | undefined;
}
