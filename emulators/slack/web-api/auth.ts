import { botUser } from '../world/world.ts';
import { teamUrl } from '../format/team.ts';
import { method } from './method.ts';

const authTest = method('auth.test', {
  scopes: [],
  limit: 'special',
  errors: [],
  run: ({ world }) => ({
    url: teamUrl(world),
    team: world.team.name,
    user: botUser(world).name,
    team_id: world.team.id,
    user_id: world.settings.botUserId,
    bot_id: world.settings.botId,
    ...(world.settings.enterpriseId === null ? {} : { enterprise_id: world.settings.enterpriseId }),
    is_enterprise_install: false,
  }),
});

const apiTest = method('api.test', {
  scopes: [],
  limit: 'tier4',
  errors: [],
  open: true,
  run: ({ args }) => (Object.keys(args.all).length > 0 ? { args: args.all } : {}),
});

export const auth = [authTest, apiTest];
