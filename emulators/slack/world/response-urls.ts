import type { ResponseUrl } from './entities.ts';
import type { World } from './world.ts';

export const RESPONSE_URL_USES = 5;
export const RESPONSE_URL_LIFETIME_MS = 30 * 60 * 1000;

type Origin = Pick<ResponseUrl, 'user' | 'channel'> & Partial<Pick<ResponseUrl, 'threadTs' | 'original'>>;

/** @param kind `commands` or `actions`, as in the paths of hooks.slack.com. */
export function issueResponseUrl(world: World, kind: 'commands' | 'actions' | 'app', origin: Origin): ResponseUrl {
  const path = `/${kind}/${world.team.id}/${world.clock.now()}/${world.ids.secret('response')}`;
  const url: ResponseUrl = {
    path,
    user: origin.user,
    channel: origin.channel,
    threadTs: origin.threadTs,
    original: origin.original,
    issuedAt: world.clock.now(),
    uses: 0,
  };
  world.responseUrls.set(path, url);
  return url;
}

/** Counts a use; answers Slack's word for why it may not be used. */
export function useResponseUrl(world: World, path: string): ResponseUrl | 'no_such_url' | 'expired_url' | 'used_url' {
  const url = world.responseUrls.get(path);
  if (url === undefined) return 'no_such_url';
  if (world.clock.now() - url.issuedAt > RESPONSE_URL_LIFETIME_MS) return 'expired_url';
  if (url.uses >= RESPONSE_URL_USES) return 'used_url';
  url.uses += 1;
  return url;
}
