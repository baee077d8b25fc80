import type { MarkKind } from './call.ts';
import type { SeenIn } from './events.ts';
import type { ThreadLine } from './thread-line.ts';

/** What has to be done because a conference changed; carried out as jobs enqueued in the transaction that stores the change. */
export type Effect =
  /**
   * `notBefore`: Twilio asked to be left alone until then, epoch milliseconds, with this call and all others. `pauseUntil`: nobody wants this one before
   * then; it takes its turn at Twilio when the time has come.
   */
  | { readonly effect: 'ring'; readonly callId: string; readonly notBefore?: number; readonly pauseUntil?: number }
  | { readonly effect: 'hang-up'; readonly callId: string }
  /** Whoever was alone is told so, and hung up on then. */
  | { readonly effect: 'say-goodbye'; readonly callId: string }
  /** Somebody is to be muted or put on hold, or no more: as their call wishes it. */
  | { readonly effect: 'control'; readonly callId: string; readonly mark: MarkKind; readonly by: string; readonly seenIn: SeenIn | null }
  | { readonly effect: 'announce'; readonly announcementId: string }
  /** It sounds like a machine: it is taken out of the room and asked to press 1. */
  | { readonly effect: 'ask-to-press-1'; readonly callId: string }
  | { readonly effect: 'say-in-thread'; readonly line: ThreadLine }
  | { readonly effect: 'refresh-card' }
  /** The host alone is told who is not rung, or why nothing starts. */
  | { readonly effect: 'tell-host' }
  /** Nothing more can be learnt of its calls but what they cost. */
  | { readonly effect: 'ask-prices' }
  /** The host alone is asked what to do about those who are held; nobody saying anything is an answer too, after a while. */
  | { readonly effect: 'ask-host' }
  /** One person is in the room and nobody else can come, from `since` on, epoch milliseconds. */
  | { readonly effect: 'watch-alone'; readonly since: number }
  /** Whoever may is offered to extend it. */
  | { readonly effect: 'offer-extension' }
  /** From now on its time limit runs, and Twilio is asked about it until it is settled. */
  | { readonly effect: 'watch' };
