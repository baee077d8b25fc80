import { validateBlocks } from '../block-kit/index.ts';
import { isObject, objects, text, type JsonObject } from '../json.ts';
import type { Content, Ephemeral, Message } from '../world/entities.ts';
import type { Outcome } from './deliver.ts';

/** What came of something a person did: what they saw at once, and how the app answered. */
export interface Answer {
  /** The HTTP status of the app; undefined when it never answered. */
  readonly status: number | undefined;
  /** Slack's word for a failure: `operation_timeout`, `http_service_error`, `http_client_error`, `dispatch_failed`, … */
  readonly error: string | undefined;
  /** The message the answer itself carried, as the person sees it. */
  readonly shown: Ephemeral | Message | undefined;
}

/** Slack's words when an app fails a person. */
export function failureOf(outcome: Outcome): string | undefined {
  if (outcome.kind === 'timeout') return 'operation_timeout';
  if (outcome.kind === 'unreachable') return 'dispatch_failed';
  if (outcome.status >= 500) return 'http_service_error';
  if (outcome.status >= 300) return 'http_client_error';
  return undefined;
}

export function statusOf(outcome: Outcome): number | undefined {
  return outcome.kind === 'answered' ? outcome.status : undefined;
}

/** A message in an answer or in a response_url request. */
export interface Payload {
  readonly content: Content;
  readonly inChannel: boolean;
  readonly replaceOriginal: boolean;
  readonly deleteOriginal: boolean;
  readonly threadTs: string | undefined;
}

/** Reads a message payload; a string says why Slack would not take it. */
export function readPayload(body: JsonObject): Payload | 'no_text' | 'invalid_blocks' {
  const said = text(body['text']) ?? '';
  const blocks = objects(body['blocks']);
  const attachments = objects(body['attachments']);
  const deleteOriginal = truthy(body['delete_original']);
  if (!deleteOriginal && said === '' && blocks.length === 0 && attachments.length === 0) return 'no_text';
  if (body['blocks'] !== undefined && body['blocks'] !== null && (!Array.isArray(body['blocks']) || validateBlocks(body['blocks']).length > 0)) return 'invalid_blocks';
  return {
    content: { text: said, ...(blocks.length === 0 ? {} : { blocks }), ...(attachments.length === 0 ? {} : { attachments }), ...(isObject(body['metadata']) ? { metadata: body['metadata'] } : {}) },
    inChannel: body['response_type'] === 'in_channel',
    replaceOriginal: truthy(body['replace_original']),
    deleteOriginal,
    threadTs: text(body['thread_ts']),
  };
}

function truthy(value: unknown): boolean {
  return value === true || value === 'true';
}
