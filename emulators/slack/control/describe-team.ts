import type { SlackEmulator } from '../api.ts';

/** The team and the app in it, as `GET /_emulator` gives them. */
export function describeTeam({ world, requestUrl }: SlackEmulator): unknown {
  const { settings } = world;
  return {
    team: world.team,
    users: [...world.users.values()],
    groups: [...world.groups.values()],
    channels: [...world.channels.values()].map((channel) => ({ ...channel, members: [...channel.members], messages: undefined })),
    app: {
      requestUrl,
      appId: settings.appId,
      botToken: world.installation.botToken,
      signingSecret: settings.signingSecret,
      clientId: settings.clientId,
      clientSecret: settings.clientSecret,
      scopes: world.installation.scopes,
      state: world.installation.state,
      commands: settings.commands,
      events: settings.events,
    },
  };
}
