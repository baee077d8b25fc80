import type { CallStatus } from '../call.ts';
import type { Conference } from '../conference.ts';
import type { Effect } from '../effects.ts';
import type { ConferenceEvent } from '../events.ts';
import type { ParticipantState } from '../participant.ts';
import { asked } from '../transition-histories.ts';
import { transition } from '../transition.ts';

/** The id of one of somebody's calls. */
function callOf(who: string, nth: number): string {
  return `call of ${who}${nth === 1 ? '' : `.${nth}`}`;
}

/** A conference told in words: each call of `says` is one event, a second after the one before unless it says otherwise. */
export class Telling {
  #conference: Conference;
  #effects: readonly Effect[] = [];
  #at = asked.requestedAt;

  /** @param attempts how often people are rung who are not reached, a minute apart. */
  constructor(attempts = 1) {
    this.#conference = { ...asked, ringPlan: { attempts, pauseMs: 60_000 } };
  }

  /** Everybody by name; a name in brackets has no number, one with a plus has two. */
  finds(...names: string[]): this {
    return this.#tell({
      kind: 'people-resolved', at: this.#tick(), name: 'Conference with Bob',
      people: names.map((name, index) => {
        const id = name.replaceAll(/[()+]/g, '');
        const isRung = !name.startsWith('(');
        return {
          participantId: id, callId: isRung ? `call of ${id}` : null, slackUserId: `U${id}`, name: id, shortName: id, isHost: index === 0,
          number: isRung ? { e164: '+14155550100', extension: null } : null, numberSource: isRung ? 'profile' : null, held: null,
          secondNumber: name.endsWith('+') ? { e164: '+14155550199', extension: null } : null,
          notCalled: isRung ? null : { code: 'no-number', sentence: 'No number.' },
        };
      }),
    });
  }

  asksTwilioFor(who: string): this {
    return this.#tell({ kind: 'call-leased', at: this.#tick(), callId: `call of ${who}` });
  }

  isThrottledFor(who: string): this {
    return this.#tell({ kind: 'call-released', at: this.#tick(), callId: `call of ${who}` });
  }

  isRefused(who: string, becomes: 'unreachable' | 'not-called' = 'unreachable'): this {
    return this.#tell({ kind: 'call-refused', at: this.#tick(), callId: `call of ${who}`, refusal: { code: 'twilio-1', sentence: 'No.', becomes } });
  }

  /** @param nth 1 for the first call, 2 for the one at the second number, 3 for the next attempt. */
  places(who: string, nth = 1): this {
    this.#tell({ kind: 'call-leased', at: this.#tick(), callId: callOf(who, nth) });
    return this.#tell({ kind: 'call-placed', at: this.#tick(), callId: callOf(who, nth), sid: `CA ${callOf(who, nth)}` });
  }

  hears(who: string, status: CallStatus, sipResponseCode: number | null = null, nth = 1): this {
    return this.#tell({ kind: 'call-progressed', at: this.#tick(), callId: callOf(who, nth), sid: `CA ${callOf(who, nth)}`, status, sipResponseCode });
  }

  sees(who: string, move: 'join' | 'leave', sequence: number, room = 'CF1'): this {
    const kind = move === 'join' ? 'participant-joined' : 'participant-left';
    return this.#tell({ kind, at: this.#tick(), participantId: who, sid: `CA call of ${who}`, roomSid: room, sequence });
  }

  soundsLike(who: string, machine: 'machine' | 'fax' = 'machine'): this {
    return this.#tell({ kind: 'machine-answered', at: this.#tick(), callId: `call of ${who}`, sid: `CA call of ${who}`, machine });
  }

  isAskedToPress1(who: string): this {
    return this.#tell({ kind: 'challenge-decided', at: this.#tick(), callId: `call of ${who}` });
  }

  presses1(who: string): this {
    return this.#tell({ kind: 'challenge-passed', at: this.#tick(), callId: `call of ${who}` });
  }

  seesTheRoomEnd(room = 'CF1'): this {
    return this.#tell({ kind: 'room-ended', at: this.#tick(), roomSid: room });
  }

  reachesItsTimeLimit(): this {
    return this.#tell({ kind: 'end-decided', at: this.#tick(), reason: 'time-limit' });
  }

  /** Twilio names what somebody's call cost, in millionths of a dollar. */
  isTold(prices: Readonly<Record<string, number>>, isLast = false): this {
    const known = Object.entries(prices).map(([who, millionths]) => [`call of ${who}`, { currency: 'USD', millionths }] as const);
    return this.#tell({ kind: 'calls-priced', at: this.#tick(), prices: new Map(known), isLast });
  }

  later(minutes: number): this {
    this.#at += minutes * 60_000;
    return this;
  }

  get conference(): Conference {
    return this.#conference;
  }

  /** What has to be done because of the last event, in a few words. */
  get todo(): string[] {
    return this.#effects.map((effect) => {
      switch (effect.effect) {
        case 'ring': return `ring ${effect.callId}${effect.pauseUntil === undefined ? '' : ` in ${(effect.pauseUntil - this.#at) / 1_000} s`}`;
        case 'hang-up': case 'say-goodbye': case 'control': case 'ask-to-press-1': return `${effect.effect} ${effect.callId}`;
        case 'say-in-thread': return `say ${effect.line.kind}${'participantId' in effect.line ? ` ${effect.line.participantId}` : ''}`;
        case 'refresh-card': case 'tell-host': case 'watch': case 'ask-host': case 'ask-prices': case 'announce': case 'watch-alone': case 'offer-extension': return effect.effect;
      }
    });
  }

  of(who: string): ParticipantState | undefined {
    return this.#conference.participants.find(({ id }) => id === who)?.state;
  }

  #tick(): number {
    this.#at += 1_000;
    return this.#at;
  }

  #tell(event: ConferenceEvent): this {
    const { conference, effects } = transition(this.#conference, event);
    this.#conference = conference;
    this.#effects = effects;
    return this;
  }
}
