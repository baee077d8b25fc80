import { isObject, objects, text, typeOf, type JsonObject, type JsonValue } from '../json.ts';
import type { World } from '../world/world.ts';
import { readMarkup, type Names } from './markup.ts';

/** Names as the people of this workspace see them. */
export function namesOf(world: World): Names {
  return {
    user: (id) => world.users.get(id)?.displayName,
    channel: (id) => world.channels.get(id)?.name,
    group: (id) => world.groups.get(id)?.handle,
  };
}

/** A message as a person reads it: from its blocks when it has some, else from its text. */
export function renderMessage(message: { readonly text: string; readonly blocks?: readonly JsonObject[] }, names: Names): string {
  return message.blocks === undefined ? readMarkup(message.text, names) : renderText(message.blocks, names);
}

/** Blocks as plain text, one line for each thing one reads; buttons as `[Join]`, menus as `[Choose ▾]`. */
export function renderText(blocks: readonly JsonObject[], names: Names): string {
  return blocks
    .map((block) => renderBlock(block, names))
    .filter((line) => line !== '')
    .join('\n');
}

function renderBlock(block: JsonObject, names: Names): string {
  switch (block['type']) {
    case 'section': {
      const lines = [words(block['text'], names), ...objects(block['fields']).map((field) => words(field, names))].filter((line) => line !== '');
      const accessory = isObject(block['accessory']) ? renderElement(block['accessory'], names) : '';
      return [lines.join('\n'), accessory].filter((part) => part !== '').join(' ');
    }
    case 'header':
    case 'markdown':
      return words(block['text'], names);
    case 'context':
    case 'actions':
      return objects(block['elements']).map((element) => renderElement(element, names)).join(' ');
    case 'divider':
      return '———';
    case 'image':
      return `[image: ${text(block['alt_text']) ?? ''}]`;
    case 'call':
      return `[call ${text(block['call_id']) ?? ''}]`;
    case 'input':
      return `${words(block['label'], names)}: ${isObject(block['element']) ? renderElement(block['element'], names) : ''}`;
    case 'rich_text':
      return objects(block['elements']).map((element) => richText(element, names)).join('\n');
    default:
      return '';
  }
}

function renderElement(element: JsonObject, names: Names): string {
  switch (element['type']) {
    case 'plain_text':
    case 'mrkdwn':
      return words(element, names);
    case 'button':
      return `[${words(element['text'], names)}]`;
    case 'image':
      return `[image: ${text(element['alt_text']) ?? ''}]`;
    case 'overflow':
      return '[…]';
    case 'checkboxes':
    case 'radio_buttons':
      return objects(element['options']).map((option) => `( ) ${words(option['text'], names)}`).join(' ');
    default:
      return `[${words(element['placeholder'], names) || typeOf(element)} ▾]`;
  }
}

function words(value: JsonValue | undefined, names: Names): string {
  if (typeof value === 'string') return readMarkup(value, names);
  if (!isObject(value)) return '';
  const said = text(value['text']) ?? '';
  return value['type'] === 'mrkdwn' ? readMarkup(said, names) : said;
}

function nameOr(find: (id: string) => string | undefined, id: JsonValue | undefined): string {
  const known = text(id) ?? '';
  return find(known) ?? known;
}

function richText(element: JsonObject, names: Names): string {
  const inner = objects(element['elements']).map((leaf) => {
    if (leaf['type'] === 'user') return `@${nameOr(names.user, leaf['user_id'])}`;
    if (leaf['type'] === 'usergroup') return `@${nameOr(names.group, leaf['usergroup_id'])}`;
    if (leaf['type'] === 'channel') return `#${nameOr(names.channel, leaf['channel_id'])}`;
    if (leaf['type'] === 'link') return text(leaf['text']) ?? text(leaf['url']) ?? '';
    if (leaf['type'] === 'emoji') return `:${text(leaf['name']) ?? ''}:`;
    if (leaf['type'] === 'broadcast') return `@${text(leaf['range']) ?? ''}`;
    if (leaf['type'] === 'rich_text_section') return `• ${richText(leaf, names)}`;
    return text(leaf['text']) ?? '';
  });
  return inner.join(element['type'] === 'rich_text_list' ? '\n' : '');
}
