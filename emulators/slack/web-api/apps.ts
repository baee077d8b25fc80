import { formatTeam } from '../format/team.ts';
import { formatBotProfile } from '../format/message.ts';
import { sendUninstalled } from '../to-app/lifecycle.ts';
import { method } from './method.ts';

const teamInfo = method('team.info', { scopes: ['team:read'], limit: 'tier3', errors: [], run: ({ world }) => ({ team: formatTeam(world) }) });

const botsInfo = method('bots.info', {
  scopes: ['users:read'],
  limit: 'tier3',
  errors: ['bot_not_found'],
  run({ world, args }, fail) {
    const wanted = args.string('bot') ?? world.settings.botId;
    if (wanted === world.settings.botId) {
      const { team_id: _, ...bot } = formatBotProfile(world);
      return { bot };
    }
    const user = [...world.users.values()].find((one) => one.botId === wanted);
    if (user === undefined) throw fail('bot_not_found');
    return { bot: { id: wanted, deleted: false, name: user.realName, updated: 1_700_000_000, app_id: 'A0OTHERAPP1', user_id: user.id, icons: {} } };
  },
});

const uninstall = method('apps.uninstall', {
  scopes: [],
  limit: 'tier1',
  errors: ['invalid_client_id', 'bad_client_secret'],
  run({ world, wire, args }, fail) {
    if (args.string('client_id') !== world.settings.clientId) throw fail('invalid_client_id');
    if (args.string('client_secret') !== world.settings.clientSecret) throw fail('bad_client_secret');
    void sendUninstalled(wire);
    return {};
  },
});

const revoke = method('auth.revoke', {
  scopes: [],
  limit: 'tier3',
  errors: [],
  run({ wire, args }) {
    if (args.flag('test')) return { revoked: false };
    void sendUninstalled(wire, 'revoked');
    return { revoked: true };
  },
});

export const apps = [teamInfo, botsInfo, uninstall, revoke];
