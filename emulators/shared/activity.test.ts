import { expect, test } from 'vitest';
import { Activity } from './activity.ts';

test('idle waits for everything under way, failed work too, and says whether it had to', async () => {
  const activity = new Activity();
  expect(await activity.idle()).toBe(false);
  const first = Promise.withResolvers<string>();
  const second = Promise.withResolvers<string>();
  const kept = activity.track(first.promise);
  activity.track(second.promise).catch(() => undefined);
  let idle = false;
  const waiting = activity.idle().then((waited) => {
    idle = true;
    return waited;
  });
  first.resolve('done');
  expect(await kept).toBe('done');
  expect(idle).toBe(false);
  second.reject(new Error('failed'));
  expect(await waiting).toBe(true);
});
