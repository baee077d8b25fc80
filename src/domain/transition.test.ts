import { describe, expect, test } from 'vitest';
import type { CallStatus } from './call.ts';
import { findCall } from './conference.ts';
import { asked } from './transition-histories.ts';
import { Telling } from './transition-histories/telling.ts';
import { transition, transitionAll } from './transition.ts';

describe('a conference from beginning to end', () => {
  test('once its people are known, their phones are rung in their order', () => {
    const told = new Telling().finds('Alice', 'Bob');
    expect(told.todo).toEqual(['tell-host', 'watch', 'ring call of Alice', 'ring call of Bob', 'refresh-card']);
    expect([told.of('Alice'), told.of('Bob'), told.conference.state]).toEqual(['waiting', 'waiting', 'starting']);
  });

  test('a call goes from waiting by ringing and answered to joined and left, and with the last one the conference ends', () => {
    const told = new Telling().finds('Alice').places('Alice');
    expect(told.of('Alice')).toBe('waiting');
    expect(told.hears('Alice', 'initiated').of('Alice')).toBe('ringing');
    expect(told.hears('Alice', 'ringing').todo).toEqual(['refresh-card']);
    expect(told.hears('Alice', 'in-progress').of('Alice')).toBe('answered');
    expect(told.sees('Alice', 'join', 1).todo).toEqual(['say joined Alice', 'watch-alone', 'refresh-card']);
    expect([told.of('Alice'), told.conference.state]).toEqual(['joined', 'live']);
    expect(told.sees('Alice', 'leave', 2).todo).toEqual(['say left Alice', 'say ended', 'refresh-card']);
    expect([told.of('Alice'), told.conference.state, told.conference.end?.reason]).toEqual(['left', 'ended', 'everyone-left']);
    expect(told.hears('Alice', 'completed').todo).toEqual(['ask-prices', 'refresh-card']);
  });

  test('it goes on as long as somebody still rings', () => {
    const told = new Telling().finds('Alice', 'Bob').places('Alice').places('Bob').hears('Bob', 'ringing').sees('Alice', 'join', 1).sees('Alice', 'leave', 2);
    expect([told.of('Alice'), told.conference.state]).toEqual(['left', 'live']);
    expect(told.sees('Bob', 'join', 1, 'CF2').conference.state).toBe('live');
    expect(told.sees('Bob', 'leave', 2, 'CF2').conference.end?.reason).toBe('everyone-left');
  });

  test('it ends when nobody answers', () => {
    const told = new Telling().finds('Alice', 'Bob').places('Alice').places('Bob').hears('Alice', 'no-answer');
    expect(told.todo).toEqual(['say no-answer Alice', 'refresh-card']);
    expect(told.hears('Bob', 'busy', 486).conference.end?.reason).toBe('nobody-answered');
    expect(told.conference.liveAt).toBeNull();
  });

  test('with nobody to ring it never began: the host alone is told', () => {
    const told = new Telling().finds('(Alice)', '(Bob)');
    expect(told.todo).toEqual(['tell-host']);
    expect([told.of('Alice'), told.conference.end?.reason]).toEqual(['not-called', 'nobody-to-ring']);
  });

  test('when Twilio refuses everybody, the card that stands there tells the end', () => {
    const told = new Telling().finds('Alice').asksTwilioFor('Alice').isRefused('Alice', 'not-called');
    expect(told.todo).toEqual(['say ended', 'refresh-card']);
    expect([told.of('Alice'), told.conference.end?.reason]).toEqual(['not-called', 'no-call-placed']);
  });

  test('its time limit hangs up everybody who is on the phone, and rings nobody any more', () => {
    const told = new Telling().finds('Alice', 'Bob', 'Carol').places('Alice').sees('Alice', 'join', 1).places('Bob').hears('Bob', 'ringing').later(240).reachesItsTimeLimit();
    expect(told.todo).toEqual(['say ended', 'hang-up call of Alice', 'hang-up call of Bob', 'refresh-card']);
    expect([told.of('Carol'), told.conference.end?.reason]).toEqual(['cancelled', 'time-limit']);
    told.sees('Alice', 'leave', 2).hears('Alice', 'completed').hears('Bob', 'canceled');
    expect([told.of('Alice'), told.of('Bob'), told.conference.end?.reason]).toEqual(['left', 'cancelled', 'time-limit']);
  });

  test('a call whose answer comes after the end is hung up as soon as it is known', () => {
    const told = new Telling().finds('Alice').asksTwilioFor('Alice').reachesItsTimeLimit();
    expect(told.todo).toEqual(['say ended', 'refresh-card']);
    expect(told.hears('Alice', 'ringing').todo).toEqual(['hang-up call of Alice', 'refresh-card']);
  });

  test('people found only after the end was decided are not rung', () => {
    const told = new Telling().reachesItsTimeLimit().finds('Alice');
    expect(told.todo).toEqual([]);
    expect(told.conference.participants).toEqual([]);
  });

  test('people are found once: a second finding changes nothing', () => {
    const told = new Telling().finds('Alice');
    expect(told.finds('Alice', 'Bob').todo).toEqual([]);
    expect(told.conference.participants).toHaveLength(1);
  });

  test('the host named it, or it is called after its people', () => {
    const unnamed = transition({ ...asked, name: null }, { kind: 'people-resolved', at: 1, name: 'Conference with Bob', people: [] });
    expect(unnamed.conference.name).toBe('Conference with Bob');
    expect(new Telling().finds('Bob').conference.name).toBe('Review');
  });
});

describe('what a conference cost', () => {
  const over = () => new Telling().finds('Alice', 'Bob').places('Alice').places('Bob').hears('Alice', 'completed').hears('Bob', 'completed');
  const prices = (told: Telling) => told.conference.participants.flatMap(({ calls }) => calls.map(({ price }) => price?.millionths ?? null));

  test('is asked for once, when nothing else can be learnt of its calls, and not when nobody picked up', () => {
    expect(over().todo).toContain('ask-prices');
    expect(over().hears('Bob', 'completed').todo).toEqual([]);
    expect(new Telling().finds('Alice').places('Alice').hears('Alice', 'no-answer').todo).not.toContain('ask-prices');
  });

  test('comes bit by bit, shows on the card, and the first price named stays', () => {
    const told = over().isTold({ Alice: 14_000 });
    expect([told.todo, prices(told)]).toEqual([['refresh-card'], [14_000, null]]);
    expect(prices(told.isTold({ Alice: 28_000, Bob: 14_000 }))).toEqual([14_000, 14_000]);
    expect(told.isTold({ Alice: 28_000 }).todo).toEqual([]);
    expect(told.conference.state).toBe('ended');
  });

  test('is given up once', () => {
    const told = over().isTold({}, true);
    expect([told.todo, told.conference.pricesGivenUp]).toEqual([['refresh-card'], true]);
    expect(told.isTold({}, true).todo).toEqual([]);
  });
});

describe('a call', () => {
  const ended = (status: CallStatus, sip: number | null = null) => new Telling().finds('Alice').places('Alice').hears('Alice', status, sip).of('Alice');

  test('ends as the network says: busy, unanswered, out of reach', () => {
    expect([ended('busy', 486), ended('no-answer'), ended('failed', 404)]).toEqual(['busy', 'no-answer', 'unreachable']);
  });

  test('was declined when the person pressed the red button, whichever status Twilio makes of it', () => {
    expect([ended('busy', 603), ended('failed', 603)]).toEqual(['declined', 'declined']);
  });

  test('that was picked up and hung up before the others could hear anything is told apart', () => {
    const told = new Telling().finds('Alice').places('Alice').hears('Alice', 'in-progress').hears('Alice', 'completed');
    expect(told.todo).toEqual(['say left-before-joining Alice', 'say ended', 'ask-prices', 'refresh-card']);
    expect(told.conference.end?.reason).toBe('nobody-answered');
  });

  test('Twilio would not place is over, with the reason', () => {
    const told = new Telling().finds('Alice', 'Bob').asksTwilioFor('Alice').isRefused('Alice');
    expect(told.todo).toEqual(['say unreachable Alice', 'refresh-card']);
    expect(told.of('Alice')).toBe('unreachable');
  });

  test('Twilio was too busy for takes a new turn', () => {
    const told = new Telling().finds('Alice').asksTwilioFor('Alice').isThrottledFor('Alice');
    expect(told.todo).toEqual(['ring call of Alice', 'refresh-card']);
    expect(told.of('Alice')).toBe('waiting');
  });
});

describe('whoever is not reached', () => {
  const rung = (attempts: number, hasSecond: boolean) => new Telling(attempts).finds(hasSecond ? 'Alice+' : 'Alice', 'Bob');

  test('is rung at their second number at once, and what the first came to is told', () => {
    const told = rung(1, true).places('Alice').hears('Alice', 'busy', 486);
    expect(told.todo).toEqual(['ring call of Alice.2', 'say busy Alice', 'say tries-second-number Alice', 'refresh-card']);
    expect([told.of('Alice'), told.conference.state]).toEqual(['waiting', 'starting']);
  });

  test('is rung again a minute after the last call of an attempt, and once the plan is used up no more', () => {
    const told = rung(2, false).places('Alice').hears('Alice', 'no-answer');
    expect(told.todo).toEqual(['ring call of Alice.3 in 60 s', 'say no-answer Alice', 'say tries-again Alice', 'refresh-card']);
    told.later(1).places('Alice', 3).hears('Alice', 'no-answer', null, 3);
    expect([told.of('Alice'), told.todo]).toEqual(['no-answer', ['say no-answer Alice', 'refresh-card']]);
  });

  test('whose number Twilio takes for none is rung at the second, and never again at the first', () => {
    const told = rung(2, true).asksTwilioFor('Alice').isRefused('Alice', 'not-called');
    expect(told.todo).toEqual(['ring call of Alice.2', 'say tries-second-number Alice', 'refresh-card']);
    expect(told.places('Alice', 2).hears('Alice', 'busy', 486, 2).todo).toContain('ring call of Alice.4 in 60 s');
  });

  test('is not rung at a second number at which somebody else came in, whichever was heard first', () => {
    const ada = { participantId: 'Ada', callId: 'call of Ada', slackUserId: 'UAda', name: 'Ada', shortName: 'Ada', isHost: false, number: { e164: '+14155550199', extension: null }, numberSource: 'book', held: null, notCalled: null } as const;
    const added = { kind: 'people-added', at: asked.requestedAt + 60_000, by: 'UBob', people: [ada] } as const;
    const busy = { kind: 'call-progressed', at: asked.requestedAt + 50_000, callId: 'call of Alice', sid: 'CA call of Alice', status: 'busy', sipResponseCode: 486 } as const;
    const { conference } = rung(2, true).places('Alice').places('Bob').hears('Bob', 'in-progress');
    for (const events of [[busy, added], [added, busy]]) {
      const told = transitionAll(conference, events);
      expect(told.conference.participants[0]?.calls.filter(({ placing }) => placing !== 'withdrawn').map(({ id, placing }) => [id, placing])).toEqual([['call of Alice', 'placed'], ['call of Alice.3', 'waiting']]);
    }
  });

  test('but declined, which is heard a moment after "busy", is not rung on after all', () => {
    const told = rung(2, true).places('Alice').hears('Alice', 'busy').hears('Alice', 'busy', 603);
    expect([told.of('Alice'), told.todo]).toEqual(['declined', ['say declined Alice', 'refresh-card']]);
  });

  test('is rung on as long as nobody ever was in the room, and then only for company', () => {
    const told = rung(2, false).places('Alice').places('Bob').hears('Alice', 'busy', 486);
    expect(told.of('Alice')).toBe('waiting');
    told.sees('Bob', 'join', 1).sees('Bob', 'leave', 2);
    expect([told.of('Alice'), told.conference.end?.reason]).toEqual(['busy', 'everyone-left']);
  });

  test('ends with the decision to end it, whether it was heard before or after that nobody answered', () => {
    const before = rung(2, false).places('Alice').places('Bob').hears('Bob', 'no-answer').hears('Alice', 'busy', 486).later(0.5).reachesItsTimeLimit();
    expect([before.of('Alice'), before.of('Bob'), before.conference.end?.reason]).toEqual(['busy', 'no-answer', 'time-limit']);
    expect(before.todo).toEqual(['say ended', 'refresh-card']);
  });
});

describe('news out of order', () => {
  test('an older status never replaces a newer one', () => {
    const told = new Telling().finds('Alice').places('Alice').hears('Alice', 'in-progress');
    expect(told.hears('Alice', 'ringing').of('Alice')).toBe('answered');
    expect(told.hears('Alice', 'completed').hears('Alice', 'in-progress').of('Alice')).toBe('left');
  });

  test('a join heard of before the answer to our own request is that call', () => {
    const told = new Telling().finds('Alice').asksTwilioFor('Alice').sees('Alice', 'join', 1);
    expect(told.of('Alice')).toBe('joined');
    expect(findCall(told.conference, 'call of Alice')?.call.sid).toBe('CA call of Alice');
  });

  test('a leave heard of before its join leaves nobody in the room', () => {
    const told = new Telling().finds('Alice').places('Alice').sees('Alice', 'leave', 2);
    const { conference } = told;
    expect(transition(conference, {
      kind: 'participant-joined', at: asked.requestedAt, participantId: 'Alice', sid: 'CA call of Alice', roomSid: 'CF1', sequence: 1,
    }).conference.participants[0]?.state).toBe('left');
  });

  test('the end of the room says that everybody left, when their leaves never come', () => {
    const told = new Telling().finds('Alice').places('Alice').sees('Alice', 'join', 1).seesTheRoomEnd();
    expect([told.of('Alice'), told.conference.state]).toEqual(['left', 'ended']);
    expect(told.sees('Alice', 'leave', 2).conference.end?.reason).toBe('everyone-left');
  });

  test('a status under another CallSid is not this call', () => {
    const told = new Telling().finds('Alice').places('Alice').hears('Alice', 'ringing');
    const { conference } = told;
    const strange = transition(conference, { kind: 'call-progressed', at: 0, callId: 'call of Alice', sid: 'CA strange', status: 'completed', sipResponseCode: null });
    expect(strange.conference).toBe(conference);
  });

  test('news of nobody and nothing we know changes nothing', () => {
    const { conference } = new Telling().finds('Alice');
    expect(transition(conference, { kind: 'call-progressed', at: 0, callId: 'nobody', sid: 'CA', status: 'ringing', sipResponseCode: null }).conference).toBe(conference);
    expect(transition(conference, { kind: 'participant-joined', at: 0, participantId: 'nobody', sid: 'CA', roomSid: 'CF1', sequence: 1 }).conference).toBe(conference);
  });
});
