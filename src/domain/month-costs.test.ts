import { expect, test } from 'vitest';
import type { CostRow } from './month-costs.ts';
import { byChannel, byHost, NOTHING_COUNTED, total } from './month-costs.ts';

const row = (hostUserId: string | null, channelId: string, millionths: number, more: Partial<CostRow> = {}): CostRow => ({
  hostUserId, channelId, conferences: 1, calls: 2, minutes: 3, known: millionths === 0 ? [] : [{ currency: 'USD', millionths }], pending: 0, never: 0, ...more,
});
const ROWS = [row('U1', 'C1', 10), row('U2', 'C1', 50), row('U1', 'C2', 20, { pending: 1 }), row(null, 'C2', 0, { never: 2 }), row('U2', '', 5, { known: [{ currency: 'EUR', millionths: 7 }] })];

test('rows are gathered by host and by channel, what costs most first', () => {
  expect(byHost(ROWS).map(({ key, conferences, known }) => [key, conferences, known])).toEqual([
    ['U2', 2, [{ currency: 'EUR', millionths: 7 }, { currency: 'USD', millionths: 50 }]], ['U1', 2, [{ currency: 'USD', millionths: 30 }]], [null, 1, []],
  ]);
  expect(byChannel(ROWS).map(({ key, calls, minutes, pending, never }) => [key, calls, minutes, pending, never])).toEqual([['C1', 4, 6, 0, 0], ['C2', 4, 6, 1, 2], ['', 2, 3, 0, 0]]);
});

test('grouped or not, the sum is the same', () => {
  expect(total(byHost(ROWS))).toEqual(total(ROWS));
  expect(total(byChannel(ROWS))).toEqual(total(ROWS));
  expect(total([])).toEqual(NOTHING_COUNTED);
});
