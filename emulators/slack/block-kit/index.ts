import { isObject, objects, type JsonObject, type JsonValue } from '../json.ts';
import { messageBlocks } from './blocks.ts';
import { suggestions } from './options.ts';
import { validate, type Problem } from './rules.ts';
import { home, modal } from './views.ts';

export type { Problem } from './rules.ts';

/** What Slack would say against the blocks of a message. */
export function validateBlocks(blocks: JsonValue): Problem[] {
  return [...validate(messageBlocks, blocks, '/blocks'), ...uniqueIds(blocks, '/blocks')];
}

/** What Slack would say against a modal or a Home tab. */
export function validateView(view: JsonObject, type: 'modal' | 'home'): Problem[] {
  return [...validate(type === 'modal' ? modal : home, view, '/view'), ...uniqueIds(view['blocks'], '/view/blocks')];
}

/** What Slack would say against the options an app suggests. */
export function validateSuggestions(answer: JsonValue | undefined): Problem[] {
  return validate(suggestions, answer, '');
}

/** A block_id names one block, an action_id one element of its block. Source: docs.slack.dev/reference/block-kit/blocks. */
function uniqueIds(blocks: JsonValue | undefined, at: string): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  objects(blocks).forEach((block, index) => {
    const id = block['block_id'];
    if (typeof id === 'string') {
      if (seen.has(id)) problems.push({ message: `block_id already exists: ${id}`, at: `${at}/${index}/block_id` });
      seen.add(id);
    }
    const actions = objects(block['elements']).map((element) => element['action_id']).filter((action) => typeof action === 'string');
    for (const action of new Set(actions)) {
      if (actions.filter((other) => other === action).length > 1) problems.push({ message: `action_id already exists: ${action}`, at: `${at}/${index}/elements` });
    }
  });
  return problems;
}

/** Views are at most 250 KB. Source: docs.slack.dev/surfaces/modals. */
export const LARGEST_VIEW_BYTES = 250_000;

export function isView(value: unknown): value is JsonObject {
  return isObject(value) && typeof value['type'] === 'string';
}
