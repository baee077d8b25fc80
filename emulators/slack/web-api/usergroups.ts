import { formatGroup } from '../format/group.ts';
import { method } from './method.ts';

const list = method('usergroups.list', {
  scopes: ['usergroups:read'],
  limit: 'tier2',
  errors: [],
  run({ world, args }) {
    const shown = [...world.groups.values()].filter((group) => !group.disabled || args.flag('include_disabled'));
    return { usergroups: shown.map((group) => formatGroup(world, group, { users: args.flag('include_users'), count: args.flag('include_count') })) };
  },
});

const usersList = method('usergroups.users.list', {
  scopes: ['usergroups:read'],
  limit: 'tier2',
  errors: ['no_such_subteam'],
  run({ world, args }, fail) {
    const group = world.groups.get(args.required('usergroup'));
    if (group === undefined || (group.disabled && !args.flag('include_disabled'))) throw fail('no_such_subteam');
    return { users: [...group.members] };
  },
});

export const usergroups = [list, usersList];
