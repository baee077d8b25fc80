import type { Invitee } from '../domain/command-text.ts';
import type { CallStatus, Refusal } from '../domain/call.ts';
import type { Conference, ConferenceRequest } from '../domain/conference.ts';
import type { Effect } from '../domain/effects.ts';
import type { ConferenceEvent } from '../domain/events.ts';
import type { DialedNumber } from '../domain/participant.ts';
import type { ThreadLine } from '../domain/thread-line.ts';

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
}

/** What a use case decided: the events to apply, and what to tell its caller. */
export interface Decision<Result> {
  readonly events: readonly ConferenceEvent[];
  readonly result: Result;
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
  saveCard(conferenceId: string, card: CardRecord): Promise<void>;
  /** When a callback of it was last received, and Twilio last asked about it; 0 for never. */
  heardFrom(conferenceId: string): Promise<{ readonly lastCallbackAt: number; readonly lastAskedAt: number }>;
  markAsked(conferenceId: string, at: number): Promise<void>;
  /** Lines not posted yet, in their order. */
  linesToPost(conferenceId: string): Promise<readonly { readonly id: bigint; readonly line: ThreadLine }[]>;
  markPosted(ids: readonly bigint[], ts: string): Promise<void>;
}

/** A callback from Twilio as it is kept; it holds no number. */
export interface KeptCallback {
  readonly key: string;
  readonly conferenceId: string;
  readonly callId: string | null;
  readonly report: CallbackReport;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** What a callback tells, in Twilio's own ids; which of our calls it is about is found when it is applied. */
export type CallbackReport =
  | {
      readonly kind: 'call'; readonly callSid: string; readonly status: string; readonly sipResponseCode: number | null;
      readonly at: number; readonly sequence: number;
    }
  | {
      readonly kind: 'room'; readonly event: string; readonly roomSid: string; readonly callSid: string | null; readonly label: string | null;
      readonly reason: string | null; readonly at: number; readonly sequence: number;
    };

export interface CallbackStore {
  /** Keeps callbacks, each once, and enqueues their application. When it throws they may be kept or not: Twilio asks again. */
  keep(callbacks: readonly KeptCallback[]): Promise<void>;
  /**
   * Applies what was kept for a conference, as `ConferenceStore.change` does.
   * @param explain turns a kept callback into an event, or says why it cannot be applied.
   */
  apply(conferenceId: string, explain: (conference: Conference, callback: KeptCallback) => ConferenceEvent | { readonly problem: string } | null): Promise<void>;
}

/** Looks after the tables as a whole. */
export interface Upkeep {
  /** Enqueues the jobs that conferences, callbacks and lines older than `before` (epoch ms) should have and may have lost. */
  enqueueForgotten(before: number): Promise<void>;
  /** Erases callbacks received before `before` (epoch ms), a batch at a time. */
  eraseCallbacks(before: number): Promise<void>;
}

/** Enqueues what has to be done, inside the caller's transaction. */
export interface Outbox {
  enqueue(transaction: TransactionSql, conferenceId: string, effects: readonly Effect[]): Promise<void>;
  /**
   * Enqueues the application of kept callbacks, one job a conference. Outside of any transaction, after they are committed: a job that
   * waits already would otherwise be taken for theirs, run before they can be seen, and leave them lying.
   */
  applyCallbacks(conferenceIds: readonly string[]): Promise<void>;
  /** Enqueues jobs that were forgotten; one that waits absorbs its double. */
  catchUp(forgotten: Forgotten): Promise<void>;
  /** Enqueues finding the people of a new conference. */
  resolvePeople(transaction: TransactionSql, conferenceId: string): Promise<void>;
}

/** Conferences by what of them was forgotten. */
export interface Forgotten {
  readonly reconcile: readonly string[];
  readonly applyCallbacks: readonly string[];
  readonly postLines: readonly string[];
}

/** Raw SQL inside a transaction, as Prisma's transaction client offers it. */
export interface TransactionSql {
  $queryRawUnsafe<Rows = unknown>(sql: string, ...values: unknown[]): Promise<Rows>;
}

/** Numbers of the phone book of a workspace. */
export interface Contacts {
  /** The numbers known of these Slack users, by user id. */
  numbersOf(teamId: string, slackUserIds: readonly string[]): Promise<ReadonlyMap<string, DialedNumber>>;
  /** The names known of these E.164 numbers, by number. */
  namesOf(teamId: string, numbers: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** What Slack tells of a person. */
export type SlackPerson =
  | {
      readonly kind: 'person'; readonly userId: string; readonly fullName: string; readonly firstName: string | null;
      /** As they typed it; null when the profile holds none. */
      readonly phone: string | null;
      /** For example `en-GB`; null when Slack does not say. */
      readonly locale: string | null;
    }
  | { readonly kind: 'not-ringable'; readonly userId: string; readonly name: string; readonly why: 'bot' | 'deactivated' | 'unknown' | 'foreign' };

export type GroupMembers =
  | { readonly kind: 'members'; readonly userIds: readonly string[] }
  | { readonly kind: 'unknown-group' };

/** Slack's people. Throws RateLimited or Unavailable. */
export interface Directory {
  /** @param wantPhone whether the profile's phone is needed: it can cost a second request. */
  person(teamId: string, userId: string, wantPhone: boolean): Promise<SlackPerson>;
  groupMembers(teamId: string, groupId: string): Promise<GroupMembers>;
}

/** A call as Twilio is asked for it. */
export interface CallOrder {
  readonly callId: string;
  readonly conferenceId: string;
  readonly number: DialedNumber;
}

export type PlaceOutcome =
  | { readonly kind: 'placed'; readonly sid: string }
  | { readonly kind: 'refused'; readonly refusal: Omit<Refusal, 'at'> }
  /** Never processed: may be asked again. */
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  /** No answer: it may or may not ring. */
  | { readonly kind: 'unknown'; readonly cause: string };

/** A call as Twilio tells of it when asked. */
export interface AskedCall {
  readonly status: CallStatus;
  /** Epoch milliseconds; null while it goes on. */
  readonly endedAt: number | null;
}

/** One of Twilio's rooms as it lists it. */
export interface ListedRoom {
  readonly sid: string;
  /** Epoch milliseconds; null while it goes on. */
  readonly endedAt: number | null;
  /** Who is in it now; nobody once it has ended, for Twilio then lists none (docs voice/api/conference-participant-resource). */
  readonly participants: readonly { readonly callSid: string; readonly label: string | null; readonly joinedAt: number }[];
}

/** A call as Twilio lists it. */
export interface ListedCall {
  readonly sid: string;
  readonly startedAt: number | null;
}

/** Twilio's phones. */
export interface Telephony {
  placeCall(order: CallOrder): Promise<PlaceOutcome>;
  /** Our outgoing calls to a number created since `since` (epoch ms). Throws RateLimited or Unavailable. */
  callsTo(number: string, since: number): Promise<readonly ListedCall[]>;
  /** What a call is doing. One Twilio no longer knows has completed. Throws RateLimited or Unavailable. */
  callState(sid: string): Promise<AskedCall>;
  /** The rooms of this name, past ones too. Throws RateLimited or Unavailable. */
  rooms(roomName: string): Promise<readonly ListedRoom[]>;
  /** Cancels a ringing call or hangs up a live one; one that is over already is no error. Throws RateLimited or Unavailable. */
  hangUp(sid: string): Promise<void>;
}

export type PostOutcome =
  | { readonly kind: 'posted'; readonly place: CardPlace }
  /** The bot may not write there. */
  | { readonly kind: 'not-allowed'; readonly code: string };

export type UpdateOutcome = { readonly kind: 'updated' } | { readonly kind: 'lost'; readonly code: string };

/** Slack's messages. Throws RateLimited or Unavailable. */
export interface Messenger {
  postCard(conference: Conference, channelId: string): Promise<PostOutcome>;
  updateCard(conference: Conference, place: CardPlace): Promise<UpdateOutcome>;
  /** What a card shows, hashed: equal hashes look equal. */
  cardHash(conference: Conference): string;
  /** Posts lines as one message of the thread. */
  postLines(conference: Conference, place: CardPlace, lines: readonly ThreadLine[]): Promise<PostOutcome>;
  /** The channel id of the direct messages with a user. */
  directMessages(teamId: string, userId: string): Promise<string>;
  /** Tells the host alone who is not rung and why; does nothing when everybody is. */
  tellHostWhoIsNotRung(conference: Conference, responseUrl: string | null): Promise<void>;
  /** Tells the host that the card went to their direct messages, and how to invite the app. */
  tellHostWhereTheCardIs(conference: Conference, responseUrl: string | null): Promise<void>;
}

/** A log that never holds a number, a token or a secret: its implementation masks. */
export interface Log {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
}
