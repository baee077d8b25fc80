import { validateBlocks, type Problem } from '../block-kit/index.ts';
import { characters, isObject, objects, text as textOf, type JsonObject } from '../json.ts';
import type { Content } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import type { Args } from './args.ts';
import { because, type Fail } from './failure.ts';

/** Longest texts. Source: docs.slack.dev/reference/methods/chat.postMessage ("truncating content"), chat.update. */
export const LONGEST_POST = 40_000;
export const LONGEST_UPDATE = 4_000;

type ContentError = 'no_text' | 'msg_too_long' | 'invalid_blocks' | 'invalid_blocks_format';

/** Reads and checks what a message is to say. @throws what Slack says against it. */
export function readContent(world: World, args: Args, longest: number, fail: Fail<ContentError>): Content {
  const text = args.string('text') ?? '';
  const blocks = list(args, 'blocks', () => fail('invalid_blocks_format'));
  const attachments = list(args, 'attachments', () => fail('invalid_arguments', because('must provide an array [json-pointer:/attachments]')));
  if (text === '' && blocks === undefined && attachments === undefined) throw fail('no_text');
  if (characters(text) > longest) throw fail('msg_too_long');
  if (blocks !== undefined) check(validateBlocks(blocks), fail);
  for (const block of blocks ?? []) {
    if (block['type'] === 'call' && !world.calls.has(textOf(block['call_id']) ?? '')) check([{ message: 'invalid call_id', at: '/blocks' }], fail);
  }
  const metadata = args.json('metadata');
  return { text, ...(blocks === undefined ? {} : { blocks }), ...(attachments === undefined ? {} : { attachments }), ...(isObject(metadata) ? { metadata } : {}) };
}

function check(problems: readonly Problem[], fail: Fail<'invalid_blocks'>): void {
  if (problems.length > 0) throw fail('invalid_blocks', { errors: problems.map(({ message, at }) => `${message} [json-pointer:${at}]`), ...because(...problems.map(({ message, at }) => `${message} [json-pointer:${at}]`)) });
}

/** A list of objects, undefined when absent or empty. */
function list(args: Args, name: string, malformed: () => Error): JsonObject[] | undefined {
  const value = args.json(name);
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every(isObject)) throw malformed();
  const all = objects(value);
  return all.length === 0 ? undefined : all;
}
