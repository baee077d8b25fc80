import type { Channel, Message } from '../world/entities.ts';
import { theChannel } from '../world/lookup.ts';
import { repliesTo } from '../world/messages.ts';
import type { World } from '../world/world.ts';
import { lineOf, type Line } from './line.ts';
import { until } from './until.ts';

/** A conversation as the people in it see it; every look is fresh. */
export class ChannelView {
  readonly id: string;
  readonly #world: World;

  constructor(world: World, id: string) {
    this.#world = world;
    this.id = id;
  }

  get name(): string {
    return this.#channel.name;
  }

  /** What stands in the channel, in order; thread replies are not in it. */
  get messages(): Line[] {
    return rootsOf(this.#channel).map((message) => lineOf(this.#world, message));
  }

  /** The app's messages that are built of blocks. */
  get cards(): Line[] {
    return this.#cards.map((message) => lineOf(this.#world, message));
  }

  /** The latest card with this in it; undefined when there is none. */
  card(holding: string): Line | undefined {
    return this.cards.findLast((card) => holds(card, holding));
  }

  /** The replies under the latest message with this in it, or under this ts. */
  thread(root: string): ThreadView {
    return new ThreadView(this.#world, this.id, root);
  }

  until(condition: () => boolean): Promise<void> {
    return until(this.#world, condition);
  }

  get #channel(): Channel {
    return theChannel(this.#world, this.id);
  }

  get #cards(): Message[] {
    return rootsOf(this.#channel).filter((message) => message.botId !== undefined && message.blocks !== undefined);
  }
}

/** The replies under one message. */
export class ThreadView {
  readonly #world: World;
  readonly #channelId: string;
  readonly #wanted: string;

  constructor(world: World, channelId: string, wanted: string) {
    this.#world = world;
    this.#channelId = channelId;
    this.#wanted = wanted;
  }

  /** The message the thread hangs on; undefined as long as there is none. */
  get root(): Line | undefined {
    return this.#channel.messages
      .filter((message) => message.threadTs === undefined)
      .map((message) => lineOf(this.#world, message))
      .findLast((line) => line.ts === this.#wanted || holds(line, this.#wanted));
  }

  get messages(): Line[] {
    const { root } = this;
    return root === undefined ? [] : repliesTo(this.#channel, root.ts).map((message) => lineOf(this.#world, message));
  }

  /** What the replies say, in order. */
  get lines(): string[] {
    return this.messages.map((line) => line.text);
  }

  until(condition: () => boolean): Promise<void> {
    return until(this.#world, condition);
  }

  get #channel(): Channel {
    return theChannel(this.#world, this.#channelId);
  }
}

function rootsOf(channel: Channel): Message[] {
  return channel.messages.filter((message) => message.threadTs === undefined || message.broadcast === true);
}

function holds(line: Line, wanted: string): boolean {
  return line.text.includes(wanted) || line.spoken.includes(wanted);
}
