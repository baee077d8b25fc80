import type { BenchDatabase } from '../databases.ts';
import { createCipher } from '../../src/persistence/cipher.ts';

/** People in one conference of the benchmark, and what Twilio tells of each: four statuses, a join and a leave; and the room's start and end. */
export const PEOPLE = 3;
const STATUSES = ['initiated', 'ringing', 'in-progress', 'completed'] as const;
export const CALLBACKS_PER_CONFERENCE = PEOPLE * (STATUSES.length + 2) + 2;

/** The key the measured apps run with. */
export const ENCRYPTION_KEY = Buffer.alloc(32, 7);

/** A callback as it is posted: where, and the form. */
export interface PostedCallback {
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
}

const STAMP = 'Mon, 23 Nov 2026 03:10:00 +0000';
const ACCOUNT = `AC${'e'.repeat(32)}`;

/**
 * What Twilio tells of conferences `first` to `first + count - 1`, all of them going on at the same time: first every call's first status,
 * then the next, and so on. So two callbacks of one conference are as far apart as can be, and hardly any share a write or a job.
 */
export function callbacksOf(first: number, count: number): PostedCallback[] {
  const conferences = Array.from({ length: count }, (_, index) => first + index);
  const everybody = Array.from({ length: PEOPLE }, (_, person) => person);
  const ofCall = (status: (typeof STATUSES)[number]) => everybody.flatMap((person) => conferences.map((conference) => callStatus(conference, person, status)));
  const ofRoom = (event: string, people: readonly number[]) => people.flatMap((person) => conferences.map((conference) => roomEvent(conference, person, event)));
  return [
    ...ofCall('initiated'), ...ofCall('ringing'), ...ofCall('in-progress'), ...ofRoom('conference-start', [0]), ...ofRoom('participant-join', everybody),
    ...ofCall('completed'), ...ofRoom('participant-leave', everybody), ...ofRoom('conference-end', [0]),
  ];
}

function callStatus(conference: number, person: number, status: (typeof STATUSES)[number]): PostedCallback {
  const id = conferenceId(conference);
  return {
    path: `/api/conference/callbacks/call/${id}?call=${id}-c${person}`,
    // The fields Twilio really sends (docs voice/api/call-resource): all of them are signed and parsed.
    fields: {
      Called: '+14155550101', ToState: 'CA', CallerCountry: 'US', Direction: 'outbound-api', Timestamp: STAMP, CallbackSource: 'call-progress-events', SipResponseCode: '200',
      CallerState: '', ToZip: '', SequenceNumber: String(STATUSES.indexOf(status)), CallSid: callSid(conference, person), To: '+14155550101', CallerZip: '', ToCountry: 'US',
      CalledZip: '', ApiVersion: '2010-04-01', CalledCity: '', CallStatus: status, From: '+15005550006', AccountSid: ACCOUNT, CalledCountry: 'US',
      CallerCity: '', ToCity: '', FromCountry: 'US', Caller: '+15005550006', FromCity: '', CalledState: 'CA', FromZip: '', FromState: '',
    },
  };
}

function roomEvent(conference: number, person: number, event: string): PostedCallback {
  const ofPerson = event.startsWith('participant')
    ? { CallSid: callSid(conference, person), ParticipantLabel: `${conferenceId(conference)}-p${person}`, Muted: 'false', Hold: 'false', Coaching: 'false', EndConferenceOnExit: 'false', StartConferenceOnEnter: 'true' }
    : {};
  const order = ['conference-start', 'participant-join', 'participant-leave', 'conference-end'].indexOf(event);
  return {
    path: `/api/conference/callbacks/room/${conferenceId(conference)}`,
    fields: {
      ConferenceSid: `CF${hex(conference)}`, FriendlyName: `room${conference}`, AccountSid: ACCOUNT, SequenceNumber: String(order * PEOPLE + person), Timestamp: STAMP,
      StatusCallbackEvent: event, ...ofPerson, ...(event === 'conference-end' ? { ReasonConferenceEnded: 'last-participant-left' } : {}),
    },
  };
}

function conferenceId(number: number): string {
  return `bench-${number}`;
}

function callSid(conference: number, person: number): string {
  return `CA${hex(conference * 10 + person)}`;
}

function hex(number: number): string {
  return number.toString(16).padStart(32, '0');
}

const HEX = (number: string): string => `lpad(to_hex(${number}), 32, '0')`;

/**
 * Puts conferences into a database as they are once Twilio has their calls and nobody has picked up. Their cards count as lost: what Slack
 * takes is another measurement. They are of tomorrow, so that no sweep or reconciler thinks them forgotten.
 */
export async function insertConferences(database: BenchDatabase, first: number, count: number): Promise<void> {
  const number = createCipher(ENCRYPTION_KEY).seal(JSON.stringify({ e164: '+14155550101', extension: null }));
  const range = `generate_series(${first}, ${first + count - 1}) AS n`;
  const people = `${range}, generate_series(0, ${PEOPLE - 1}) AS p`;
  await database.query(`INSERT INTO conference (id, team_id, channel_id, host_user_id, trigger_id, name, room_name, invited, state, requested_at, people_known_at, card_lost)
    SELECT 'bench-' || n, 'T0BENCH', 'C' || n, 'U0HOST', 'trigger-' || n, 'Bench ' || n, 'room' || n, 'p0:{"invitees":[],"ringHost":true}', 'starting', now() + interval '1 day', now(), 'bench' FROM ${range}`);
  await database.query(`INSERT INTO participant (id, conference_id, team_id, position, slack_user_id, name, short_name, is_host, number, state)
    SELECT 'bench-' || n || '-p' || p, 'bench-' || n, 'T0BENCH', p, 'U' || p, 'Person ' || p, 'P' || p, p = 0, $1, 'waiting' FROM ${people}`, [number]);
  await database.query(`INSERT INTO call (id, conference_id, team_id, participant_id, position, "placing", leased_at, sid)
    SELECT 'bench-' || n || '-c' || p, 'bench-' || n, 'T0BENCH', 'bench-' || n || '-p' || p, 0, 'placed', now(), 'CA' || ${HEX('n * 10 + p')} FROM ${people}`);
}
