import type { Element } from '../twiml/xml.ts';
import type { CallStatus } from '../calls/states.ts';
import type { Leg } from '../phones/leg.ts';

export type Method = 'GET' | 'POST';

export type CallEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

/** Where a call finds out what to do: a URL, or the document itself. */
export type Instructions =
  | { readonly kind: 'url'; readonly url: string; readonly method: Method; readonly fallback?: { readonly url: string; readonly method: Method } }
  | { readonly kind: 'document'; readonly root: Element };

/** Where a call tells what happens to it. */
export interface Reporting {
  readonly url: string;
  readonly method: Method;
  readonly events: ReadonlySet<string>;
}

export interface MachineDetection {
  readonly mode: 'Enable' | 'DetectMessageEnd';
  readonly async: boolean;
  readonly callback?: { readonly url: string; readonly method: Method };
}

/** Collects the digits somebody presses while a Gather or a Dial listens. */
export interface DigitListener {
  press(digit: string): void;
}

export interface Call {
  readonly sid: string;
  readonly direction: 'outbound-api' | 'inbound';
  readonly to: string;
  readonly from: string;
  readonly createdAt: number;
  instructions: Instructions;
  reporting: Reporting | undefined;
  /** Seconds of ringing asked for; Twilio adds 5. */
  readonly timeoutSeconds: number;
  timeLimitSeconds: number;
  readonly sendDigits: string | undefined;
  readonly machineDetection: MachineDetection | undefined;
  status: CallStatus;
  updatedAt: number;
  queueMs: number;
  startedAt: number | undefined;
  answeredAt: number | undefined;
  endedAt: number | undefined;
  sipCode: number | undefined;
  answeredBy: string | undefined;
  price: number | undefined;
  /** Number of the next status callback. */
  sequence: number;
  /** Every status it had, with its moment. */
  readonly trail: { readonly status: CallStatus; readonly at: number }[];
  /** Past faces of the API resource, kept only while `listLagMs` is set. */
  readonly past: { readonly at: number; readonly face: Record<string, unknown> }[];
  /** Where it is, while it is in a room. */
  presence: { readonly conference: Conference; readonly participant: Participant } | undefined;
  /** The document being executed; aborting it stops the execution. */
  run: AbortController | undefined;
  leg: Leg | undefined;
  digits: DigitListener | undefined;
  /** Clock handles that end with the call. */
  timers: unknown[];
  /** Told once, when the call has ended. */
  readonly onEnd: (() => void)[];
}

export interface Participant {
  readonly callSid: string;
  readonly call: Call;
  readonly label: string | undefined;
  readonly joinedAt: number;
  updatedAt: number;
  muted: boolean;
  hold: boolean;
  coaching: string | undefined;
  endConferenceOnExit: boolean;
  readonly startConferenceOnEnter: boolean;
  readonly beep: 'true' | 'false' | 'onEnter' | 'onExit';
  beepOnExit: boolean;
  wait: { readonly url: string | undefined; readonly method: Method };
  /** Plays wait music, hold music or an announcement to this participant alone. */
  playing: AbortController | undefined;
  /** Ends the Dial this participant is in. */
  leave(reason: LeaveReason): void;
}

/** ReasonParticipantLeft (docs voice/twiml/conference, statusCallback parameters). */
export type LeaveReason =
  | 'conference_ended_via_api'
  | 'moderator_ended_conference'
  | 'participant_updated_via_api'
  | 'participant_hung_up'
  | 'participant_add_failed';

/** ReasonConferenceEnded (the same page). */
export type EndReason =
  | 'conference-ended-via-api'
  | 'last-participant-kicked'
  | 'last-participant-left'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'participant-with-end-conference-on-exit-left';

export interface Conference {
  readonly sid: string;
  readonly friendlyName: string;
  readonly createdAt: number;
  readonly region: string;
  readonly maxParticipants: number;
  /** Of the first participant to join; later ones are ignored (docs voice/twiml/conference#statusCallback). */
  readonly reporting: Reporting | undefined;
  status: 'init' | 'in-progress' | 'completed';
  updatedAt: number;
  endReason: EndReason | undefined;
  endedBy: Participant | undefined;
  sequence: number;
  /** Who is in the room, in the order they came. */
  participants: Participant[];
  /** Everybody who ever was in it, for those who look afterwards. */
  readonly visits: { readonly callSid: string; readonly joinedAt: number; leftAt: number | undefined }[];
}

/** What Twilio's debugger would show: an error or a warning about one of our webhooks or documents. */
export interface Alert {
  readonly sid: string;
  readonly at: number;
  readonly code: number;
  readonly level: 'error' | 'warning';
  readonly resourceSid: string;
  readonly text: string;
  readonly url: string;
  readonly method: Method;
}
