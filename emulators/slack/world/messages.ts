import type { Channel, Content, Ephemeral, Message } from './entities.ts';
import { fillIn } from './fill-in.ts';
import { changed, type World } from './world.ts';

export type NewMessage = Content & Partial<Pick<Message, 'botId' | 'threadTs' | 'subtype' | 'files' | 'broadcast'>> & { readonly user: string };

/** Puts a message into a conversation. */
export function post(world: World, channel: Channel, message: NewMessage): Message {
  const stored: Message = { ...withBlocks(world, message), ts: world.ids.ts(), channel: channel.id };
  channel.messages.push(stored);
  changed(world);
  return stored;
}

export function findMessage(channel: Channel, ts: string): Message | undefined {
  return channel.messages.find((message) => message.ts === ts);
}

/** The replies under a root, in order. */
export function repliesTo(channel: Channel, rootTs: string): Message[] {
  return channel.messages.filter((message) => message.threadTs === rootTs);
}

/** What a new version says replaces what the message said: no blocks in it means no blocks on it. */
export function rewrite(world: World, message: Message, content: Content, editor: string | undefined): void {
  const next = withBlocks(world, content);
  message.text = next.text;
  delete message.blocks;
  delete message.attachments;
  if (next.blocks !== undefined) message.blocks = next.blocks;
  if (next.attachments !== undefined) message.attachments = next.attachments;
  if (next.metadata !== undefined) message.metadata = next.metadata;
  if (editor !== undefined) message.edited = { user: editor, ts: `${Math.floor(world.clock.now() / 1000)}.000000` };
  changed(world);
}

/** Takes a message away. A root with replies stays as a tombstone, so that its thread remains. Source: message events `tombstone`. */
export function remove(world: World, channel: Channel, message: Message): void {
  if (repliesTo(channel, message.ts).length > 0) {
    message.subtype = 'tombstone';
    message.text = 'This message was deleted.';
    delete message.blocks;
    delete message.attachments;
  } else {
    channel.messages.splice(channel.messages.indexOf(message), 1);
  }
  changed(world);
}

/** Shows something to one person only. */
export function showEphemeral(world: World, shown: Omit<Ephemeral, 'ts'>): Ephemeral {
  const stored: Ephemeral = { ...withBlocks(world, shown), ts: world.ids.ts() };
  world.ephemerals.push(stored);
  changed(world);
  return stored;
}

/** An ephemeral message says something else from now on, in its old place. */
export function rewriteEphemeral(world: World, before: Ephemeral, content: Content): Ephemeral {
  const { blocks: _blocks, attachments: _attachments, ...kept } = before;
  const after = { ...kept, ...withBlocks(world, content) };
  world.ephemerals[world.ephemerals.indexOf(before)] = after;
  changed(world);
  return after;
}

function withBlocks<T extends Content>(world: World, content: T): T {
  if (content.blocks === undefined || content.blocks.length === 0) {
    const { blocks: _, ...rest } = content;
    return rest as T;
  }
  return { ...content, blocks: content.blocks.map((block) => fillIn(world, block)) };
}
