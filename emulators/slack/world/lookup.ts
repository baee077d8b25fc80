import type { Channel, User, UserGroup } from './entities.ts';
import type { World } from './world.ts';

/** A user by id, handle, display name or full name; `@` in front is allowed. */
export function findUser(world: World, who: string): User | undefined {
  const wanted = who.replace(/^@/, '');
  const byId = world.users.get(wanted);
  if (byId !== undefined) return byId;
  const lower = wanted.toLowerCase();
  for (const user of world.users.values()) {
    if ([user.name, user.displayName, user.realName].some((name) => name.toLowerCase() === lower)) return user;
  }
  return undefined;
}

/** A conversation by id or name; `#` in front is allowed. */
export function findChannel(world: World, which: string): Channel | undefined {
  const wanted = which.replace(/^#/, '');
  const byId = world.channels.get(wanted);
  if (byId !== undefined) return byId;
  for (const channel of world.channels.values()) if (channel.name === wanted) return channel;
  return undefined;
}

export function findGroup(world: World, which: string): UserGroup | undefined {
  const wanted = which.replace(/^@/, '');
  const byId = world.groups.get(wanted);
  if (byId !== undefined) return byId;
  for (const group of world.groups.values()) if (group.handle === wanted) return group;
  return undefined;
}

/** As `findUser`, for the test language: an unknown name is a mistake of the test. */
export function theUser(world: World, who: string): User {
  const user = findUser(world, who);
  if (user === undefined) throw new Error(`Nobody in the team is called "${who}".`);
  return user;
}

export function theChannel(world: World, which: string): Channel {
  const channel = findChannel(world, which);
  if (channel === undefined) throw new Error(`There is no conversation "${which}".`);
  return channel;
}
