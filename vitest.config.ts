import { configDefaults, defineConfig } from 'vitest/config';
import { KNOW_NO_DATABASE } from './test/support/no-database.ts';

const isOnPostgres = process.env['TEST_DATABASE_URL'] !== undefined;

export default defineConfig({
  test: {
    include: ['{src,emulators,test}/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(isOnPostgres ? KNOW_NO_DATABASE : [])],
    globalSetup: ['test/support/templates.ts', 'test/support/folders.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // What one test file has loaded, the database too, the next one finds: loading it anew was 8 s of CPU for each of them, and no module of ours holds state
    // of a story. So that the modules stay, Node reads them itself.
    isolate: false,
    server: { deps: { external: [/\/(src|emulators|sandbox|bench|test\/support)\/.*(?<!\.test)\.ts$/u] } },
    // Of real time, and only so that what hangs ends: shared machines are ten times slower at times than at others.
    testTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 120_000,
  },
});
