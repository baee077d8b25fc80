import { objects, text, type JsonObject } from '../json.ts';
import { renderMessage, namesOf } from '../render/blocks.ts';
import { readMarkup } from '../render/markup.ts';
import type { Content, Ephemeral, Message } from '../world/entities.ts';
import { elementsOf } from '../world/view-state.ts';
import type { World } from '../world/world.ts';

/** A message as a person meets it. */
export interface Line {
  readonly ts: string;
  /** Where it stands: `general`, `directmessage`, … */
  readonly channel: string;
  readonly author: string;
  /** The author's user id; Slackbot's on a message of Slack's own. */
  readonly user: string;
  /** What one reads: the blocks if there are any, else the text; names instead of ids. */
  readonly text: string;
  /** What a screen reader says instead of the blocks. */
  readonly spoken: string;
  /** The text as the app sent it. */
  readonly raw: string;
  readonly blocks: readonly JsonObject[];
  readonly buttons: readonly string[];
  readonly threadTs: string | undefined;
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly ephemeral: boolean;
  readonly files: readonly string[];
  /** Slack's word for a failure of the app, on a message of Slack's own. */
  readonly error: string | undefined;
}

export function lineOf(world: World, message: Message): Line {
  const author = world.users.get(message.user)?.displayName ?? message.user;
  return line(world, message, author, {
    user: message.user,
    channel: message.channel,
    edited: message.edited !== undefined,
    deleted: message.subtype === 'tombstone',
    ephemeral: false,
    files: (message.files ?? []).map((file) => file.title),
    error: undefined,
  });
}

export function ephemeralLine(world: World, shown: Ephemeral): Line {
  const author = shown.from === 'slack' ? 'Slackbot' : (world.users.get(world.settings.botUserId)?.displayName ?? '');
  return line(world, shown, author, { user: shown.from === 'slack' ? 'USLACKBOT' : world.settings.botUserId, channel: shown.channel, edited: false, deleted: false, ephemeral: true, files: [], error: shown.error });
}

type Rest = Pick<Line, 'user' | 'channel' | 'edited' | 'deleted' | 'ephemeral' | 'files' | 'error'>;

function line(world: World, message: Content & { readonly ts: string; readonly threadTs?: string }, author: string, rest: Rest): Line {
  const names = namesOf(world);
  return {
    ...rest,
    ts: message.ts,
    channel: world.channels.get(rest.channel)?.name ?? rest.channel,
    author,
    text: renderMessage(message, names),
    spoken: readMarkup(message.text, names),
    raw: message.text,
    blocks: message.blocks ?? [],
    buttons: buttonsOf(message.blocks ?? []),
    threadTs: message.threadTs,
  };
}

/** The words on the buttons, in order. */
export function buttonsOf(blocks: readonly JsonObject[]): string[] {
  return elementsOf(blocks).filter(({ element }) => element['type'] === 'button').map(({ element }) => text(objects([element['text'] ?? null])[0]?.['text']) ?? '');
}
