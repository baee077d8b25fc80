import type { Clock } from '../../shared/clock.ts';
import type { Settings } from '../settings.ts';
import type { Channel, Ephemeral, ResponseUrl, SlackCall, StoredFile, Trigger, User, UserGroup, View } from './entities.ts';
import { Ids } from './ids.ts';
import type { Seed } from '../team.ts';

/** Everything the emulated workspace holds. Functions beside this file change it; nothing else does. */
export interface World {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly settings: Settings;
  readonly team: Seed['team'];
  readonly users: Map<string, User>;
  readonly groups: Map<string, UserGroup>;
  readonly channels: Map<string, Channel>;
  readonly ephemerals: Ephemeral[];
  /** Open modals by user, the one on top last. */
  readonly modals: Map<string, View[]>;
  readonly homes: Map<string, View>;
  readonly calls: Map<string, SlackCall>;
  readonly files: Map<string, StoredFile>;
  /** Where files are fetched from: https://files.slack.com, or this emulator once it is served. */
  filesUrl: string;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  /** What somebody chose in the menus of a message: `user ts` -> state. */
  readonly selections: Map<string, View['values']>;
  readonly installation: Installation;
  /** What the app did that Slack does not know, or that is nearly always a mistake. Tests fail on it. */
  readonly surprises: Surprise[];
  readonly listeners: Set<() => void>;
}

/** Whether the app is (still) installed, and what its tokens are worth. */
export interface Installation {
  state: 'installed' | 'uninstalled' | 'revoked';
  botToken: string;
  scopes: string[];
  /** Codes a person's consent produced, for oauth.v2.access. */
  readonly oauthCodes: Set<string>;
}

export interface Surprise {
  readonly what: string;
  readonly detail: string;
}

/** An empty workspace with the people, groups and channels of the seed in it. */
export function createWorld(clock: Clock, settings: Settings, seed: Seed): World {
  const world: World = {
    clock,
    ids: new Ids(clock),
    settings,
    team: { ...seed.team },
    users: new Map(),
    groups: new Map(),
    channels: new Map(),
    ephemerals: [],
    modals: new Map(),
    homes: new Map(),
    calls: new Map(),
    files: new Map(),
    filesUrl: 'https://files.slack.com',
    triggers: new Map(),
    responseUrls: new Map(),
    selections: new Map(),
    installation: { state: 'installed', botToken: settings.botToken, scopes: [...settings.scopes], oauthCodes: new Set() },
    surprises: [],
    listeners: new Set(),
  };
  plantSeed(world, seed);
  return world;
}

/** Puts copies of the seed's people, groups and channels into the workspace. */
function plantSeed(world: World, seed: Seed): void {
  for (const user of seed.users) world.users.set(user.id, { ...user });
  for (const group of seed.groups) world.groups.set(group.id, { ...group, members: [...group.members] });
  for (const channel of seed.channels) world.channels.set(channel.id, { ...channel, members: new Set(channel.members), messages: [] });
}

/** Back to the seed: no messages, views, calls or faults of before. */
export function resetWorld(world: World, seed: Seed): void {
  for (const part of [world.users, world.groups, world.channels, world.modals, world.homes, world.calls, world.files, world.triggers, world.responseUrls, world.selections]) part.clear();
  world.ephemerals.length = 0;
  world.surprises.length = 0;
  world.installation.state = 'installed';
  world.installation.botToken = world.settings.botToken;
  world.installation.scopes = [...world.settings.scopes];
  plantSeed(world, seed);
  changed(world);
}

/** Tells everybody who waits for something (`until`) to look again. */
export function changed(world: World): void {
  for (const listener of Array.from(world.listeners)) listener();
}

/** Notes something the app did that deserves a look. */
export function surprise(world: World, what: string, detail: string): void {
  world.surprises.push({ what, detail });
}

/** The app's own bot user. */
export function botUser(world: World): User {
  const bot = world.users.get(world.settings.botUserId);
  if (bot === undefined) throw new Error(`The seed has no user ${world.settings.botUserId} for the app's bot.`);
  return bot;
}
