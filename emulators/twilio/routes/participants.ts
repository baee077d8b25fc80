import { announce, modify, setHold, setMuted } from '../conferences/controls.ts';
import type { Conference, Participant } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { participantFace } from '../formats/conference.ts';
import type { ApiRequest, Route } from './api.ts';
import { ACCOUNT, DELETED, ok, PAGE_KEYS } from './api.ts';
import { conferenceOf, conferenceToReach } from './conferences.ts';
import { notFound } from './errors.ts';
import { readBoolean, readMethod, readUrl } from './fields.ts';
import { listPage } from './paging.ts';

const ONE = `${ACCOUNT}/Conferences/{ConferenceSid}/Participants/{CallSid}.json`;

/** Who is in the room by call sid or label; whoever left, and a room that ended, is not found (docs voice/api/conference-participant-resource). */
function participantOf(world: World, request: ApiRequest, conference = conferenceOf(world, request, 'ConferenceSid', true)): { conference: Conference; participant: Participant } {
  const key = request.path['CallSid'];
  const participant = conference.participants.find((one) => one.callSid === key || (one.label !== undefined && one.label === key));
  if (participant === undefined) throw notFound(request.uri);
  return { conference, participant };
}

const listParticipants: Route = {
  method: 'get',
  path: `${ACCOUNT}/Conferences/{ConferenceSid}/Participants.json`,
  accepts: ['Muted', 'Hold', 'Coaching', ...PAGE_KEYS],
  handle(world, request) {
    const conference = conferenceOf(world, request, 'ConferenceSid');
    const faces = conference.participants
      .map((one) => participantFace(world, conference, one))
      .filter((face) => ['Muted', 'Hold', 'Coaching'].every((key) => request.query.get(key) === undefined || request.query.get(key) === String(face[key.toLowerCase()])));
    return listPage(request, 'participants', faces);
  },
};

const fetchParticipant: Route = {
  method: 'get',
  path: ONE,
  handle(world, request) {
    const { conference, participant } = participantOf(world, request);
    return ok(participantFace(world, conference, participant));
  },
};

const updateParticipant: Route = {
  method: 'post',
  path: ONE,
  accepts: [
    'Muted', 'Hold', 'HoldUrl', 'HoldMethod', 'AnnounceUrl', 'AnnounceMethod', 'WaitUrl', 'WaitMethod', 'BeepOnExit', 'EndConferenceOnExit', 'Coaching',
    'CallSidToCoach',
  ],
  handle(world, request) {
    const { conference, participant } = participantOf(world, request, conferenceToReach(world, request, 'ConferenceSid'));
    const { form } = request;
    const muted = readBoolean(world, form, 'Muted');
    if (muted !== undefined) setMuted(world, conference, participant, muted);
    const hold = readBoolean(world, form, 'Hold');
    // HoldMethod is the one method that defaults to GET (docs voice/api/conference-participant-resource).
    const holdSource = { url: readUrl(form, 'HoldUrl'), method: form.has('HoldMethod') ? readMethod(form, 'HoldMethod') : ('GET' as const) };
    if (hold !== undefined) setHold(world, conference, participant, hold, holdSource);
    modify(world, conference, participant, changes(world, request));
    const announceUrl = readUrl(form, 'AnnounceUrl');
    if (announceUrl !== undefined) announce(world, conference, { url: announceUrl, method: readMethod(form, 'AnnounceMethod') }, participant);
    return ok(participantFace(world, conference, participant));
  },
};

function changes(world: World, { form }: ApiRequest): Parameters<typeof modify>[3] {
  const endConferenceOnExit = readBoolean(world, form, 'EndConferenceOnExit');
  const beepOnExit = readBoolean(world, form, 'BeepOnExit');
  const coaching = readBoolean(world, form, 'Coaching');
  return {
    ...(endConferenceOnExit === undefined ? {} : { endConferenceOnExit }),
    ...(beepOnExit === undefined ? {} : { beepOnExit }),
    ...(coaching === undefined && !form.has('CallSidToCoach') ? {} : { coaching: coaching === false ? undefined : form.get('CallSidToCoach') }),
    ...(form.has('WaitUrl') ? { wait: { url: form.get('WaitUrl') ?? '', method: readMethod(form, 'WaitMethod') } } : {}),
  };
}

/** Takes somebody out of the room; their call goes on with what follows its Dial. */
const deleteParticipant: Route = {
  method: 'delete',
  path: ONE,
  handle(world, request) {
    participantOf(world, request).participant.leave('participant_updated_via_api');
    return DELETED;
  },
};

export const participantRoutes: readonly Route[] = [listParticipants, fetchParticipant, updateParticipant, deleteParticipant];
