import { expect, test } from 'vitest';
import { Faults } from './faults.ts';

const request = { method: 'POST', path: '/Calls.json?x=1', body: '{"To":"+14155550111"}' };

test('a rule strikes the requests it describes: after so many, so often, until it is taken out', () => {
  const faults = new Faults();
  const takeOut = faults.plant({ path: '/Calls', method: 'POST', body: '0111', after: 1, times: 2, fault: { kind: 'reset' } });
  expect(faults.strike({ ...request, method: 'GET' })).toBeUndefined();
  expect(faults.strike({ ...request, path: '/Conferences.json' })).toBeUndefined();
  expect(faults.strike({ ...request, body: '' })).toBeUndefined();
  expect([1, 2, 3, 4].map(() => faults.strike(request)?.kind)).toEqual([undefined, 'reset', 'reset', undefined]);
  takeOut();
  faults.plant({ path: '/Calls', fault: { kind: 'hang' } });
  expect(faults.strike(request)?.kind).toBe('hang');
  faults.clear();
  expect(faults.strike(request)).toBeUndefined();
});
