import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { LogSettings } from './log.ts';
import { createLog } from './log.ts';

/** What a log with these settings writes while `tell` speaks to it. */
function written(settings: Partial<LogSettings>, tell: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const chunks: string[] = [];
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      chunks.push(String(chunk));
      done();
    },
  });
  tell(createLog({ level: 'info', phoneNumbers: 'masked', secrets: [], ...settings }, destination));
  return chunks.join('').split('\n').filter((line) => line !== '').map((line): Record<string, unknown> => JSON.parse(line));
}

test('a line holds its level, its time, its facts and its words', () => {
  const [line] = written({}, (log) => log.info({ conferenceId: 'c', count: 2, at: null, open: true }, 'Something happened'));
  expect(line).toEqual({ level: 'info', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), conferenceId: 'c', count: 2, at: null, open: true, msg: 'Something happened' });
});

test('a level keeps out what is below it', () => {
  const lines = written({ level: 'warn' }, (log) => {
    log.info({}, 'fine');
    log.warn({}, 'odd');
    log.error({}, 'broken');
  });
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([['warn', 'odd'], ['error', 'broken']]);
});

describe('numbers', () => {
  const told = (settings: Partial<LogSettings>): string => JSON.stringify(written(settings, (log) => log.error(
    { to: '+14155550101', deep: { list: ['+44 20 7946 0103'] }, error: new Error('No route to +493023125104', { cause: new Error('%2B14155550102 refused') }) },
    'Calling Alice at +1 (415) 555-0101')));

  test('stand nowhere in full: not in words, facts, lists, errors or their causes', () => {
    const text = told({});
    expect(text).toContain('+1•••••••01');
    for (const digits of ['5550101', '555-0101', '7946', '23125104', '5550102']) expect(text).not.toContain(digits);
  });

  test('are shown to an admin who asked for it', () => {
    expect(told({ phoneNumbers: 'full' })).toContain('+14155550101');
  });
});

test('a secret is hidden wherever it turns up, and an empty one hides nothing', () => {
  const text = JSON.stringify(written({ secrets: ['xoxb-secret', ''] }, (log) =>
    log.error({ header: 'Bearer xoxb-secret', error: new Error('token xoxb-secret is invalid') }, 'With xoxb-secret')));
  expect(text).not.toContain('xoxb-secret');
  expect(text).toContain('Bearer •••');
});

test('of an error its kind, words, code and stack are kept, and none of the request that hangs on it', () => {
  const error = Object.assign(new TypeError('It broke'), { code: 21215, config: { auth: { password: 'hidden' } }, response: { body: 'To=%2B14155550101' } });
  const [line] = written({}, (log) => log.error({ error }, 'Failed'));
  expect(line?.['error']).toEqual({ type: 'TypeError', message: 'It broke', code: 21215, stack: expect.stringContaining('It broke') });
});

test('what has no end or no JSON does not stop the log', () => {
  const ring: { self?: unknown } = {};
  ring.self = ring;
  const [line] = written({}, (log) => log.info({ ring, big: 12n, nothing: undefined }, 'Still here'));
  expect(line).toMatchObject({ big: '12', msg: 'Still here' });
});
