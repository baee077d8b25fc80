import type { EndReason } from './conference.ts';

/** One line of the thread, as data: worded when it is posted. `key` makes it unique, so that it is said once. */
export type ThreadLine =
  | {
      readonly key: string; readonly kind: PersonLine; readonly participantId: string; readonly at: number;
      /** The Slack user who had it so, where somebody did; null when nobody said anything in time. */
      readonly by?: string | null;
      /** The call it is about, where another has followed it. */
      readonly callId?: string;
    }
  | { readonly key: string; readonly kind: 'muted-everyone'; readonly at: number; readonly by: string | null }
  /** `text` is what was said: kept sealed elsewhere, and put here to be worded; absent when it was erased meanwhile. */
  | { readonly key: string; readonly kind: 'announced'; readonly announcementId: string; readonly at: number; readonly by: string | null; readonly text?: string }
  /** `canExtend`: whether it can go on after that. */
  | { readonly key: string; readonly kind: 'ends-soon'; readonly at: number; readonly endsAt: number; readonly canExtend: boolean }
  | { readonly key: string; readonly kind: 'extended'; readonly at: number; readonly by: string | null; readonly extendMs: number }
  | { readonly key: string; readonly kind: 'ended'; readonly reason: EndReason; readonly at: number };

/** What the thread tells of one person. */
export type PersonLine =
  | 'joined'
  | 'left'
  /** Picked up and hung up before the others could hear them. */
  | 'left-before-joining'
  /** Their phone was rung too often of late, and rings a while later. */
  | 'held-back'
  /** Not reached, and rung at their second number now. */
  | 'tries-second-number'
  /** Not reached, and rung again after a pause. */
  | 'tries-again'
  | 'no-answer'
  | 'busy'
  | 'declined'
  | 'unreachable'
  | 'voicemail'
  /** It sounds like a machine, and is asked to press 1. */
  | 'challenged'
  /** It was a person, who pressed 1. */
  | 'passed'
  /** Came in by their own wish. */
  | 'asked-to-be-rung'
  /** Somebody else's wish. */
  | 'added'
  | 'rung-again'
  /** Held back, and then rung all the same. */
  | 'rung-anyway'
  /** Held back, and then not rung. */
  | 'left-out'
  | 'muted'
  | 'unmuted'
  | 'put-on-hold'
  | 'taken-off-hold'
  /** Out of the room, or off the phone that rang. */
  | 'taken-out';
