import { expect, test } from 'vitest';
import { readRows } from '../contact-csv/cells.ts';
import { endedConference, exampleConference, SIX_O_CLOCK } from '../conference-examples.ts';
import { writeCsv } from './cells.ts';
import { writeCostsCsv } from './costs.ts';
import { HISTORY_TITLES, historyRows } from './history.ts';

const MINUTE = 60_000;

test('a line for each person, with their own calls’ cost and a masked number', () => {
  const conference = endedConference([{ name: 'Alice', state: 'left', minutes: 10, price: 140_000 }, { name: 'Bob', state: 'busy' }], 'everyone-left', 12);
  const withNumber = { ...conference, participants: conference.participants.map((person) => ({ ...person, number: { e164: '+14155550101', extension: '55' } })) };
  expect(historyRows(withNumber, 'Ina Ito', SIX_O_CLOCK + 99 * MINUTE)).toEqual([
    ['Project Review', '2030-01-07 18:00:00', '2030-01-07 18:12:00', '12.0', 'Ina Ito', 'U0INA000001', 'C0GENERAL01', 'everyone-left', 'Alice', '+1•••••••01', 'left', '10.0', '10', '0.140000', 'USD', '0'],
    ['Project Review', '2030-01-07 18:00:00', '2030-01-07 18:12:00', '12.0', 'Ina Ito', 'U0INA000001', 'C0GENERAL01', 'everyone-left', 'Bob', '+1•••••••01', 'busy', '0.0', '0', '', '', '0'],
  ]);
});

test('one that goes on, one nobody was found for, and a number that is lost have their lines', () => {
  const live = exampleConference([{ name: 'Alice', state: 'joined' }]);
  const [first] = historyRows({ ...live, hostUserId: '', channelId: 'D1', participants: live.participants.map((person) => ({ ...person, get number(): never { throw new Error('no key'); } })) }, 'somebody', SIX_O_CLOCK + MINUTE);
  expect(first?.slice(2, 10)).toEqual(['', '1.0', 'somebody', '', 'direct messages', 'live', 'Alice', 'not readable']);
  const empty = historyRows(exampleConference([]), '', SIX_O_CLOCK);
  expect(empty.map((cells) => cells.length)).toEqual([HISTORY_TITLES.length]);
});

test.each(['=1+1', '@SUM(A1)', '-2', '\t=x', 'a;=b', '"quoted", and\nbroken', '\u202Eright to left', '👩‍👩‍👧‍👦'.repeat(20)])('a conference called %j stays within its cell, and is no formula', (name) => {
  const rows = historyRows({ ...exampleConference([]), name }, 'Ina Ito', SIX_O_CLOCK);
  const read = readRows(writeCsv(HISTORY_TITLES, rows).slice(1), ',');
  expect(read.ok && read.rows.map((cells) => cells.length)).toEqual([HISTORY_TITLES.length, HISTORY_TITLES.length]);
  expect(read.ok && read.rows[1]?.[0]).not.toMatch(/^[=@+\-\t]|;=/u);
});

test('costs have a line for each host and channel', () => {
  const csv = writeCostsCsv('2030-01', [{ hostUserId: null, channelId: '', conferences: 2, calls: 3, minutes: 4, known: [{ currency: 'USD', millionths: 1 }], pending: 0, never: 5 }, { hostUserId: 'U0INA000001', channelId: 'C0GENERAL01', conferences: 1, calls: 0, minutes: 0, known: [], pending: 0, never: 0 }], new Map([['U0INA000001', 'Ina, "the host"']]));
  expect(csv.split('\r\n').slice(1, 3)).toEqual(['2030-01,erased,,direct messages,2,3,4,0.000001,USD,0,5', '2030-01,"Ina, ""the host""",U0INA000001,C0GENERAL01,1,0,0,,,0,0']);
});
