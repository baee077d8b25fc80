import { z } from 'zod';
import { slackWorld } from '../emulators/slack/client.ts';
import type { Line } from '../emulators/slack/people/line.ts';
import type { Cast } from './cast.ts';
import { loadTeam } from './cast.ts';
import type { WatchEnd } from './event-stream.ts';
import { followEvents } from './event-stream.ts';
import type { Happening, Place } from './happenings.ts';

/** A message somebody can see. */
interface Seen {
  readonly line: Line;
  readonly place: Place | { readonly in: 'alone'; readonly who: string };
}

/** A conversation, or what one person sees alone: asked for by itself, so that nothing waits for the slowest answer. */
interface Spot {
  readonly name: string;
  readonly look: () => Promise<Seen[]>;
}

/** Threads under older messages are not looked into: a long session would ask for hundreds. */
const LATEST_ROOTS = 20;
const commandSchema = z.looseObject({
  what: z.string().startsWith('POST command '),
  request: z.looseObject({ user_name: z.string(), channel_name: z.string(), command: z.string(), text: z.string() }),
});

/**
 * Tells what can be read in the emulated Slack, by looking at all of it again whenever something changed.
 * @returns once nothing can be missed any more, the way to stop. What stands there already is not told.
 */
export async function watchSlack(slackUrl: string, cast: Cast, tell: (happening: Happening) => void, onEnd: WatchEnd = () => undefined): Promise<() => void> {
  const known = new Map<string, ReadonlyMap<string, Seen>>();
  const lookAround = async (onNews: (happening: Happening) => void): Promise<void> => {
    await Promise.all((await spots(slackUrl, cast)).map(async ({ name, look }) => {
      const now = new Map((await look()).map((seen) => [seen.line.ts, seen]));
      report(known.get(name) ?? new Map<string, Seen>(), now, onNews);
      known.set(name, now);
    }));
  };
  let looking = lookAround(() => undefined);
  let asked = false;
  let stopped = false;
  // Changes that come while it is looking are seen by one look after it.
  const lookAgain = (): void => {
    if (asked) return;
    asked = true;
    looking = looking.then(() => {
      asked = false;
      return lookAround((happening) => {
        if (!stopped) tell(happening);
      });
    }).catch((error: unknown) => {
      if (!stopped) onEnd(error);
    });
  };
  await looking;
  const stop = await followEvents(`${slackUrl}/_emulator/stream`, ({ name, data }) => {
    if (name === 'changed') lookAgain();
    const command = name === 'journal' ? commandSchema.safeParse(data).data?.request : undefined;
    if (command !== undefined) tell({ kind: 'typed', who: cast.nameOfHandle(command.user_name), text: cast.asTyped(`${command.command} ${command.text}`.trim()), channel: command.channel_name });
  }, onEnd);
  lookAgain(); // what came between the first look and the connection
  await looking;
  return () => {
    stopped = true;
    stop();
  };
}

function report(before: ReadonlyMap<string, Seen>, now: ReadonlyMap<string, Seen>, tell: (happening: Happening) => void): void {
  for (const [ts, { line, place }] of now) {
    const { text, author, error } = line;
    const old = before.get(ts)?.line.text;
    if (old === text) continue;
    const isCard = line.blocks.length > 0;
    if (place.in === 'alone') tell({ kind: 'read-alone', who: place.who, text, error });
    else if (old === undefined) tell({ kind: 'posted', place, author, text, isCard });
    else tell({ kind: 'edited', place, text, before: old, isCard });
  }
  // Ephemeral messages vanish as they please, and old threads are no longer looked into.
  for (const [ts, { line, place }] of before) if (!now.has(ts) && place.in === 'channel') tell({ kind: 'deleted', place, before: line.text });
}

async function spots(slackUrl: string, cast: Cast): Promise<Spot[]> {
  const slack = slackWorld(slackUrl);
  const { channels } = await loadTeam(slackUrl);
  const alone = cast.members.map(({ handle, firstName }): Spot => ({
    name: handle,
    look: async () => (await slack.as(handle).looks()).sees.map((line) => ({ line, place: { in: 'alone', who: firstName } })),
  }));
  const read = channels.map(({ id, name, kind, members }): Spot => ({
    name: id,
    look: async () => {
      const channel = kind === 'im' ? directMessages(cast, members) : name;
      const { messages } = await slack.channel(id).look();
      const threads = await Promise.all(messages.slice(-LATEST_ROOTS).map(async (root) =>
        (await slack.channel(id).thread(root.ts)).messages.map((line): Seen => ({ line, place: { in: 'thread', channel, root: titleOf(root) } }))));
      return [...messages.map((line): Seen => ({ line, place: { in: 'channel', channel } })), ...threads.flat()];
    },
  }));
  return [...alone, ...read];
}

function directMessages(cast: Cast, members: readonly string[]): string {
  return `DM ${cast.members.filter(({ id }) => members.includes(id)).map(({ firstName }) => firstName).join(' and ')}`;
}

/** The first line of a card is its title. */
function titleOf(root: Line): string {
  return root.text.split('\n')[0] ?? '';
}
