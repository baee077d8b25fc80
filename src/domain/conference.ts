import type { Call, PresenceMark } from './call.ts';
import { isUnderWay } from './call.ts';
import type { Participant } from './participant.ts';
import type { LimitWarning } from './limit-warning.ts';

/** One room with a name, a host, a channel and a thread; ours, whatever Twilio calls its own. All times are epoch milliseconds. */
export interface Conference {
  readonly id: string;
  readonly teamId: string;
  /** The Slack user who started it; `ERASED_HOST` once they had themselves forgotten. */
  readonly hostUserId: string;
  /** Where it was started. */
  readonly channelId: string;
  /** What it is called; null as long as nobody named it and its people are not known yet. */
  readonly name: string | null;
  /** What Twilio is told: random, for a conference name may hold no personal data (docs voice/twiml/conference). */
  readonly roomName: string;
  readonly state: ConferenceState;
  readonly requestedAt: number;
  /** Whether whoever answers presses 1 before they are in the room: then no machine gets in. */
  readonly confirmJoin: boolean;
  /** How often people are rung who are not reached, as it was set when the conference was asked for. */
  readonly ringPlan: RingPlan;
  /** When its people and their numbers were known; null before. */
  readonly peopleKnownAt: number | null;
  /** When the first one joined; null if nobody did. */
  readonly liveAt: number | null;
  readonly end: ConferenceEnd | null;
  /** An end somebody or something decided on, whatever the phones are doing. */
  readonly decidedEnd: ConferenceEnd | null;
  /** Twilio's own rooms that are over, by their sid: one of ours can pass through several, when all leave while somebody still rings. */
  readonly endedRooms: Readonly<Record<string, number>>;
  readonly participants: readonly Participant[];
  /** By how much it was extended in all, in milliseconds. */
  readonly extendedMs: number;
  /** That everybody was told of its end by the time limit, the last time; null before the first. */
  readonly limitWarning: LimitWarning | null;
  /** Twilio was asked for prices long enough: what it has not named by then stays unknown. */
  readonly pricesGivenUp: boolean;
}

/** How often people are rung without anybody asking for it anew. */
export interface RingPlan {
  /** `RING_ATTEMPTS`: 1 for once. Each is at the first number, and at the second when that came to nothing. */
  readonly attempts: number;
  /** `RING_PAUSE_SECONDS`, in milliseconds: from the end of one attempt to the next. */
  readonly pauseMs: number;
}

/** The host of a conference that is over, who is not to be known any more. */
export const ERASED_HOST = '';

export type ConferenceState =
  /** Accepted, nobody in yet. Leads to live, ended. */
  | 'starting'
  /** Somebody is in, or was while others still ring. Leads to ended, and back to starting when the only one who came in turns out to be a machine. */
  | 'live'
  /** Over, with a reason. Never left. */
  | 'ended';

export type EndReason =
  /** The last one in the room hung up and nobody rings any more. */
  | 'everyone-left'
  /** Phones rang, nobody ever joined. */
  | 'nobody-answered'
  /** Twilio would not place any of the calls; each person's reason says why. */
  | 'no-call-placed'
  /** No phone rang at all: no numbers, or none we may ring. */
  | 'nobody-to-ring'
  /** Whoever could be rung was held back, and then left out; so nobody was. */
  | 'everybody-left-out'
  /** More people than `MAX_PARTICIPANTS` once groups were opened up; nobody was rung. */
  | 'too-many-people'
  /** Slack did not say in time who its people are; nobody was rung. */
  | 'people-unknown'
  /** `MAX_CONFERENCE_MINUTES` were over, and what it was extended by. */
  | 'time-limit'
  /** One person was in the room for `ALONE_MINUTES`, and nobody else could come any more. */
  | 'alone'
  /** Somebody ended it for everyone. */
  | 'ended-by';

/** The ends of a conference that never began: its host reads why, the channel sees nothing. */
export function neverBegan(end: ConferenceEnd | null): boolean {
  return end?.reason === 'nobody-to-ring' || end?.reason === 'too-many-people' || end?.reason === 'people-unknown';
}

export interface ConferenceEnd {
  readonly reason: EndReason;
  readonly at: number;
  /** The Slack user who ended it for everyone; null once they had themselves forgotten. */
  readonly by?: string | null;
}

/** What a conference is told of when it is asked for. */
export interface ConferenceRequest {
  readonly id: string;
  readonly teamId: string;
  readonly hostUserId: string;
  readonly channelId: string;
  readonly name: string | null;
  readonly roomName: string;
  readonly requestedAt: number;
  readonly confirmJoin: boolean;
  readonly ringPlan: RingPlan;
}

/** A conference nobody has been found for yet. */
export function requestedConference(request: ConferenceRequest): Conference {
  return {
    ...request,
    state: 'starting',
    peopleKnownAt: null,
    liveAt: null,
    end: null,
    decidedEnd: null,
    endedRooms: {},
    participants: [],
    extendedMs: 0,
    limitWarning: null,
    pricesGivenUp: false,
  };
}

/** How long it was live, in milliseconds; 0 when nobody joined, up to `now` while it goes on. */
export function liveFor(conference: Conference, now: number): number {
  if (conference.liveAt === null) return 0;
  return Math.max(0, (conference.end?.at ?? now) - conference.liveAt);
}

/** Whether nothing can be learnt of it any more: it has ended, and no call of it is waiting or under way. */
export function isSettled({ state, participants }: Conference): boolean {
  return state === 'ended' && participants.every(({ calls }) => calls.every((call) => call.placing !== 'waiting' && !isUnderWay(call)));
}

/** The call with this id, with the participant it rings; undefined when this conference has none. */
export function findCall(conference: Conference, callId: string): { participant: Participant; call: Call } | undefined {
  for (const participant of conference.participants) {
    const call = participant.calls.find(({ id }) => id === callId);
    if (call !== undefined) return { participant, call };
  }
  return undefined;
}

/** Whether the room of a presence mark is over; a leave that never came is then known all the same. */
export function roomEndedAt(conference: Pick<Conference, 'endedRooms'>, mark: PresenceMark): number | undefined {
  return conference.endedRooms[mark.roomSid];
}
