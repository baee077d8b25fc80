import { ERASED_HOST } from '../conference.ts';
import type { CostRow } from '../month-costs.ts';
import type { Month } from '../month.ts';
import { moneyCells, writeCsv } from './cells.ts';

const TITLES = ['month (UTC)', 'host', 'channel', 'conferences', 'answered calls', 'minutes', 'cost', 'currency', 'calls not priced yet', 'calls never priced'];

/** A month's costs, a line for each host and channel, by their ids in Slack. */
export function writeCostsCsv(month: Month, rows: readonly CostRow[]): string {
  return writeCsv(TITLES, rows.map(({ hostUserId, channelId, conferences, calls, minutes, known, pending, never }) => [
    month, hostUserId === null ? 'erased' : hostUserId === ERASED_HOST ? 'somebody' : hostUserId, channelId === '' ? 'direct messages' : channelId,
    String(conferences), String(calls), String(minutes), ...moneyCells(known), String(pending), String(never),
  ]));
}
