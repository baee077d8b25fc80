import { formatProfile, formatUser } from '../format/user.ts';
import { method } from './method.ts';
import { page } from './paging.ts';

const info = method('users.info', {
  scopes: ['users:read'],
  limit: 'tier4',
  errors: ['user_not_found'],
  run({ world, args }, fail) {
    const user = world.users.get(args.required('user'));
    if (user === undefined) throw fail('user_not_found');
    return { user: formatUser(world, user, args.flag('include_locale')) };
  },
});

const profileGet = method('users.profile.get', {
  scopes: ['users.profile:read'],
  limit: 'tier4',
  errors: ['user_not_found'],
  run({ world, args }, fail) {
    const user = world.users.get(args.string('user') ?? world.settings.botUserId);
    if (user === undefined) throw fail('user_not_found');
    return { profile: formatProfile(world, user) };
  },
});

const list = method('users.list', {
  scopes: ['users:read'],
  limit: 'tier2',
  errors: ['invalid_cursor'],
  run({ world, args }, fail) {
    const all = [...world.users.values()].filter((user) => !user.isStranger);
    const { items, next } = page(all, args, () => fail('invalid_cursor'));
    return {
      members: items.map((user) => formatUser(world, user, args.flag('include_locale'))),
      cache_ts: Math.floor(world.clock.now() / 1000),
      response_metadata: { next_cursor: next },
    };
  },
});

export const users = [info, profileGet, list];
