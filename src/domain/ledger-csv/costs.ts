import type { CostRow } from '../month-costs.ts';
import type { Month } from '../month.ts';
import { moneyCells, writeCsv } from './cells.ts';

const TITLES = ['month (UTC)', 'host', 'host id', 'channel id', 'conferences', 'answered calls', 'minutes', 'cost', 'currency', 'calls not priced yet', 'calls never priced'];

/** A month's costs, a line for each host and channel; channels by their ids in Slack, whose names the app has no right to read. @param nameOf a host's name by id. */
export function writeCostsCsv(month: Month, rows: readonly CostRow[], nameOf: ReadonlyMap<string, string>): string {
  return writeCsv(TITLES, rows.map(({ hostUserId, channelId, conferences, calls, minutes, known, pending, never }) => [
    month, hostUserId === null ? 'erased' : nameOf.get(hostUserId) ?? '', hostUserId ?? '', channelId === '' ? 'direct messages' : channelId,
    String(conferences), String(calls), String(minutes), ...moneyCells(known), String(pending), String(never),
  ]));
}
