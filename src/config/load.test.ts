import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEnvironment } from './load.ts';

describe('the environment', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'conference-env-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('an .env file fills in what is not set, and overrides nothing', () => {
    const path = join(folder, '.env');
    writeFileSync(path, '# a comment\nA="from the file"\nB=from the file\n');
    const environment = { B: 'from outside' };
    expect(readEnvironment({ path, environment })).toEqual({ A: 'from the file', B: 'from outside' });
    expect(environment).toEqual({ A: 'from the file', B: 'from outside' });
  });

  test('the file may be missing', () => {
    expect(readEnvironment({ path: join(folder, 'no such file'), environment: { A: '1' } })).toEqual({ A: '1' });
  });

  test('a file that cannot be read is no missing file', () => {
    expect(() => readEnvironment({ path: folder, environment: {} })).toThrow(/EISDIR/u);
  });

  test('it is a copy: what changes later does not change it', () => {
    const environment: Record<string, string> = {};
    const read = readEnvironment({ path: join(folder, 'no such file'), environment });
    environment.A = 'later';
    expect(read).toEqual({});
  });

  test('it is that of the process when nobody says otherwise', () => {
    expect(readEnvironment({ path: join(folder, 'no such file') })).toHaveProperty('PATH');
  });
});
