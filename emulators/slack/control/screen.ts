import type { SlackEmulator } from '../api.ts';
import type { Line } from '../people/line.ts';
import { lineOf, ephemeralLine } from '../people/line.ts';
import { viewOf, type SeenView } from '../people/seen-view.ts';
import type { Channel, Message, User } from '../world/entities.ts';
import { theChannel } from '../world/lookup.ts';
import { repliesTo } from '../world/messages.ts';
import { stackOf } from '../world/views.ts';
import type { World } from '../world/world.ts';

/** A conversation as it stands in somebody's list. */
export interface ListedConversation {
  readonly id: string;
  readonly name: string;
  readonly kind: Channel['kind'];
  readonly archived: boolean;
  readonly externallyShared: boolean;
  /** User ids of the others in it, for direct messages. */
  readonly others: readonly string[];
  /** The ts of the newest message in it, which tells whether something is unread; empty without one. Replies in threads are none. */
  readonly latest: string;
}

/** A message of a conversation, with how many replies hang on it. */
export type RootLine = Line & { readonly replies: number };

/** Everything somebody has before them, with one conversation open and perhaps one of its threads. */
export interface Screen {
  readonly user: Pick<User, 'id' | 'name' | 'displayName' | 'isAdmin'>;
  readonly conversations: readonly ListedConversation[];
  /** What stands in the open conversation, what only they see among it. */
  readonly messages: readonly RootLine[];
  /** The open thread, its root first; empty without one. */
  readonly thread: readonly Line[];
  /** Their modals, the one on top last. */
  readonly modals: readonly SeenView[];
  readonly home: SeenView | undefined;
}

/**
 * One look at all that somebody sees.
 * @param open.channel by name or id; `open.thread` is the ts of a root in it.
 * @throws when there is no such person or conversation, or they are not in it.
 */
export function screenOf(emulator: SlackEmulator, who: string, open: { readonly channel: string; readonly thread: string | undefined }): Screen {
  const { world } = emulator;
  const person = emulator.as(who);
  const { user, home } = person;
  void person.directMessages; // as in Slack, the app's messages are always in the list
  const channel = theChannel(world, open.channel);
  if (!channel.members.has(user.id)) throw new Error(`${user.displayName} is not in ${channel.name}.`);
  const alone = world.ephemerals.filter((shown) => shown.forUser === user.id && shown.channel === channel.id);
  const roots = channel.messages.filter(isRoot);
  const inThread = channel.messages.filter((message) => message.ts === open.thread || message.threadTs === open.thread);
  return {
    user: { id: user.id, name: user.name, displayName: user.displayName, isAdmin: user.isAdmin },
    conversations: [...world.channels.values()].filter(({ members }) => members.has(user.id)).map((one) => listed(one, user.id)),
    messages: inOrder([
      ...roots.map((message): RootLine => ({ ...lineOf(world, message), replies: repliesTo(channel, message.ts).length })),
      ...alone.filter(({ threadTs }) => threadTs === undefined).map((shown): RootLine => ({ ...ephemeralLine(world, shown), replies: 0 })),
    ]),
    thread: open.thread === undefined ? [] : inOrder([...inThread.map((message) => lineOf(world, message)), ...alone.filter(({ threadTs }) => threadTs === open.thread).map((shown) => ephemeralLine(world, shown))]),
    modals: modalsOf(world, user),
    home,
  };
}

function listed({ id, name, kind, archived, externallyShared, members, messages }: Channel, me: string): ListedConversation {
  return { id, name, kind, archived, externallyShared, others: kind === 'im' || kind === 'mpim' ? [...members].filter((member) => member !== me) : [], latest: messages.findLast(isRoot)?.ts ?? '' };
}

function isRoot({ threadTs, broadcast }: Message): boolean {
  return threadTs === undefined || broadcast === true;
}

function modalsOf(world: World, user: User): SeenView[] {
  return stackOf(world, user.id).map((view) => viewOf(world, view));
}

function inOrder<T extends Line>(lines: readonly T[]): T[] {
  return lines.toSorted((one, other) => Number(one.ts) - Number(other.ts));
}
