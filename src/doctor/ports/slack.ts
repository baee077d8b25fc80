/** What Slack says of the bot token. */
export type SlackIdentity =
  | {
    readonly kind: 'known';
    readonly teamId: string;
    readonly team: string;
    readonly bot: string;
    /** Null when Slack did not say (no x-oauth-scopes header). */
    readonly scopes: readonly string[] | null;
  }
  /** Slack's own word: invalid_auth, token_revoked. */
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'unreachable'; readonly why: string };

/** Asks Slack who we are; once, however often it is asked here. */
export interface SlackLook {
  identity(): Promise<SlackIdentity>;
}
