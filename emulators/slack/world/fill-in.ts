import { isObject, type JsonObject, type JsonValue } from '../json.ts';
import type { World } from './world.ts';

const WITH_ACTION_ID = /button|select|overflow|checkboxes|radio_buttons|picker|input$/;

/** A block as Slack keeps it: with a block_id, action_ids, and the defaults of text objects spelled out. */
export function fillIn(world: World, block: JsonObject): JsonObject {
  return { ...(deep(world, block) as JsonObject), block_id: typeof block['block_id'] === 'string' ? block['block_id'] : world.ids.block() };
}

function deep(world: World, value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) return value.map((item) => deep(world, item) ?? null);
  if (!isObject(value)) return value;
  const filled: Record<string, JsonValue | undefined> = {};
  for (const [key, inner] of Object.entries(value)) filled[key] = deep(world, inner);
  const type = value['type'];
  if (type === 'plain_text') filled['emoji'] ??= true;
  if (type === 'mrkdwn') filled['verbatim'] ??= false;
  if (typeof type === 'string' && type !== 'input' && WITH_ACTION_ID.test(type)) filled['action_id'] ??= world.ids.block();
  return filled;
}
