/** What came of one request. */
export type Answer =
  | {
    readonly kind: 'answered';
    readonly status: number;
    /** Lower-case names. */
    readonly headers: Readonly<Record<string, string | undefined>>;
    /** The first 64 kB. */
    readonly body: string;
    /** When the certificate ends, epoch milliseconds; null without https. */
    readonly certificateEnds: number | null;
  }
  | { readonly kind: 'failed'; readonly cause: 'no-such-host' | 'refused' | 'timeout' | 'certificate' | 'broken'; readonly code: string };

export interface WebRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks an address as Slack and Twilio do: no redirects are followed, certificates count. Never throws. */
export interface Web {
  ask(url: string, request?: WebRequest): Promise<Answer>;
  /** The addresses a host name stands for; empty when there is no such host. */
  addressesOf(host: string): Promise<readonly string[]>;
}

/** Who answers at an address. */
export type AtAddress =
  /** The app, with the same secrets as in the settings looked at. */
  | {
    readonly kind: 'app';
    readonly instance: string;
    /** The address it goes by: API_URL, or that of its tunnel. */
    readonly publicUrl: string;
    readonly certificateEnds: number | null;
  }
  /** A process of the app with these secrets that only works (WEB=off): it answers neither Slack nor Twilio. */
  | { readonly kind: 'worker' }
  /** The doctor's own listener, which stands in for an app that does not run. */
  | { readonly kind: 'stand-in'; readonly certificateEnds: number | null }
  /** A Conference, with other secrets. */
  | { readonly kind: 'other-secrets' }
  /** Something else. */
  | { readonly kind: 'something-else'; readonly status: number; readonly isNgrokPage: boolean }
  | { readonly kind: 'nobody'; readonly answer: Extract<Answer, { kind: 'failed' }> };
