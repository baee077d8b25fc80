/** @type {import('jest').Config} */
export default {
  maxWorkers: 2,
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/emulators', '<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }] },
};
