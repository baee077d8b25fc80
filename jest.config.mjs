/**
 * With TEST_DATABASE_URL the tests run on that Postgres instead of PGlite; those that know no database are then left out, for they would find
 * the same again. test/contract/both-databases.test.ts holds this list against what imports what.
 */
export const KNOW_NO_DATABASE = ['/src/', '/emulators/', '/test/contract/(slack|twilio|app-messages|app-views|manifest|both-databases)', '/test/scenario/(demo|sandbox)\\.', '/test/chaos/close'];

/** @type {import('jest').Config} */
export default {
  maxWorkers: 2,
  // Each story has a database in memory, and WebAssembly gives little of it back: a worker that has grown starts anew.
  workerIdleMemoryLimit: '1500MB',
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/templates.ts',
  globalTeardown: '<rootDir>/test/support/templates-drop.ts',
  roots: ['<rootDir>/src', '<rootDir>/emulators', '<rootDir>/test'],
  testPathIgnorePatterns: process.env['TEST_DATABASE_URL'] === undefined ? [] : KNOW_NO_DATABASE.map((pattern) => `<rootDir>${pattern}`),
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }] },
};
