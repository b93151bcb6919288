import { availableParallelism } from 'node:os';
import { NOT_ON_POSTGRESQL, NOT_ON_SQLITE } from './test/support/postgresql/which-database.mjs';

const shared = {
  testEnvironment: '<rootDir>/test/support/native/environment.mjs',
  testRunner: '<rootDir>/test/support/native/run-file.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  globalSetup: '<rootDir>/test/support/native/use-memory.mjs',
};

/** Three instances as processes of their own: `npm run test:cluster` alone asks for it, as it takes minutes. */
const CLUSTER = {
  ...shared,
  displayName: 'cluster',
  testMatch: ['<rootDir>/test/cluster/*.spec.ts'],
  globalSetup: '<rootDir>/test/support/postgresql/start-server.mjs',
  globalTeardown: '<rootDir>/test/support/postgresql/stop-server.mjs',
};

export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'],
      // `npm run test:postgresql` runs all of these there.
      testPathIgnorePatterns: ['/node_modules/', ...(process.env.TEST_POSTGRES ? [] : NOT_ON_SQLITE)],
    },
    // The same on the other database: its answers are the same, and several connections write at once there.
    {
      ...shared,
      displayName: 'postgresql',
      testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...NOT_ON_POSTGRESQL],
      globalSetup: '<rootDir>/test/support/postgresql/start-server.mjs',
      globalTeardown: '<rootDir>/test/support/postgresql/stop-server.mjs',
      setupFilesAfterEnv: ['<rootDir>/test/support/postgresql/use-server.mjs'],
    },
    ...(process.env.CLUSTER ? [CLUSTER] : []),
  ],
  testSequencer: '<rootDir>/test/support/native/longest-first.mjs',
  // Four on two cores: the tests spend much of their time waiting, for pauses, processes and browsers.
  maxWorkers: availableParallelism() * 2,
  // Begun anew above that: what a file leaves behind in memory stays as long as the process.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
};
