import { formatView } from '../format/view.ts';
import { isObject, objects, text, type JsonObject } from '../json.ts';
import { namesOf, renderText } from '../render/blocks.ts';
import type { View } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import { buttonsOf } from './line.ts';

/** A modal or Home tab as the person before it sees it. */
export interface SeenView {
  readonly id: string;
  readonly title: string;
  /** The words on its submit button; empty without one. */
  readonly submit: string;
  readonly callbackId: string;
  readonly text: string;
  readonly buttons: readonly string[];
  readonly blocks: readonly JsonObject[];
  /** What stands in its inputs: block_id -> action_id -> state. */
  readonly values: View['values'];
  /** Complaints under inputs, by block_id. */
  readonly errors: Readonly<Record<string, string>>;
  /** The view as the API gives it. */
  readonly payload: JsonObject;
}

export function viewOf(world: World, view: View): SeenView {
  const blocks = objects(view.payload['blocks']);
  return {
    id: view.id,
    title: words(view.payload['title']),
    submit: words(view.payload['submit']),
    callbackId: text(view.payload['callback_id']) ?? '',
    text: renderText(blocks, namesOf(world)),
    buttons: buttonsOf(blocks),
    blocks,
    values: view.values,
    errors: view.errors,
    payload: formatView(world, view),
  };
}

function words(value: JsonObject[string]): string {
  return isObject(value) ? (text(value['text']) ?? '') : '';
}
