import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VARIABLE_LIST } from '../../src/config/env.ts';
import { SEALED_TABLES } from '../../src/persistence/sealed-columns.ts';
import { ROOT } from '../support/dockerfile.ts';
import { page } from '../support/documented-commands.ts';

const privacy = page('PRIVACY.md');

/** By which words PRIVACY.md tells of each table. */
const TOLD: Readonly<Record<string, string>> = {
  conference: '| conferences:', participant: '| conferences:', call: '| conferences:', thread_line: '| conferences:', native_call: '| conferences:', join_link: '| join links, by a hash',
  announcement: '| announcements:', callback: '| what Twilio told of each call', contact: '| contacts:', contact_group: '| contacts:', contact_group_member: '| contacts:', contact_import: '| files somebody imported',
  person: '| the number somebody proved', number_proof: '| codes that prove a number', home_view: '| who opened the Home tab', conference_draft: '| a form whose numbers are asked for', found_so_far: '| people Slack told of before',
  rate_slot: '| paces', recent_ring: '| when a number was rung', dial_turn: '| when a number was rung', month_cost: '| sums by month and channel', heard: '| when Slack and Twilio were last heard',
};

test('every table of the database stands in PRIVACY.md', () => {
  const tables = [...readFileSync(join(ROOT, 'prisma/schema.prisma'), 'utf8').matchAll(/@@map\("(\w+)"\)/gu)].map(([, table = '']) => table);
  expect(Object.keys(TOLD).toSorted()).toEqual(tables.toSorted());
  expect(Object.entries(TOLD).filter(([, words]) => !privacy.includes(words))).toEqual([]);
});

test('what is sealed is said to be', () => {
  const rows = privacy.split('\n').filter((line) => line.startsWith('| '));
  for (const { table } of SEALED_TABLES) {
    const row = rows.find((line) => line.includes(TOLD[table]?.replace('| ', '') ?? 'nothing')) ?? '';
    expect({ table, sealed: row.split('|')[3]?.trim() }).not.toEqual({ table, sealed: '' });
  }
});

test('days it is kept are the defaults', () => {
  for (const name of ['RETENTION_DAYS', 'CALLBACK_RETENTION_DAYS']) {
    const { variable } = VARIABLE_LIST.find((row) => row.name === name) ?? {};
    expect(privacy).toMatch(new RegExp(`\`${name}\`[^|]*\\(${variable?.default}\\)`, 'u'));
  }
});
