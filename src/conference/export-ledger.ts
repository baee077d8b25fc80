import { setImmediate } from 'node:timers/promises';
import { writeCostsCsv } from '../domain/ledger-csv/costs.ts';
import { HISTORY_TITLES, historyRows } from '../domain/ledger-csv/history.ts';
import { writeCsv } from '../domain/ledger-csv/cells.ts';
import type { Month } from '../domain/month.ts';
import type { Context } from './context.ts';
import { hostNames } from './host-names.ts';
import type { OfPerson } from './ports.ts';
import { askWhetherAdmin } from './is-admin.ts';
import { whose } from './whose-records.ts';

/** Sends somebody a month's costs as a file: of the conferences they started, or of all for an admin. */
export async function exportCosts(context: Context, { month, ...person }: OfPerson & { readonly month: Month }): Promise<void> {
  const { ledger, bookPost, clock } = context;
  const ofAll = await askWhetherAdmin(context, person);
  const rows = await ledger.costs(whose(person, ofAll), month, clock.now());
  const nameOf = hostNames(context, person.teamId);
  const names = new Map<string, string>();
  for (const { hostUserId } of rows) if (hostUserId !== null) names.set(hostUserId, await nameOf(hostUserId));
  await bookPost.sendLedger(person.teamId, person.slackUserId, { kind: 'costs', month, ofAll, csv: writeCostsCsv(month, rows, names) });
}

/** Sends somebody the conferences they were part of as a file, or all of them for an admin: a line for each person in one, with masked numbers. */
export async function exportHistory(context: Context, person: OfPerson): Promise<void> {
  const { ledger, bookPost, clock } = context;
  const ofAll = await askWhetherAdmin(context, person);
  const nameOf = hostNames(context, person.teamId);
  const rows: (readonly string[])[] = [];
  let conferences = 0;
  for await (const some of ledger.all(whose(person, ofAll))) {
    conferences += some.length;
    for (const conference of some) rows.push(...historyRows(conference, await nameOf(conference.hostUserId), clock.now()));
    // Opening numbers takes time, in which nothing else would be answered.
    await setImmediate();
  }
  await bookPost.sendLedger(person.teamId, person.slackUserId, { kind: 'history', conferences, ofAll, csv: writeCsv(HISTORY_TITLES, rows) });
}
