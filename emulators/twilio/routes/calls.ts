import { end } from '../calls/end.ts';
import { placeCall } from '../calls/place.ts';
import { redirect } from '../calls/redirect.ts';
import { isTerminal } from '../calls/states.ts';
import type { Call } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { callFace, laggingFace } from '../formats/call.ts';
import type { ApiAnswer, ApiRequest, Route } from './api.ts';
import { ACCOUNT, created, DELETED, ok, PAGE_KEYS } from './api.ts';
import { CREATE_CALL_KEYS, readCallRequest, readInstructions, readReporting } from './create-call.ts';
import { dateFilter } from './dates.ts';
import { notFound, refused, TwilioError } from './errors.ts';
import { readNumber } from './fields.ts';
import { listPage } from './paging.ts';

/** The call a path names. @throws TwilioError 20404 */
export function callOf(world: World, request: ApiRequest, key: string): Call {
  const call = world.store.calls.get(request.path[key] ?? '');
  if (call === undefined) throw notFound(request.uri);
  return call;
}

const createCall: Route = {
  method: 'post',
  path: `${ACCOUNT}/Calls.json`,
  accepts: CREATE_CALL_KEYS,
  handle: (world, { form }) => created(callFace(world, placeCall(world, readCallRequest(world, form)))),
};

/** While the API lags behind, a call just made is not there yet: "GET is eventually consistent" (docs voice/api/call-resource). */
const fetchCall: Route = {
  method: 'get',
  path: `${ACCOUNT}/Calls/{Sid}.json`,
  handle(world, request) {
    const face = laggingFace(world, callOf(world, request, 'Sid'));
    if (face === undefined) throw notFound(request.uri);
    return ok(face);
  },
};

const listCalls: Route = {
  method: 'get',
  path: `${ACCOUNT}/Calls.json`,
  accepts: ['To', 'From', 'ParentCallSid', 'Status', 'StartTime', 'StartTime<', 'StartTime>', 'EndTime', 'EndTime<', 'EndTime>', ...PAGE_KEYS],
  handle(world, request) {
    const { query } = request;
    const started = dateFilter(query, 'StartTime');
    const ended = dateFilter(query, 'EndTime');
    const wanted = (key: string, value: unknown): boolean => query.get(key) === undefined || query.get(key) === value;
    const faces = [...world.store.calls.values()]
      .filter((call) => wanted('To', call.to) && wanted('From', call.from) && !query.has('ParentCallSid'))
      // A call still in the queue has no start time yet; its creation counts, so that somebody who lists before dialling again finds it.
      .filter((call) => started(call.startedAt ?? call.createdAt) && ended(call.endedAt))
      .map((call) => laggingFace(world, call))
      .filter((face) => face !== undefined && wanted('Status', face['status']));
    return listPage(request, 'calls', faces.reverse());
  },
};

const updateCall: Route = {
  method: 'post',
  path: `${ACCOUNT}/Calls/{Sid}.json`,
  accepts: ['Url', 'Method', 'Status', 'FallbackUrl', 'FallbackMethod', 'StatusCallback', 'StatusCallbackMethod', 'Twiml', 'TimeLimit'],
  handle: (world, request) => changeCall(world, request, callOf(world, request, 'Sid')),
};

/** `canceled` acts on queued and ringing calls only; `completed` ends a live one too (docs voice/api/call-resource#update-a-call-resource). */
function changeCall(world: World, { form }: ApiRequest, call: Call): ApiAnswer {
  const status = form.get('Status');
  if (status !== undefined && status !== 'canceled' && status !== 'completed') throw refused(20001, `Invalid Status: ${status}`);
  if (isTerminal(call.status)) throw refused(21220, 'Unable to update record. Call is not in-progress. Cannot redirect');
  const live = call.status === 'in-progress';
  const instructions = readInstructions(form);
  if (instructions !== undefined && !live) throw refused(21220, 'Unable to update record. Call is not in-progress. Cannot redirect');
  if (form.has('StatusCallback')) call.reporting = readReporting(world, form) ?? call.reporting;
  if (form.has('TimeLimit')) call.timeLimitSeconds = readNumber(form, 'TimeLimit', call.timeLimitSeconds, [1, 86_400], 21208);
  if (instructions !== undefined) redirect(world, call, instructions);
  if (status === 'canceled' && live) throw refused(21220, 'Unable to update record. Call is in-progress. Cannot cancel');
  if (status !== undefined) end(world, call, live ? 'completed' : 'canceled', live ? undefined : 487);
  return ok(callFace(world, call));
}

const deleteCall: Route = {
  method: 'delete',
  path: `${ACCOUNT}/Calls/{Sid}.json`,
  handle(world, request) {
    const call = callOf(world, request, 'Sid');
    if (!isTerminal(call.status)) throw new TwilioError(409, 20009, 'Call is in progress and cannot be deleted');
    world.store.calls.delete(call.sid);
    return DELETED;
  },
};

export const callRoutes: readonly Route[] = [createCall, fetchCall, listCalls, updateCall, deleteCall];
