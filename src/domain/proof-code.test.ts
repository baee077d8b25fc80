import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { CodeJudgement } from './proof-code.ts';
import { CODE_LASTS_MS, judgeCode, mayAskForCode, MOST_TRIES, readCode, speakable } from './proof-code.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 10, 23, 10);

describe('the code as it is spoken', () => {
  test('its digits are read one by one, twice, and a stranger learns what to do', () => {
    expect(speakable('048213')).toEqual([
      'Hello. Here is the code for your phone number.', 'Your code is: 0 4 8 2 1 3.', 'Once more: 0 4 8 2 1 3.',
      'If you did not ask for it, hang up, and tell it to nobody.',
    ]);
  });

  test.each(['', '12345', '1234567', '12345a', '٠٤٨٢١٣'])('%j is no code', (code) => {
    expect(() => speakable(code)).toThrow(RangeError);
  });
});

describe('the code as it is typed', () => {
  test.each(['048213', ' 048 213 ', '048-213', '0 4 8 2 1 3', '048–213', '０４８２１３'])('%j is it', (typed) => {
    expect(readCode(typed)).toBe('048213');
  });

  test.each(['', '48213', '0482133', 'O48213', '048,213'])('%j is none', (typed) => {
    expect(readCode(typed)).toBeUndefined();
  });
});

describe('judging a code', () => {
  /** Types codes one after another, a second apart, each right or wrong. */
  function type(tries: readonly boolean[], from = NOW): CodeJudgement[] {
    let wrongTries = 0;
    return tries.map((sameCode, index) => {
      const judged = judgeCode({ madeAt: NOW, wrongTries }, sameCode, from + index * 1_000);
      if ('wrongTries' in judged) wrongTries = judged.wrongTries;
      return judged;
    });
  }
  const results = (judged: readonly CodeJudgement[]): string[] => judged.map(({ result }) => result);

  test('the right one proves, at the third try too', () => {
    expect(results(type([true]))).toEqual(['proved']);
    expect(results(type([false, false, true]))).toEqual(['wrong', 'wrong', 'proved']);
  });

  test('three wrong ones use it up, and the right one comes too late', () => {
    const judged = type([false, false, false, true]);
    expect(results(judged)).toEqual(['wrong', 'wrong', 'used-up', 'used-up']);
    expect(judged).toMatchObject([
      { triesLeft: 2, sentence: 'That is not the code the call told you. You have 2 tries left.' },
      { triesLeft: 1, sentence: 'That is not the code the call told you. You have one try left.' },
      { wrongTries: MOST_TRIES }, { wrongTries: MOST_TRIES },
    ]);
  });

  test('it lasts ten minutes', () => {
    expect(results(type([true], NOW + CODE_LASTS_MS - 1))).toEqual(['proved']);
    expect(results(type([true], NOW + CODE_LASTS_MS))).toEqual(['too-late']);
    expect(results(type([false], NOW + CODE_LASTS_MS))).toEqual(['too-late']);
  });

  test('whatever is typed, at most three codes are compared and only a right one in time proves', () => {
    fc.assert(fc.property(fc.array(fc.boolean(), { maxLength: 8 }), fc.nat(2 * CODE_LASTS_MS), (tries, wait) => {
      type(tries, NOW + wait).forEach((judged, index) => {
        const inTime = wait + index * 1_000 < CODE_LASTS_MS;
        const wrongBefore = tries.slice(0, index).filter((right) => !right).length;
        expect(judged.result === 'proved').toBe(inTime && tries[index] === true && wrongBefore < MOST_TRIES);
      });
    }));
  });
});

describe('asking for a code', () => {
  const askedBefore = (...ago: number[]): number[] => ago.map((ms) => NOW - ms);

  test('the first one is free', () => {
    expect(mayAskForCode({ byUser: [], toNumber: [] }, NOW)).toEqual({ may: true });
  });

  test.each<[string, number[], number[], number, string]>([
    ['one a minute for a user', [20_000], [], 40_000, 'You asked for a call too often. You can ask again in 40 seconds.'],
    ['five an hour', [2, 10, 20, 30, 59].map((minutes) => minutes * MINUTE), [], MINUTE, 'You asked for a call too often. You can ask again in 1 minute.'],
    ['ten a day', Array.from({ length: 10 }, (_, index) => (index + 2) * 2 * HOUR), [], 2 * HOUR, 'You asked for a call too often. You can ask again in 2 hours.'],
    ['three an hour for a number', [], [5, 10, 48].map((minutes) => minutes * MINUTE), 12 * MINUTE, 'That number was called for a code too often. You can ask again in 12 minutes.'],
    ['six a day for a number', [], [2, 4, 6, 8, 10, 12].map((hours) => hours * HOUR), 12 * HOUR, 'That number was called for a code too often. You can ask again in 12 hours.'],
    ['the longer wait of both', [20_000], [5, 10, 48].map((minutes) => minutes * MINUTE), 12 * MINUTE, 'That number was called for a code too often. You can ask again in 12 minutes.'],
  ])('%s', (_, byUser, toNumber, wait, sentence) => {
    expect(mayAskForCode({ byUser: askedBefore(...byUser), toNumber: askedBefore(...toNumber) }, NOW)).toEqual({ may: false, againAt: NOW + wait, sentence });
  });

  test('what is a day old no longer counts', () => {
    expect(mayAskForCode({ byUser: Array.from({ length: 20 }, () => NOW - 24 * HOUR), toNumber: [] }, NOW)).toEqual({ may: true });
  });

  test('who always asks as soon as they may never asks too often, and is told the very first moment', () => {
    fc.assert(fc.property(fc.array(fc.nat(3 * HOUR), { minLength: 1, maxLength: 60 }), fc.boolean(), (waits, isOneNumber) => {
      const asked: number[] = [];
      let now = NOW;
      for (const wait of waits) {
        now += wait;
        const history = isOneNumber ? { byUser: [], toNumber: asked } : { byUser: asked, toNumber: [] };
        const may = mayAskForCode(history, now);
        const againAt = may.may ? now : may.againAt;
        expect([mayAskForCode(history, againAt - 1).may, mayAskForCode(history, againAt).may]).toEqual([may.may && mayAskForCode(history, now - 1).may, true]);
        now = againAt;
        asked.unshift(now);
      }
      const most = (within: number): number => Math.max(...asked.map((end) => asked.filter((one) => one > end - within && one <= end).length));
      const limits = isOneNumber ? [[HOUR, 3], [24 * HOUR, 6]] as const : [[MINUTE, 1], [HOUR, 5], [24 * HOUR, 10]] as const;
      expect(limits.filter(([within, count]) => most(within) > count)).toEqual([]);
    }));
  });
});
