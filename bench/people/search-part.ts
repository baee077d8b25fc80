import { randomUUID } from 'node:crypto';
import { openModal } from '../../emulators/slack/world/views.ts';
import { findUser } from '../../emulators/slack/world/lookup.ts';
import { searchKey } from '../../src/domain/contact-search.ts';
import { createCipher } from '../../src/persistence/cipher.ts';
import { sealNumber } from '../../src/persistence/rows.ts';
import { startAppProcess } from '../app-process.ts';
import type { Bench, Figure, Part } from '../bench.ts';
import type { BenchDatabase } from '../databases.ts';
import { freshDatabase } from '../databases.ts';
import { percentile } from '../percentiles.ts';
import type { Setting } from '../setting.ts';
import { openSetting } from '../setting.ts';

const CONTACTS = 10_000;
const GROUPS = 100;
const ROWS_AT_ONCE = 1_000;
const FIRST = ['Alice', 'Bob', 'Carol', 'Dora', 'Emil', 'Frida', 'Gus', 'Ina', 'Jürgen', 'Kim', 'Lee', 'Maja', 'Nils', 'Ola', 'Per', 'Quinn', 'Rosa', 'Søren', 'Tom', 'Zoë'];
const LAST = ['Ames', 'Berg', 'Cruz', 'Doe', 'Ernst', 'Fjord', 'Groß', 'Hill', 'Ito', 'Jones', 'Kahlo', 'Lund', 'Müller', 'Nash', 'Ørsted', 'Park', 'Quist', 'Ruiz', 'Smith', 'Ångström'];
/** As people type: letter by letter, with and without accents, and what nobody is called. */
const TYPED = ['', 'k', 'ki', 'kim', 'kim p', 'kim park', 'a', 'an', 'ang', 'angström', 'mul', 'soren orsted', 'e', 'smith', 'park ki', '77', 'ossgr', 'nobody of this name', 'on-call', 'groß'];

/** How long somebody who types into the menu of the phone book waits for its options. */
export const searchPart: Part = {
  name: 'search',
  how: ({ quick }) => `${CONTACTS.toLocaleString('en')} contacts and ${GROUPS} groups; ${roundsOf(quick)} rounds of ${TYPED.length} searches, each as a signed block_suggestion over HTTP: first one after the other, then four people at once.`,
  run: measure,
};

function roundsOf(quick: boolean): number {
  return quick ? 5 : 50;
}

async function measure({ cluster, quick, note }: Bench): Promise<Figure[]> {
  const database = await freshDatabase(cluster.url);
  const setting = await openSetting(cluster.url, { settings: { DATABASE_URL: database.url } });
  const app = await startAppProcess(setting.settings, setting.url);
  try {
    await fillBook(database, setting);
    const first = await searchesOf(setting, 'ina', 1);
    note(`the very first search, with nothing warm: ${Math.max(...first).toFixed(0)} ms`);
    const alone = await searchesOf(setting, 'ina', roundsOf(quick));
    const together = (await Promise.all(['ina', 'alice', 'bob', 'ada'].map((who) => searchesOf(setting, who, Math.ceil(roundsOf(quick) / 4))))).flat();
    return [
      { name: 'firstResultsMsP50', value: percentile(alone, 50), unit: 'ms', says: 'from a letter typed to the options, one person' },
      { name: 'firstResultsMsP95', value: percentile(alone, 95), unit: 'ms', says: 'the same', aim: { atMost: 300 } },
      { name: 'firstResultsMsMost', value: Math.max(...first, ...alone), unit: 'ms', says: 'the longest of all, the first ones included' },
      { name: 'firstResultsTogetherMsP95', value: percentile(together, 95), unit: 'ms', says: 'four people typing at once', aim: { atMost: 300 } },
    ];
  } finally {
    await app.stop();
    await setting.close();
    await database.drop();
  }
}

/** Milliseconds, one figure a search. @throws when what everybody would find is not found. */
async function searchesOf({ slack }: Setting, who: string, rounds: number): Promise<number[]> {
  const user = findUser(slack.world, who);
  if (user === undefined) throw new Error(`Nobody is called ${who}.`);
  const plain = (text: string) => ({ type: 'plain_text', text });
  openModal(slack.world, user.id, { type: 'modal', title: plain('Bench'), submit: plain('OK'), blocks: [{ type: 'input', label: plain('Book'), element: { type: 'multi_external_select', action_id: 'book', min_query_length: 0 } }] }, undefined, false);
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const typed of TYPED) {
      const started = performance.now();
      const found = await slack.as(who).searches('book', typed);
      took.push(performance.now() - started);
      if (typed === 'kim park' && found.length === 0) throw new Error('Nobody was found: what is measured is no search.');
    }
  }
  return took;
}

async function fillBook(database: BenchDatabase, { slack, settings }: Setting): Promise<void> {
  const cipher = createCipher(Buffer.from(settings['ENCRYPTION_KEY'] ?? '', 'base64'));
  const teamId = slack.world.team.id;
  for (let from = 0; from < CONTACTS; from += ROWS_AT_ONCE) {
    const rows = Array.from({ length: ROWS_AT_ONCE }, (_, at) => {
      const index = from + at;
      const name = `${FIRST[index % FIRST.length] ?? ''} ${LAST[Math.floor(index / FIRST.length) % LAST.length] ?? ''} ${index}`;
      const e164 = `+1415${5_550_000 + index}`;
      return { name, e164 };
    });
    await database.query(
      'INSERT INTO contact (id, team_id, name, search_key, number, number_hash) SELECT id, $1, name, key, number, hash FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS given (id, name, key, number, hash)',
      [teamId, rows.map(() => randomUUID()), rows.map(({ name }) => name), rows.map(({ name }) => searchKey(name)), rows.map(({ e164 }) => sealNumber({ e164, extension: null }, cipher)), rows.map(({ e164 }) => cipher.hash(e164))],
    );
  }
  for (let index = 0; index < GROUPS; index += 1) {
    await database.query('INSERT INTO contact_group (id, team_id, name, search_key) VALUES ($1, $2, $3, $4)', [randomUUID(), teamId, `On-call ${index}`, searchKey(`On-call ${index}`)]);
  }
}
