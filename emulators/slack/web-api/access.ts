import type { Channel } from '../world/entities.ts';
import type { Call } from './method.ts';

type Purpose = 'read' | 'history' | 'write';

const PREFIX = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const;

/** All scopes that open conversations for a purpose: what `x-accepted-oauth-scopes` names. */
export function conversationScopes(purpose: Purpose): string[] {
  return Object.values(PREFIX).map((prefix) => `${prefix}:${purpose}`);
}

/** Each kind of conversation has its own scope. @throws missing_scope */
export function needsScopeFor(call: Call, channel: Channel, purpose: Purpose): void {
  call.needs(`${PREFIX[channel.kind]}:${purpose}`);
}

/** The conversation, if the app may know of it: public ones, and those its bot is in. */
export function visibleChannel(call: Call, id: string): Channel | undefined {
  const channel = call.world.channels.get(id);
  if (channel === undefined) return undefined;
  return channel.kind === 'public' || channel.members.has(call.world.settings.botUserId) ? channel : undefined;
}
