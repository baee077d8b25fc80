import { loadCast } from './cast.ts';
import type { Cast } from './cast.ts';
import type { WatchEnd } from './event-stream.ts';
import type { Happening } from './happenings.ts';
import { watchPhones } from './watch-phones.ts';
import { watchSlack } from './watch-slack.ts';

/**
 * Tells everything that happens in Slack and on the phones of a running sandbox, from any process: both are followed over HTTP.
 * @param onEnd hears that the sandbox has stopped, or that it cannot be understood.
 * @returns once nothing can be missed any more, the people and the way to stop.
 */
export async function watch({ slackUrl, twilioUrl }: { readonly slackUrl: string; readonly twilioUrl: string }, tell: (happening: Happening) => void, onEnd?: WatchEnd): Promise<{ readonly cast: Cast; readonly stop: () => void }> {
  const cast = await loadCast(slackUrl);
  const stops = await Promise.all([watchSlack(slackUrl, cast, tell, onEnd), watchPhones(twilioUrl, cast, tell, onEnd)]);
  return { cast, stop: () => stops.forEach((stop) => stop()) };
}
