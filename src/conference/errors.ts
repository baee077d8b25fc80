/** A provider asked us to slow down. Nothing was done, so the same may be asked again after `retryAfterMs`. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  readonly retryAfterMs: number;

  /** @param what the method that was refused, for the log. */
  constructor(what: string, retryAfterMs: number) {
    super(`${what} is rate limited for ${Math.ceil(retryAfterMs / 1000)} s; it is tried again then`);
    this.retryAfterMs = retryAfterMs;
  }
}

/** A provider did not answer, or answered that it is out of order. What was asked may or may not have happened. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** Something is not known yet, though it will be: the job asks for its turn again. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
  readonly retryAfterMs: number;

  constructor(what: string, retryAfterMs: number) {
    super(`${what}; looked at again in ${Math.ceil(retryAfterMs / 1000)} s`);
    this.retryAfterMs = retryAfterMs;
  }
}
