/** Where something happens; the transcript has a lane for each. */
export type Place =
  /** A conversation, `general` or `Ina's direct messages`. */
  | { readonly in: 'channel'; readonly channel: string }
  | { readonly in: 'thread'; readonly channel: string; readonly root: string };

/** Something a person could see, hear or read in the sandbox. */
export type Happening =
  /** Somebody typed a command; nobody else sees that in Slack. */
  | { readonly kind: 'typed'; readonly who: string; readonly text: string; readonly channel: string }
  /** Only they see it. `error` is Slack's own word, when the app failed. */
  | { readonly kind: 'read-alone'; readonly who: string; readonly text: string; readonly error: string | undefined }
  | { readonly kind: 'posted'; readonly place: Place; readonly author: string; readonly text: string; readonly isCard: boolean }
  | { readonly kind: 'edited'; readonly place: Place; readonly text: string; readonly before: string; readonly isCard: boolean }
  | { readonly kind: 'deleted'; readonly place: Place; readonly before: string }
  | PhoneHappening
  | { readonly kind: 'logged'; readonly level: string; readonly message: string };

/** What a phone does, or what one hears on it. */
export interface PhoneHappening {
  readonly kind: 'phone';
  readonly number: string;
  readonly who: string;
  readonly does: PhoneDoes;
  /** What is heard, for `hears`. */
  readonly text: string;
}

export type PhoneDoes =
  | 'rings' | 'answers' | 'hears' | 'hears-person' | 'hears-sound' | 'enters' | 'leaves'
  | 'is-over' | 'is-busy' | 'gives-up' | 'is-unreachable' | 'is-cancelled';
