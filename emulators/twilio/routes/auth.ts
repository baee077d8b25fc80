import type { World } from '../core/world.ts';
import type { ApiRequest } from './api.ts';
import { notFound, TwilioError } from './errors.ts';

/**
 * Basic auth with the account's sid and token, or with an API key and its secret.
 * @throws TwilioError 20003 for wrong credentials, 20404 for another account's path, 20005 for all but a look at an account that is not active.
 */
export function authenticate(world: World, header: string | undefined, request: ApiRequest): void {
  const { accountSid, authToken, apiKeys } = world.settings;
  const pairs = [`${accountSid}:${authToken}`, ...apiKeys.map((key) => `${key.sid}:${key.secret}`)];
  const given = /^Basic (.+)$/i.exec(header ?? '')?.[1];
  const text = given === undefined ? undefined : Buffer.from(given, 'base64').toString('utf8');
  if (text === undefined || !pairs.includes(text)) throw new TwilioError(401, 20003, 'Authenticate');
  const account = /^\/2010-04-01\/Accounts\/([^/.]+)/.exec(request.uri)?.[1];
  if (account !== undefined && account !== accountSid) throw notFound(request.uri);
  if (world.settings.account.status !== 'active' && request.uri !== `/2010-04-01/Accounts/${accountSid}.json`) throw new TwilioError(401, 20005, 'Account not active');
}
