import { method } from './method.ts';

const access = method('oauth.v2.access', {
  scopes: [],
  limit: 'tier4',
  open: true,
  errors: ['invalid_client_id', 'bad_client_secret', 'invalid_code'],
  run({ world, args }, fail) {
    const { settings, installation } = world;
    if (args.string('client_id') !== settings.clientId) throw fail('invalid_client_id');
    if (args.string('client_secret') !== settings.clientSecret) throw fail('bad_client_secret');
    if (!installation.oauthCodes.delete(args.string('code') ?? '')) throw fail('invalid_code');
    installation.state = 'installed';
    return {
      access_token: installation.botToken,
      token_type: 'bot',
      scope: installation.scopes.join(','),
      bot_user_id: settings.botUserId,
      app_id: settings.appId,
      team: { id: world.team.id, name: world.team.name },
      enterprise: null,
      authed_user: { id: [...world.users.values()].find((user) => user.isAdmin)?.id ?? '' },
      is_enterprise_install: false,
    };
  },
});

export const oauth = [access];
