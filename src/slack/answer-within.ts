/**
 * How long, in milliseconds, an answer to Slack may take to make. Slack waits 3 s for it, and then tells the person that it failed (docs
 * interactivity/implementing-slash-commands, surfaces/modals); the rest is its way there.
 */
export const ANSWER_WITHIN_MS = 2_500;
