import { describe, expect, test } from 'vitest';
import type { Call } from './call.ts';
import { newCall } from './call.ts';
import { endedConference, exampleConference } from './conference-examples.ts';
import type { Controls, PersonControl } from './may-control.ts';
import { controlsFor, isMissing, mayControl, mayControlPerson } from './may-control.ts';
import type { Participant, ParticipantState } from './participant.ts';

const conference = exampleConference([{ name: 'Alice Ames', state: 'joined' }, { name: 'Bob Berg', state: 'busy' }]);
const [alice, bob] = conference.participants;
const HOST = { userId: conference.hostUserId, isAdmin: false };
const ALICE = { userId: 'U0', isAdmin: false };
const CAROL = { userId: 'UCAROL', isAdmin: false };
const ADMIN = { userId: 'UADA', isAdmin: true };
const CONTROLS: readonly Controls[] = ['host', 'participants', 'channel'];
const PERSON: readonly PersonControl[] = ['mute', 'unmute', 'hold', 'resume', 'remove', 'ring-again'];

describe('who may reach into a conference', () => {
  test('the host and admins always; those in it, and the channel, as CONTROLS says', () => {
    const who = (controls: Controls): boolean[] => [HOST, ADMIN, ALICE, CAROL].map((presser) => mayControl(controls, conference, presser));
    expect(CONTROLS.map(who)).toEqual([[true, true, false, false], [true, true, true, false], [true, true, true, true]]);
  });

  test('everybody may mute and unmute themselves, hang up and be rung again, and not put themselves on hold', () => {
    if (alice === undefined || bob === undefined) throw new Error('nobody is in it');
    expect(PERSON.filter((control) => mayControlPerson('host', conference, ALICE, control, alice))).toEqual(['mute', 'unmute', 'remove', 'ring-again']);
    expect(PERSON.filter((control) => mayControlPerson('host', conference, ALICE, control, bob))).toEqual([]);
    expect(PERSON.filter((control) => mayControlPerson('host', conference, HOST, control, alice))).toEqual(PERSON);
  });

  test('an outside person, who is nobody in Slack, is nobody\'s own', () => {
    expect(mayControlPerson('host', conference, { userId: '', isAdmin: false }, 'mute', { slackUserId: null })).toBe(false);
  });
});

describe('what can be done to somebody', () => {
  const marks = { muted: false, onHold: false };
  const every: readonly ParticipantState[] = [
    'held', 'waiting', 'ringing', 'answered', 'joined', 'left', 'no-answer', 'busy', 'unreachable', 'voicemail', 'declined', 'removed', 'cancelled', 'not-called',
  ];

  test('fits their state, and is nothing once it is over', () => {
    const offered = Object.fromEntries(every.map((state) => [state, controlsFor(conference, { state, calls: [] }, marks).join(' ')]));
    expect(offered).toEqual({
      held: 'ring-again', waiting: 'remove', ringing: 'remove', answered: 'remove', joined: 'mute hold remove', left: 'ring-again', 'no-answer': 'ring-again', busy: 'ring-again',
      unreachable: 'ring-again', voicemail: 'ring-again', declined: 'ring-again', removed: 'ring-again', cancelled: '', 'not-called': 'ring-again',
    });
    expect(controlsFor(conference, { state: 'joined', calls: [] }, { muted: true, onHold: true })).toEqual(['unmute', 'resume', 'remove']);
    expect(every.flatMap((state) => controlsFor(endedConference([], 'everyone-left', 1), { state, calls: [] }, marks))).toEqual([]);
    expect(controlsFor({ end: null, decidedEnd: { reason: 'time-limit', at: 0 } }, { state: 'joined', calls: [] }, marks)).toEqual([]);
  });

  test('between two tries of the plan includes ringing them now, and they are missing still', () => {
    const failed: Call = { ...newCall('c'), sid: 'CA1', placing: 'placed', status: 'busy', endedAt: 1 };
    const pause: Pick<Participant, 'state' | 'calls'> = { state: 'waiting', calls: [failed, { ...newCall('c.3'), attempt: 2 }] };
    const atOnce: Pick<Participant, 'state' | 'calls'> = { state: 'waiting', calls: [failed, { ...newCall('c.2'), toSecond: true }] };
    expect([controlsFor(conference, pause, marks), isMissing(pause)]).toEqual([['ring-again', 'remove'], true]);
    expect([controlsFor(conference, atOnce, marks), isMissing(atOnce)]).toEqual([['remove'], false]);
  });

  test('who is missing never came in: not who left, was taken out, or is being rung', () => {
    expect(every.filter((state) => isMissing({ state, calls: [] }))).toEqual(['left', 'no-answer', 'busy', 'unreachable', 'voicemail', 'declined']);
    const left = exampleConference([{ name: 'Alice Ames', state: 'left', minutes: 3 }]).participants[0];
    expect(left === undefined || isMissing(left)).toBe(false);
  });
});
