import { isTerminal } from '../calls/states.ts';
import { join } from '../conferences/join.ts';
import { alert } from '../core/alerts.ts';
import type { LeaveReason } from '../core/entities.ts';
import { Interrupted } from '../core/world.ts';
import { sendWebhook } from '../webhooks/request.ts';
import { callParams } from '../calls/callbacks.ts';
import { readEntry } from './conference.ts';
import { resolveUrl } from './fetch.ts';
import type { Next, Performance } from './performance.ts';
import { goTo, NEXT } from './performance.ts';
import type { Element } from './xml.ts';

const DEFAULT_TIME_LIMIT_SECONDS = 14_400;

/**
 * Puts the call into a conference until it leaves: by hanging up, the API, `*` with hangupOnStar, timeLimit, or the conference's end.
 * Then `action` is asked for what comes next, also when the caller hung up; without one the next verb follows (docs voice/twiml/dial).
 * Dialling anything but a conference is a declared gap.
 */
export async function dial(performance: Performance, verb: Element): Promise<Next> {
  const { world, call } = performance;
  const noun = verb.children.find((child) => child.name === 'Conference');
  if (noun === undefined) {
    world.surprises.note('gap', '<Dial> without <Conference>');
    return afterwards(performance, verb, 'failed');
  }
  if (noun.text === '') world.surprises.note('wrong-value', '<Conference> without a name');
  const joined = join(world, call, readEntry(world, noun, performance.url));
  if ('refused' in joined) {
    alert(world, { code: joined.refused, resourceSid: call.sid, text: `Call could not join the conference (${joined.refused})` });
    return afterwards(performance, verb, 'failed');
  }
  const seconds = Number(verb.attributes['timeLimit'] ?? DEFAULT_TIME_LIMIT_SECONDS);
  const leaveByItself = (): void => joined.participant.leave('participant_hung_up');
  const limit = world.clock.setTimeout(leaveByItself, seconds * 1000);
  if (verb.attributes['hangupOnStar'] === 'true') call.digits = { press: (digit) => (digit === '*' ? leaveByItself() : undefined) };
  const reason: LeaveReason = await joined.left;
  world.clock.clearTimeout(limit);
  call.digits = undefined;
  return afterwards(performance, verb, reason === 'participant_add_failed' ? 'failed' : 'answered');
}

/** Asks `action`, if there is one. A call that was given other instructions, or is over, does not go on here. */
async function afterwards(performance: Performance, verb: Element, status: 'answered' | 'failed'): Promise<Next> {
  const { world, call, signal } = performance;
  const { action } = verb.attributes;
  const params = { DialCallStatus: status };
  if (isTerminal(call.status)) {
    if (action !== undefined) {
      const method = verb.attributes['method'] === 'GET' ? 'GET' : 'POST';
      await sendWebhook(world, { url: resolveUrl(action, performance.url), method, params: { ...callParams(world, call), ...params } });
    }
    throw new Interrupted();
  }
  if (signal.aborted) throw new Interrupted();
  return action === undefined ? NEXT : goTo(performance, verb, action, params);
}
