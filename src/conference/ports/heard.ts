/** What was heard of a provider, as a sign that it reaches us. */
export type Heard = 'slack-command' | 'slack-event' | 'slack-refused';

/** Notes when something was last heard, for the doctor. */
export interface SignsOfLife {
  /** Notes it, later than now and at most once a minute: whoever hears it waits for nothing, and a note that cannot be kept is no loss. */
  heard(what: Heard): void;
  /** Resolves when every note is kept. */
  rest(): Promise<void>;
}
