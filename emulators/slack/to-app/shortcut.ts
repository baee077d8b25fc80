import { formatMessage } from '../format/message.ts';
import { nameForApp } from '../world/conversations.ts';
import type { Channel, Message, User } from '../world/entities.ts';
import { issueResponseUrl } from '../world/response-urls.ts';
import { issueTrigger } from '../world/triggers.ts';
import { failureOf, statusOf, type Answer } from './answer.ts';
import type { Wire } from './wire.ts';
import { envelope, sendInteraction } from './interaction.ts';

/** Somebody takes a shortcut, global or on a message. Source: docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload. */
export async function takeShortcut(wire: Wire, user: User, callbackId: string, on?: { channel: Channel; message: Message }): Promise<Answer> {
  const { world } = wire;
  const trigger = issueTrigger(world, user.id, { channel: on?.channel.id });
  // Alone among interactions, these name the person one way each: `username` globally, `name` on a message.
  const person = { id: user.id, ...(on === undefined ? { username: user.name } : { name: user.name }), team_id: user.teamId };
  const common = { ...envelope(world, on === undefined ? 'shortcut' : 'message_action', user), user: person, callback_id: callbackId, trigger_id: trigger.id, action_ts: world.ids.ts() };
  if (on === undefined) {
    const outcome = await sendInteraction(wire, common);
    return { status: statusOf(outcome), error: failureOf(outcome), shown: undefined };
  }
  const { channel, message } = on;
  const url = issueResponseUrl(world, 'app', { user: user.id, channel: channel.id, threadTs: message.threadTs });
  const outcome = await sendInteraction(wire, {
    ...common,
    channel: { id: channel.id, name: nameForApp(channel) },
    message_ts: message.ts,
    message: formatMessage(world, channel, message),
    response_url: wire.publicUrl + url.path,
  });
  return { status: statusOf(outcome), error: failureOf(outcome), shown: undefined };
}
