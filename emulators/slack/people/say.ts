import { formatMessage } from '../format/message.ts';
import type { Answer } from '../to-app/answer.ts';
import type { TypedCommand } from '../to-app/command.ts';
import type { Wire } from '../to-app/wire.ts';
import { escapeText } from '../to-app/escape.ts';
import { sendEvent } from '../to-app/events.ts';
import type { Channel, Message, User } from '../world/entities.ts';
import { post, remove } from '../world/messages.ts';

const TYPE = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;

/** Somebody says something; an app that subscribed to messages hears of it. Source: docs.slack.dev/reference/events/message. */
export async function sayInChannel(wire: Wire, { user, channel, typed, threadTs, asIs }: TypedCommand): Promise<Answer> {
  const { world } = wire;
  const said = asIs ? typed : escapeText(world, typed);
  const message = post(world, channel, { text: said, user: user.id, ...(threadTs === undefined ? {} : { threadTs }) });
  if (hears(wire, channel)) await sendEvent(wire, { ...formatMessage(world, channel, message), channel: channel.id, event_ts: message.ts, channel_type: TYPE[channel.kind] });
  return { status: undefined, error: undefined, shown: message };
}

/** Somebody deletes a message: their own, or as an admin anybody's. Source: docs.slack.dev/reference/events/message/message_deleted. */
export async function removeMessage(wire: Wire, by: User, { channel, message }: { channel: Channel; message: Message }): Promise<void> {
  const { world } = wire;
  if (message.user !== by.id && !by.isAdmin) throw new Error(`${by.displayName} may not delete a message of somebody else.`);
  const before = formatMessage(world, channel, message);
  remove(world, channel, message);
  const ts = world.ids.ts();
  if (hears(wire, channel)) {
    await sendEvent(wire, { type: 'message', subtype: 'message_deleted', previous_message: before, channel: channel.id, hidden: true, deleted_ts: message.ts, event_ts: ts, ts, channel_type: TYPE[channel.kind] });
  }
}

/** Slack only tells an app of conversations its bot is in. */
function hears(wire: Wire, channel: Channel): boolean {
  return channel.members.has(wire.world.settings.botUserId);
}
