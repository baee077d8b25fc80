import type { CallUser } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { NativeAnswer, NativeCalls, NativePerson } from '../conference/ports.ts';
import type { Answer, AskSlack } from './asking.ts';

/** People told of in one request; Slack names no limit, and this many names stay a small one. */
const AT_ONCE = 100;

/** Slack's Calls API (docs apis/web-api/using-the-calls-api). Somebody who is in it, or out of it, already makes `ok` with `bad_users`, which is no harm. */
export function createNativeCalls(client: WebClient, askSlack: AskSlack): NativeCalls {
  const inBatches = async (people: readonly NativePerson[], tell: (users: CallUser[]) => Promise<Answer<unknown>>): Promise<NativeAnswer> => {
    for (let first = 0; first < people.length; first += AT_ONCE) {
      const answer = done(await tell(people.slice(first, first + AT_ONCE).map(asUser)));
      if (answer.kind === 'refused') return answer;
    }
    return { kind: 'done' };
  };
  return {
    add: async ({ conferenceId, name: title, hostUserId, startedAt, joinUrl, people }) => {
      const answer = await askSlack('calls.add', () => client.calls.add({
        external_unique_id: conferenceId, join_url: joinUrl, title, created_by: hostUserId, date_start: Math.floor(startedAt / 1_000), users: people.map(asUser),
      }));
      const callId = answer.ok ? answer.value.call?.id : undefined;
      if (callId === undefined) return { kind: 'refused', code: answer.ok ? 'no call in the answer' : answer.code };
      return { kind: 'added', callId };
    },

    came: (id, people) => inBatches(people, (users) => askSlack('calls.participants.add', () => client.calls.participants.add({ id, users }))),

    left: (id, people) => inBatches(people, (users) => askSlack('calls.participants.remove', () => client.calls.participants.remove({ id, users }))),

    end: async (id, seconds) => done(await askSlack('calls.end', () => client.calls.end({ id, duration: seconds }))),
  };
}

/** Slack shows its own people by itself; all others need an id that stays the same when they come again. */
function asUser({ id, slackUserId, name }: NativePerson): CallUser {
  return slackUserId === null ? { external_id: id, display_name: name } : { slack_id: slackUserId };
}

function done(answer: Answer<unknown>): NativeAnswer {
  // Over already: an answer to us was lost, and Slack knows.
  if (answer.ok || answer.code === 'inactive_call') return { kind: 'done' };
  return { kind: 'refused', code: answer.code };
}
