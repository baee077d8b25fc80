import type { Ephemeral, Message } from '../world/entities.ts';
import { findMessage, post, remove, rewrite, rewriteEphemeral, showEphemeral } from '../world/messages.ts';
import { changed, type World } from '../world/world.ts';
import type { Payload } from './answer.ts';

interface Place {
  readonly user: string;
  readonly channel: string;
  readonly threadTs: string | undefined;
  readonly original?: { readonly ts: string; readonly ephemeral: boolean } | undefined;
}

/**
 * Puts a message payload where it belongs: only before the person's eyes, into the conversation, or in the place of the message they
 * acted on. It works in any conversation, whether the bot is in it or not. Source: docs.slack.dev/interactivity/handling-user-interaction.
 */
export function show(world: World, place: Place, payload: Payload): Ephemeral | Message | undefined {
  const channel = world.channels.get(place.channel);
  if (channel === undefined) return undefined;
  const { original } = place;
  if (original !== undefined && (payload.replaceOriginal || payload.deleteOriginal)) {
    if (original.ephemeral) return changeEphemeral(world, original.ts, payload);
    const message = findMessage(channel, original.ts);
    if (message === undefined) return undefined;
    if (payload.deleteOriginal) remove(world, channel, message);
    else rewrite(world, message, payload.content, undefined);
    return payload.deleteOriginal ? undefined : message;
  }
  if (payload.deleteOriginal) return undefined;
  const threadTs = payload.threadTs ?? place.threadTs;
  const inThread = threadTs === undefined ? {} : { threadTs };
  if (payload.inChannel) return post(world, channel, { ...payload.content, user: world.settings.botUserId, botId: world.settings.botId, ...inThread });
  return showEphemeral(world, { ...payload.content, channel: channel.id, forUser: place.user, from: 'app', ...inThread });
}

function changeEphemeral(world: World, ts: string, payload: Payload): Ephemeral | undefined {
  const before = world.ephemerals.find((one) => one.ts === ts);
  if (before === undefined) return undefined;
  if (!payload.deleteOriginal) return rewriteEphemeral(world, before, payload.content);
  world.ephemerals.splice(world.ephemerals.indexOf(before), 1);
  changed(world);
  return undefined;
}
