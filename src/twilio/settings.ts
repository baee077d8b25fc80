/** What the Twilio side needs to know. */
export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: string;
  /** Taken for signatures too, while the token is being changed. */
  readonly previousAuthToken: string | undefined;
  /** Where Twilio's API is; `https://api.twilio.com` unless a test or a sandbox says otherwise. */
  readonly apiUrl: string;
  readonly timeoutMs: number;
  /** The number calls come from, E.164. */
  readonly from: string;
  /** The public address of this app, without a trailing slash; signatures are checked against it. */
  readonly publicUrl: string;
  readonly ringSeconds: number;
  /** How long Twilio lets a call go on by itself: a little longer than a conference lasts at the very most. */
  readonly longestCallSeconds: number;
  readonly voice: string;
  readonly language: string;
}
