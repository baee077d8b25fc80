import twilio from 'twilio';
import type { World } from './world.ts';

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Posts a form to the app as Twilio does, signed by the official SDK; not with the emulator's own code. @param path path and query. */
export function signedPost(world: World, path: string, fields: Readonly<Record<string, string>> = {}): Promise<Answered> {
  return signedWith(world, path, fields, world.config.twilio.authToken);
}

/** The same with another auth token. */
export function signedWith(world: World, path: string, fields: Readonly<Record<string, string>>, authToken: string): Promise<Answered> {
  return postForm(world, path, fields, twilio.getExpectedTwilioSignature(authToken, world.config.http.apiUrl + path, fields));
}

/** The same with any signature, or none. */
export async function postForm(world: World, path: string, fields: Readonly<Record<string, string>>, signature: string | undefined): Promise<Answered> {
  const response = await fetch(`http://127.0.0.1:${world.app.port}${path}`, {
    method: 'POST', body: new URLSearchParams(fields), headers: signature === undefined ? {} : { 'x-twilio-signature': signature },
  });
  return { status: response.status, type: response.headers.get('content-type') ?? '', body: await response.text() };
}
