import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { describeHeld, doNotDisturbWindow, isQuiet, localTime, readQuietHours, whyHeld } from './quiet-hours.ts';
import type { Ring } from './quiet-hours.ts';

const NIGHT = { from: 22 * 60, to: 7 * 60 };
const MINUTE = 60_000;
const minuteOfDay = fc.integer({ min: 0, max: 1439 });
const window = fc.tuple(minuteOfDay, minuteOfDay).filter(([from, to]) => from !== to).map(([from, to]) => ({ from, to }));
const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

describe('reading quiet hours', () => {
  test.each([
    ['22:00-07:00', NIGHT], [' 22:00 – 7:00 ', NIGHT], ['22.00 to 07.00', NIGHT], ['10pm-7am', NIGHT], ['10 PM until 7:00 a.m.', NIGHT],
    ['18:30-24:00', { from: 1110, to: 0 }], ['00:00-06:00', { from: 0, to: 360 }], ['12am-12pm', { from: 0, to: 720 }], ['OFF', 'off'],
  ])('%j', (text, hours) => {
    expect(readQuietHours(text)).toEqual(hours);
  });

  test.each(['', 'on', '22-7', '10:00-7am', '10pm-07:00', '22:00', '22:00-', '22:00-22:00', '00:00-24:00', '24:00-07:00', '25:00-07:00', '22:60-07:00', '13pm-7am', '0am-7am', '22:00-07:00-08:00'])('%j says nothing one could go by', (text) => {
    expect(readQuietHours(text)).toBeUndefined();
  });

  test('whatever is written is read as it was meant', () => {
    fc.assert(fc.property(window, (hours) => {
      expect(readQuietHours(`${clock(hours.from)}-${clock(hours.to)}`)).toEqual(hours);
    }));
  });
});

describe('the clock there', () => {
  const at = Date.UTC(2026, 10, 23, 2, 10);

  test.each([['Europe/Berlin', '03:10'], ['America/New_York', '21:10'], ['Asia/Kathmandu', '07:55'], ['Pacific/Auckland', '15:10'], ['UTC', '02:10']])('in %s it is %s', (zone, text) => {
    expect(localTime(at, zone)?.text).toBe(text);
  });

  test('midnight is 00:00', () => {
    expect(localTime(Date.UTC(2026, 10, 23), 'UTC')).toEqual({ hour: 0, minute: 0, text: '00:00' });
  });

  test.each(['', 'Mars/Olympus', 'Berlin', null])('of %j nobody knows it', (zone) => {
    expect(localTime(at, zone)).toBeUndefined();
  });

  test('summer time skips an hour in spring and repeats one in autumn', () => {
    const spring = Date.UTC(2026, 2, 29, 0, 59);
    const autumn = Date.UTC(2026, 9, 25, 0, 30);
    expect([spring, spring + MINUTE].map((when) => localTime(when, 'Europe/Berlin')?.text)).toEqual(['01:59', '03:00']);
    expect([autumn, autumn + 60 * MINUTE].map((when) => localTime(when, 'Europe/Berlin')?.text)).toEqual(['02:30', '02:30']);
  });
});

describe('quiet hours', () => {
  const isQuietAt = (minutes: number, hours: { from: number; to: number }): boolean => isQuiet({ hour: Math.floor(minutes / 60), minute: minutes % 60 }, hours);

  test('begin on their minute and end before theirs, over midnight too', () => {
    const before = (minutes: number): number => (minutes + 1439) % 1440;
    fc.assert(fc.property(window, (hours) => {
      expect([before(hours.from), hours.from, before(hours.to), hours.to].map((minute) => isQuietAt(minute, hours))).toEqual([false, true, true, false]);
    }));
  });

  test('are as long as they say, and the rest of the day is as loud', () => {
    fc.assert(fc.property(window, ({ from, to }) => {
      const minutes = Array.from({ length: 1440 }, (_, minute) => minute);
      expect(minutes.filter((minute) => isQuietAt(minute, { from, to }))).toHaveLength((to - from + 1440) % 1440);
      expect(minutes.every((minute) => isQuietAt(minute, { from, to }) !== isQuietAt(minute, { from: to, to: from }))).toBe(true);
    }), { numRuns: 30 });
  });

  test('that begin when they end, or are off, are none', () => {
    fc.assert(fc.property(minuteOfDay, minuteOfDay, (now, both) => !isQuietAt(now, { from: both, to: both })));
    expect(isQuiet({ hour: 3, minute: 0 }, 'off')).toBe(false);
  });

  test('go by the clock through a night that is an hour shorter or longer', () => {
    const quietMinutes = (noon: number): number =>
      Array.from({ length: 1440 }, (_, minute) => localTime(noon + minute * MINUTE, 'Europe/Berlin')).filter((time) => time && isQuiet(time, NIGHT)).length;
    expect([Date.UTC(2026, 2, 27, 12), Date.UTC(2026, 2, 28, 12), Date.UTC(2026, 9, 24, 12)].map(quietMinutes)).toEqual([540, 480, 600]);
  });
});

describe('who is held', () => {
  const at = Date.UTC(2026, 10, 23, 2, 10); // 03:10 in Berlin, 18:10 in Los Angeles
  const ring = (changes: Partial<Ring> = {}): Ring => ({
    at, person: { timeZone: 'Europe/Berlin' }, host: { timeZone: 'America/Los_Angeles' }, defaultQuietHours: NIGHT, urgent: false, ...changes,
  });
  const inBerlin = { timeZone: 'Europe/Berlin' };
  const now = { startsAt: at - MINUTE, endsAt: at + MINUTE };

  test('somebody for whom it is night while it is not for the host', () => {
    expect(whyHeld(ring())).toEqual({ reason: 'night', localTime: '03:10' });
    expect(whyHeld(ring({ host: inBerlin }))).toBeNull();
    expect(whyHeld(ring({ at: at + 12 * 60 * MINUTE }))).toBeNull();
  });

  test("somebody in Slack's do-not-disturb, wherever the host is", () => {
    const person = { ...inBerlin, doNotDisturb: now };
    expect(whyHeld(ring({ person, host: inBerlin }))).toEqual({ reason: 'do-not-disturb', localTime: '03:10' });
    expect(whyHeld(ring({ person: { timeZone: null, doNotDisturb: now } }))).toEqual({ reason: 'do-not-disturb', localTime: null });
  });

  test('from its first to before its last moment, and not ahead of the next', () => {
    const heldAt = (when: number) => whyHeld(ring({ at: when, host: inBerlin, person: { ...inBerlin, doNotDisturb: now } })) !== null;
    expect([now.startsAt - 1, now.startsAt, now.endsAt - 1, now.endsAt].map(heldAt)).toEqual([false, true, true, false]);
  });

  test('somebody in quiet hours of their own, even when it is night for the host too and QUIET_HOURS is off', () => {
    const person = { ...inBerlin, quietHours: { from: 0, to: 300 } };
    expect(whyHeld(ring({ person, host: inBerlin, defaultQuietHours: 'off' }))).toEqual({ reason: 'own-quiet-hours', localTime: '03:10' });
    expect(whyHeld(ring({ person: { ...inBerlin, quietHours: { from: 300, to: 600 } } }))).toBeNull();
  });

  test('nobody by night who wants to be rung at any hour', () => {
    expect(whyHeld(ring({ person: { ...inBerlin, quietHours: 'off' } }))).toBeNull();
    expect(whyHeld(ring({ person: { ...inBerlin, quietHours: 'off', doNotDisturb: now } }))).toMatchObject({ reason: 'do-not-disturb' });
  });

  test('nobody presumed to sleep when QUIET_HOURS is off', () => {
    expect(whyHeld(ring({ person: { ...inBerlin, doNotDisturb: now }, defaultQuietHours: 'off' }))).toBeNull();
  });

  test('an unknown time zone holds nobody, and lets no host be asleep', () => {
    expect(whyHeld(ring({ person: { timeZone: null } }))).toBeNull();
    expect(whyHeld(ring({ host: { timeZone: 'Mars/Olympus' } }))).toMatchObject({ reason: 'night' });
  });

  const zone = fc.constantFrom('Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Mars/Olympus', null);
  const hours = fc.oneof(fc.constant('off' as const), window);
  const anyRing = fc.record({
    at: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
    person: fc.record({ timeZone: zone, quietHours: fc.option(hours), doNotDisturb: fc.option(fc.constant({ startsAt: Date.UTC(2026, 3, 1), endsAt: Date.UTC(2026, 8, 1) })) }),
    host: fc.record({ timeZone: zone }),
    defaultQuietHours: hours,
    urgent: fc.boolean(),
  });

  test('nobody at all when it is urgent, and nobody the same clock rules as the host, but by their own wish', () => {
    fc.assert(fc.property(anyRing, (one) => {
      expect(whyHeld({ ...one, urgent: true })).toBeNull();
      const { timeZone } = one.person;
      fc.pre(timeZone !== 'Mars/Olympus');
      expect(whyHeld({ ...one, host: { timeZone }, person: { timeZone } })).toBeNull();
    }));
  });

  test('everybody held is told of in a sentence', () => {
    expect(describeHeld('Bob', { reason: 'night', localTime: '03:10' })).toBe('It is 03:10 for Bob.');
    expect(describeHeld('Bob', { reason: 'own-quiet-hours', localTime: '12:10' })).toBe('It is 12:10 for Bob, within their quiet hours.');
    expect(describeHeld('Bob', { reason: 'do-not-disturb', localTime: '15:20' })).toBe('It is 15:20 for Bob, who has Do Not Disturb on in Slack.');
    expect(describeHeld('Bob', { reason: 'do-not-disturb', localTime: null })).toBe('Bob has Do Not Disturb on in Slack.');
  });
});

test("Slack's times are seconds, and without do-not-disturb they mean nothing", () => {
  expect(doNotDisturbWindow({ dnd_enabled: true, next_dnd_start_ts: 1_795_400_000, next_dnd_end_ts: 1_795_430_000 })).toEqual({ startsAt: 1_795_400_000_000, endsAt: 1_795_430_000_000 });
  expect(doNotDisturbWindow({ dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1 })).toBeNull();
});
