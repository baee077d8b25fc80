/** Somebody as Slack's own call shows them: the same whenever they come and go. */
export interface NativePerson {
  /** Of the participant; tells those apart whom Slack does not know. */
  readonly id: string;
  readonly slackUserId: string | null;
  /** A name, or a masked number. */
  readonly name: string;
}

export interface NewNativeCall {
  /** Ours. Slack wants it to be unique among all calls of the app (docs calls.add: external_unique_id). */
  readonly conferenceId: string;
  readonly name: string;
  readonly hostUserId: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly joinUrl: string;
  readonly people: readonly NativePerson[];
}

export type NativeAnswer = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly code: string };

/** Calls as Slack itself knows and shows them. Throws RateLimited or Unavailable. */
export interface NativeCalls {
  add(call: NewNativeCall): Promise<{ readonly kind: 'added'; readonly callId: string } | { readonly kind: 'refused'; readonly code: string }>;
  /** Whoever is in it already stays so. */
  came(callId: string, people: readonly NativePerson[]): Promise<NativeAnswer>;
  /** Whoever is not in it is nobody's loss. */
  left(callId: string, people: readonly NativePerson[]): Promise<NativeAnswer>;
  /** @param seconds how long it was live. One that is over already is done. */
  end(callId: string, seconds: number): Promise<NativeAnswer>;
}

/** What Slack was told of one conference. */
export interface NativeCallRecord {
  readonly callId: string | null;
  /** Ids of the participants Slack shows. */
  readonly told: readonly string[];
  readonly ended: boolean;
  /** Why Slack would not have it; null while it does. */
  readonly refused: string | null;
}

/** Keeps what Slack was told. */
export interface NativeCallRecords {
  of(conferenceId: string): Promise<NativeCallRecord>;
  /** Keeps Slack's id and has the card written with it. The first one stays. */
  keepCall(conference: { readonly id: string; readonly teamId: string }, callId: string, told: readonly string[]): Promise<void>;
  keepTold(conferenceId: string, told: readonly string[]): Promise<void>;
  keepEnded(conferenceId: string): Promise<void>;
  /** Keeps that Slack refuses, and has the card written without. */
  keepRefused(conference: { readonly id: string; readonly teamId: string }, code: string): Promise<void>;
}
