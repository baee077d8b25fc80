import type { Announcement } from '../../domain/announcement.ts';
import type { Invitee } from '../../domain/command-text.ts';
import type { Conference, ConferenceRequest } from '../../domain/conference.ts';
import type { ConferenceEvent } from '../../domain/events.ts';
import type { DialedNumber } from '../../domain/participant.ts';
import type { ThreadLine } from '../../domain/thread-line.ts';

/** A conference as a command asks for it. */
export interface NewConference extends ConferenceRequest {
  /** Slack's trigger_id: the same one starts one conference. */
  readonly triggerId: string;
  readonly responseUrl: string | null;
  readonly invited: Invited;
}

/** Whom the host asked for. */
export interface Invited {
  readonly invitees: readonly Invitee[];
  readonly ringHost: boolean;
  /** It cannot wait for the morning: people are rung whatever their clock shows. */
  readonly urgent: boolean;
  /** Numbers the host typed for people nobody knew one of, by `FoundPerson.key`; for this conference alone. */
  readonly typedNumbers?: Readonly<Record<string, DialedNumber>>;
  /** Whether those numbers are to be kept in the phone book, if the host may change it. */
  readonly rememberNumbers?: boolean;
}

/** What a use case decided: the events to apply, and what to tell its caller. */
export interface Decision<Result> {
  readonly events: readonly ConferenceEvent[];
  readonly result: Result;
  /** What is to be said to the room; one with an id that is kept already is not said again. */
  readonly announcement?: Announcement;
}

/** Where the card stands in Slack. */
export interface CardPlace {
  readonly channelId: string;
  readonly ts: string;
}

export interface CardRecord {
  readonly place: CardPlace | null;
  readonly hash: string | null;
  /** Why it can no longer be written; null while it can. */
  readonly lost: string | null;
}

/** Keeps conferences. A change and its effects are committed together or not at all. */
export interface ConferenceStore {
  /** Stores a request with the job that carries it on; `created` is false when the same trigger was stored before. */
  request(conference: NewConference): Promise<{ readonly conferenceId: string; readonly created: boolean }>;
  /**
   * Locks a conference, lets `decide` look at it, applies the events, stores what changed and enqueues the effects, in one transaction.
   * @returns what `decide` returned; undefined when there is no such conference.
   */
  change<Result>(conferenceId: string, decide: (conference: Conference) => Decision<Result>): Promise<Result | undefined>;
  read(conferenceId: string): Promise<Conference | null>;
  /** Which of these CallSids are calls of ours we know. */
  knownSids(sids: readonly string[]): Promise<ReadonlySet<string>>;
  invited(conferenceId: string): Promise<Invited | null>;
  responseUrl(conferenceId: string): Promise<string | null>;
  /** Reads a conference once whatever is changing it has committed, with the record of its card. */
  readSettled(conferenceId: string): Promise<{ readonly conference: Conference; readonly card: CardRecord } | null>;
  /** Enqueues bringing Slack up to date with it: time passed, which nothing else tells. One that waits is enough. */
  publish(conferenceId: string): Promise<void>;
  saveCard(conferenceId: string, card: CardRecord): Promise<void>;
  /** When a callback of it was last received, and Twilio last asked about it; 0 for never. */
  heardFrom(conferenceId: string): Promise<{ readonly lastCallbackAt: number; readonly lastAskedAt: number }>;
  /** Our ids of its calls of which Twilio told who answered, be it a person. */
  verdictsHeard(conferenceId: string): Promise<ReadonlySet<string>>;
  markAsked(conferenceId: string, at: number): Promise<void>;
  /** Lines not posted yet, in their order. */
  linesToPost(conferenceId: string): Promise<readonly { readonly id: bigint; readonly line: ThreadLine }[]>;
  markPosted(ids: readonly bigint[], ts: string): Promise<void>;
}
