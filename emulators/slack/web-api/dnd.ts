import { formatDnd } from '../format/dnd.ts';
import { method } from './method.ts';

/** Source: docs.slack.dev/reference/methods/dnd.teamInfo. */
const MOST_USERS = 50;

const teamInfo = method('dnd.teamInfo', {
  scopes: ['dnd:read'],
  limit: 'tier2',
  errors: ['no_users_provided'],
  run({ world, args }, fail) {
    const ids = args.list('users');
    if (ids.length === 0) throw fail('no_users_provided');
    if (ids.length > MOST_USERS) throw fail('invalid_arguments');
    const known = ids.flatMap((id) => world.users.get(id) ?? []);
    return { users: Object.fromEntries(known.map((user) => [user.id, formatDnd(user, world.clock.now())])) };
  },
});

const info = method('dnd.info', {
  scopes: ['dnd:read'],
  limit: 'tier3',
  errors: ['user_not_found'],
  run({ world, args }, fail) {
    const user = world.users.get(args.string('user') ?? world.settings.botUserId);
    if (user === undefined) throw fail('user_not_found');
    return formatDnd(user, world.clock.now());
  },
});

export const dnd = [teamInfo, info];
