import { maskPhoneNumber } from '../domain/phone-number.ts';
import type { Context } from './context.ts';
import { RateLimited, Unavailable } from './errors.ts';
import { findPeople } from './find-people.ts';
import type { Home, MyNumber, OfPerson } from './ports.ts';

/** More than anybody is in at once, and few enough for one view. */
const RUNNING = 10;
const OVER = 10;

/** Gathers what somebody's Home shows: their own number, masked, and the conferences they started or were called into. */
export async function readHome(context: Context, person: OfPerson): Promise<Home> {
  const [myNumber, conferences] = await Promise.all([readMyNumber(context, person), context.history.of(person, { running: RUNNING, over: OVER })]);
  return { userId: person.slackUserId, myNumber, ...conferences };
}

/** As a conference would find it. A Slack that cannot say does not keep the rest from being shown. */
async function readMyNumber(context: Context, { teamId, slackUserId }: OfPerson): Promise<MyNumber> {
  try {
    const [found] = await findPeople(context, { teamId, hostUserId: slackUserId }, [{ kind: 'slack-user', userId: slackUserId, addedAsHost: false }]);
    if (found === undefined) return { kind: 'unknown' };
    const { number, numberSource, notCalled } = found;
    if (notCalled !== null) return { kind: 'not-rung', ...notCalled };
    return number === null || numberSource === null ? { kind: 'unknown' } : { kind: 'rung', masked: maskPhoneNumber(number.e164), source: numberSource };
  } catch (error) {
    if (error instanceof RateLimited || error instanceof Unavailable) return { kind: 'unknown' };
    throw error;
  }
}
