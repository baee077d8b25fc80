import type { JsonObject } from '../json.ts';

/** Errors any method may answer, wherever its own list ends. Source: docs.slack.dev/reference/methods ("Errors" of each). */
export const COMMON_ERRORS = [
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'missing_scope',
  'ratelimited',
  'invalid_arguments',
  'invalid_json',
  'json_not_object',
  'invalid_post_type',
  'unknown_method',
  'fatal_error',
] as const;

export type CommonError = (typeof COMMON_ERRORS)[number];

/** `{"ok":false,"error":…}` on its way out. */
export class SlackFailure extends Error {
  readonly code: string;
  readonly extra: JsonObject;

  constructor(code: string, extra: JsonObject = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

/** Makes a failure; only errors the method declares (or the common ones) can be named. */
export type Fail<E extends string> = (error: E | CommonError, extra?: JsonObject) => SlackFailure;

/** A failure with an explanation under `response_metadata.messages`, as Slack's validators write them. */
export function because(...messages: readonly string[]): JsonObject {
  return { response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } };
}
