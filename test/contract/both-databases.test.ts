import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { KNOW_NO_DATABASE } from '../support/no-database.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const DATABASES = 'test/support/databases.ts';
const SETTING = ['TEST', 'DATABASE', 'URL'].join('_');

const texts = new Map<string, string>();
function textOf(file: string): string {
  const text = texts.get(file) ?? (existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : '');
  texts.set(file, text);
  return text;
}

/** Every file of ours a file imports, and they import. */
function reach(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, from] of textOf(file).matchAll(/^[^'\n]*from '(\.[^']+)'/gmu)) {
    if (from !== undefined) reach(relative(ROOT, resolve(ROOT, dirname(file), from)), seen);
  }
  return seen;
}

test('The run on Postgres leaves out only tests that know no database, and all of those', () => {
  const leftOut = (file: string): boolean => KNOW_NO_DATABASE.some((pattern) => matchesGlob(file, pattern));
  const tests = ['src', 'emulators', 'test'].flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`)).filter((file) => file.endsWith('.test.ts'));
  const onBoth = tests.filter((file) => textOf(file).includes(SETTING) || reach(file).has(DATABASES));
  expect(tests.filter((file) => !leftOut(file)).sort()).toEqual(onBoth.sort());
});
