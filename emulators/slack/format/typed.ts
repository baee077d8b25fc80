import { createHash } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import { unescapeMarkup } from '../render/markup.ts';
import type { Message } from '../world/entities.ts';

/** What Slack's own client adds to what a person typed: an id of its own, and the text as rich text. */
export function typedByPerson(message: Message): JsonObject {
  const hash = createHash('sha256').update(message.ts).digest('hex');
  return {
    client_msg_id: [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-'),
    blocks: [{ type: 'rich_text', block_id: hash.slice(32, 37), elements: [{ type: 'rich_text_section', elements: leaves(message.text) }] }],
  };
}

function leaves(text: string): JsonObject[] {
  return text
    .split(/(<[^<>]+>)/)
    .filter((part) => part !== '')
    .map((part) => {
      const inner = /^<(.+)>$/.exec(part)?.[1];
      return inner === undefined ? { type: 'text', text: unescapeMarkup(part) } : leaf(inner);
    });
}

function leaf(inner: string): JsonObject {
  const [target = '', label] = inner.split('|', 2);
  if (target.startsWith('@')) return { type: 'user', user_id: target.slice(1) };
  if (target.startsWith('#')) return { type: 'channel', channel_id: target.slice(1) };
  if (target.startsWith('!subteam^')) return { type: 'usergroup', usergroup_id: target.slice(9) };
  if (target.startsWith('!')) return { type: 'broadcast', range: target.slice(1) };
  return { type: 'link', url: unescapeMarkup(target), ...(label === undefined ? {} : { text: unescapeMarkup(label) }) };
}
