import { placeCall } from '../calls/place.ts';
import { endConference } from '../conferences/leave.ts';
import { openConference } from '../conferences/open.ts';
import type { Conference, MachineDetection, Reporting } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { participantFace } from '../formats/conference.ts';
import type { ApiRequest, Fields, Route } from './api.ts';
import { ACCOUNT, created } from './api.ts';
import { judgeConcurrency } from './concurrency.ts';
import { readReporting } from './create-call.ts';
import { notFound } from './errors.ts';
import { readBoolean, readMethod, readNumber, readUrl, readWords } from './fields.ts';
import { judgeFrom, judgeTo } from './numbers.ts';

const CONFERENCE_WORDS = ['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify', 'speaker', 'announcement'];

/** Dials somebody straight into a room: no document of ours is asked, so nothing welcomes them (facts/twilio.md §4). */
export const createParticipant: Route = {
  method: 'post',
  path: `${ACCOUNT}/Conferences/{ConferenceSid}/Participants.json`,
  accepts: [
    'From', 'To', 'StatusCallback', 'StatusCallbackMethod', 'StatusCallbackEvent', 'Label', 'Timeout', 'Record', 'Muted', 'Beep', 'StartConferenceOnEnter',
    'EndConferenceOnExit', 'WaitUrl', 'WaitMethod', 'EarlyMedia', 'MaxParticipants', 'ConferenceRecord', 'ConferenceTrim', 'ConferenceStatusCallback',
    'ConferenceStatusCallbackMethod', 'ConferenceStatusCallbackEvent', 'RecordingChannels', 'RecordingStatusCallback', 'RecordingStatusCallbackMethod',
    'SipAuthUsername', 'SipAuthPassword', 'Region', 'ConferenceRecordingStatusCallback', 'ConferenceRecordingStatusCallbackMethod',
    'RecordingStatusCallbackEvent', 'ConferenceRecordingStatusCallbackEvent', 'Coaching', 'CallSidToCoach', 'JitterBufferSize', 'Byoc', 'CallerId',
    'CallReason', 'RecordingTrack', 'TimeLimit', 'MachineDetection', 'MachineDetectionTimeout', 'MachineDetectionSpeechThreshold',
    'MachineDetectionSpeechEndThreshold', 'MachineDetectionSilenceTimeout', 'AmdStatusCallback', 'AmdStatusCallbackMethod', 'Trim', 'CallToken',
    'ClientNotificationUrl', 'CallerDisplayName',
  ],
  handle(world, request) {
    const { form } = request;
    for (const key of ['Record', 'ConferenceRecord']) if (form.has(key)) world.surprises.note('gap', `Participants.create ${key}`);
    const to = judgeTo(world, form.get('To'));
    const from = judgeFrom(world, form.get('From'));
    judgeConcurrency(world);
    const conference = roomOf(world, request);
    const call = placeCall(world, {
      direction: 'outbound-api',
      to,
      from,
      instructions: { kind: 'document', root: intoRoom(conference, form) },
      reporting: readReporting(world, form),
      timeoutSeconds: readNumber(form, 'Timeout', 60, [5, 600], 21208),
      timeLimitSeconds: readNumber(form, 'TimeLimit', 14_400, [1, 86_400], 21208),
      sendDigits: undefined,
      machineDetection: readDetection(form),
    });
    // A room opened for somebody who never came ends with their call.
    call.onEnd.push(() => {
      if (conference.participants.length === 0) endConference(world, conference, 'last-participant-left', undefined, 'participant_add_failed');
    });
    const view = {
      callSid: call.sid,
      label: form.get('Label'),
      joinedAt: call.createdAt,
      updatedAt: call.createdAt,
      muted: readBoolean(world, form, 'Muted') ?? false,
      hold: false,
      coaching: form.get('CallSidToCoach'),
      endConferenceOnExit: readBoolean(world, form, 'EndConferenceOnExit') ?? false,
      startConferenceOnEnter: readBoolean(world, form, 'StartConferenceOnEnter') ?? true,
    };
    return created(participantFace(world, conference, view, 'queued'));
  },
};

/** The room by sid, or by name, which makes it when nobody is there. */
function roomOf(world: World, request: ApiRequest): Conference {
  const key = request.path['ConferenceSid'] ?? '';
  const bySid = world.store.conferences.get(key);
  if (bySid !== undefined && bySid.status !== 'completed') return bySid;
  if (/^CF[0-9a-f]{32}$/.test(key)) throw notFound(request.uri);
  const friendlyName = world.settings.account.type === 'trial' ? world.settings.accountSid : key;
  const { form } = request;
  return (
    world.store.running.get(friendlyName) ??
    openConference(world, {
      friendlyName,
      region: form.get('Region'),
      maxParticipants: readNumber(form, 'MaxParticipants', 250, [2, 250], 20001),
      reporting: roomReporting(world, form),
    })
  );
}

function roomReporting(world: World, form: Fields): Reporting | undefined {
  const url = readUrl(form, 'ConferenceStatusCallback', 21609);
  if (url === undefined) return undefined;
  return { url, method: readMethod(form, 'ConferenceStatusCallbackMethod'), events: readWords(world, form, 'ConferenceStatusCallbackEvent', CONFERENCE_WORDS) };
}

function readDetection(form: Fields): MachineDetection | undefined {
  const mode = form.get('MachineDetection');
  if (mode !== 'Enable' && mode !== 'DetectMessageEnd') return undefined;
  const url = readUrl(form, 'AmdStatusCallback', 21609);
  return { mode, async: true, ...(url === undefined ? {} : { callback: { url, method: readMethod(form, 'AmdStatusCallbackMethod') } }) };
}

const ATTRIBUTES: Readonly<Record<string, string>> = {
  Label: 'participantLabel',
  Muted: 'muted',
  Beep: 'beep',
  StartConferenceOnEnter: 'startConferenceOnEnter',
  EndConferenceOnExit: 'endConferenceOnExit',
  WaitMethod: 'waitMethod',
  CallSidToCoach: 'coach',
};

/** The document such a call follows once it is answered. */
function intoRoom(conference: Conference, form: Fields) {
  const attributes: Record<string, string> = {};
  for (const [key, name] of Object.entries(ATTRIBUTES)) {
    const value = form.get(key);
    if (value !== undefined) attributes[name] = value;
  }
  if (form.has('WaitUrl')) attributes['waitUrl'] = form.get('WaitUrl') ?? '';
  const noun = { name: 'Conference', attributes, children: [], text: conference.friendlyName };
  const dial = { name: 'Dial', attributes: {}, children: [noun], text: '' };
  return { name: 'Response', attributes: {}, children: [dial], text: '' };
}
