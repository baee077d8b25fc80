import { describe, expect, test } from 'vitest';
import { Telling } from './transition-histories/telling.ts';

describe('a machine that picks up', () => {
  const inTheRoom = () => new Telling().finds('Alice', 'Bob').places('Alice').places('Bob').sees('Alice', 'join', 1).hears('Alice', 'in-progress').sees('Bob', 'join', 2);

  test('is taken out of the room to be asked, is shown in it no more, and is voicemail once its call is over', () => {
    const told = inTheRoom().soundsLike('Bob');
    expect(told.todo).toEqual(['ask-to-press-1 call of Bob', 'refresh-card']);
    expect(told.isAskedToPress1('Bob').todo).toEqual(['say challenged Bob', 'refresh-card']);
    expect([told.of('Alice'), told.of('Bob')]).toEqual(['joined', 'answered']);
    expect(told.sees('Bob', 'leave', 3).of('Bob')).toBe('answered');
    expect(told.hears('Bob', 'completed').todo).toEqual(['say voicemail Bob', 'watch-alone', 'refresh-card']);
    expect([told.of('Bob'), told.conference.state]).toEqual(['voicemail', 'live']);
  });

  test('is a person who presses 1: back in the room, gone when the call is', () => {
    const told = inTheRoom().soundsLike('Bob').isAskedToPress1('Bob').sees('Bob', 'leave', 3).presses1('Bob');
    expect([told.of('Bob'), told.todo]).toEqual(['answered', ['refresh-card']]);
    expect(told.sees('Bob', 'join', 4).todo).toEqual(['say passed Bob', 'refresh-card']);
    expect(told.sees('Bob', 'leave', 5).of('Bob')).toBe('answered');
    expect(told.hears('Bob', 'completed').todo).toEqual(['say left Bob', 'watch-alone', 'refresh-card']);
    expect(told.presses1('Bob').soundsLike('Bob').todo).toEqual([]);
  });

  test('is asked while the welcome is still being said to it', () => {
    const told = new Telling().finds('Alice', 'Bob').places('Bob').hears('Bob', 'in-progress').soundsLike('Bob', 'fax');
    expect(told.todo).toContain('ask-to-press-1 call of Bob');
    expect(told.hears('Bob', 'completed').of('Bob')).toBe('voicemail');
  });

  test('alone was nobody: the conference did not begin, and ends with nobody having answered', () => {
    const told = new Telling().finds('Alice').places('Alice').hears('Alice', 'in-progress').sees('Alice', 'join', 1);
    expect(told.conference.state).toBe('live');
    expect([told.soundsLike('Alice').conference.state, told.conference.liveAt]).toEqual(['starting', null]);
    told.isAskedToPress1('Alice').sees('Alice', 'leave', 2).seesTheRoomEnd();
    expect(told.conference.state).toBe('starting');
    expect(told.hears('Alice', 'completed').conference.end?.reason).toBe('nobody-answered');
  });

  test('that left before anybody asked it is gone, whichever was heard first', () => {
    const told = inTheRoom().sees('Bob', 'leave', 3).soundsLike('Bob');
    expect([told.of('Bob'), told.todo]).toEqual(['voicemail', ['say voicemail Bob', 'refresh-card']]);
    expect(inTheRoom().soundsLike('Bob').sees('Bob', 'leave', 3).of('Bob')).toBe('voicemail');
  });

  test('that hung up before the verdict was heard is asked nothing', () => {
    const told = new Telling().finds('Alice', 'Bob').places('Alice').places('Bob').hears('Bob', 'completed').soundsLike('Bob');
    expect([told.of('Bob'), told.todo]).toEqual(['voicemail', ['say voicemail Bob', 'refresh-card']]);
  });

  test('is hung up on when the conference ends while it is asked outside of the room', () => {
    const told = inTheRoom().soundsLike('Bob').isAskedToPress1('Bob').sees('Bob', 'leave', 3).reachesItsTimeLimit();
    expect(told.todo).toContain('hang-up call of Bob');
  });
});
