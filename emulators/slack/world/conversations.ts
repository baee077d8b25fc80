import type { Channel } from './entities.ts';
import type { World } from './world.ts';
import { changed } from './world.ts';

/** The direct message of exactly these people, opened if need be. */
export function openDirectMessage(world: World, members: readonly string[]): { channel: Channel; existed: boolean } {
  const wanted = new Set(members);
  const kind = wanted.size > 2 ? 'mpim' : 'im';
  for (const channel of world.channels.values()) {
    if (channel.kind === kind && channel.members.size === wanted.size && [...wanted].every((id) => channel.members.has(id))) {
      return { channel, existed: true };
    }
  }
  const id = world.ids.next(kind === 'im' ? 'D' : 'G');
  const names = [...wanted].map((user) => world.users.get(user)?.name ?? user);
  const channel: Channel = {
    id,
    name: kind === 'im' ? 'directmessage' : `mpdm-${names.join('--')}-1`,
    kind,
    creator: members[0] ?? '',
    created: Math.floor(world.clock.now() / 1000),
    members: wanted,
    archived: false,
    general: false,
    externallyShared: false,
    topic: '',
    purpose: '',
    messages: [],
  };
  world.channels.set(id, channel);
  changed(world);
  return { channel, existed: false };
}

/** How a slash command names the conversation it came from. Source: docs.slack.dev/interactivity/implementing-slash-commands. */
export function nameForApp(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage';
  if (channel.kind === 'private') return 'privategroup';
  return channel.name;
}
