/** @type {import('jest').Config} */
export default {
  maxWorkers: 2,
  // Each story has a database in memory, and WebAssembly gives little of it back: a worker that has grown starts anew.
  workerIdleMemoryLimit: '1500MB',
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/templates.ts',
  globalTeardown: '<rootDir>/test/support/templates-drop.ts',
  roots: ['<rootDir>/src', '<rootDir>/emulators', '<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }] },
};
