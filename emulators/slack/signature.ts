import { createHmac } from 'node:crypto';

/**
 * Signs a request as Slack does: `v0=` + hex HMAC-SHA256 over `v0:timestamp:raw body`.
 * Source: docs.slack.dev/authentication/verifying-requests-from-slack.
 * @param timestamp seconds, as in the header X-Slack-Request-Timestamp.
 */
export function sign(signingSecret: string, timestamp: number | string, rawBody: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${rawBody}`).digest('hex')}`;
}
