/** What the Slack side needs to know. */
export interface SlackSettings {
  readonly botToken: string;
  readonly signingSecret: string;
  /** Taken too, while the secret is being changed. */
  readonly previousSigningSecret: string | undefined;
  /** Where Slack's Web API is, with a trailing slash; `https://slack.com/api/` unless a test or a sandbox says otherwise. */
  readonly apiUrl: string;
  readonly timeoutMs: number;
  /** How requests go out; the global one when absent. */
  readonly fetch?: typeof globalThis.fetch;
}
