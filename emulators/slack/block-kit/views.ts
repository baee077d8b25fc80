import { isObject, type JsonValue } from '../json.ts';
import { viewBlocks } from './blocks.ts';
import { choice, flag, shape, string, type Rule } from './rules.ts';
import { plainText } from './text.ts';

const common: Readonly<Record<string, Rule>> = {
  private_metadata: string({ min: 0, max: 3000 }),
  callback_id: string({ min: 0, max: 255 }),
  external_id: string({ min: 0, max: 255 }),
};

const modalShape = shape(
  { type: choice('modal'), title: plainText(24), blocks: viewBlocks },
  { ...common, submit: plainText(24), close: plainText(24), clear_on_close: flag, notify_on_close: flag, submit_disabled: flag },
);

/** A modal. With an input in it there must be a way to submit. Source: docs.slack.dev/reference/views/modal-views. */
export const modal: Rule = (value, at, report) => {
  modalShape(value, at, report);
  if (isObject(value) && hasInput(value['blocks']) && value['submit'] === undefined) report('missing required field: submit', at);
};

export const home: Rule = shape({ type: choice('home'), blocks: viewBlocks }, common);

function hasInput(blocks: JsonValue | undefined): boolean {
  return Array.isArray(blocks) && blocks.some((block) => isObject(block) && block['type'] === 'input');
}
