import { CHAOS_FILES } from './scripts/chaos-files.mjs';

const shared = {
  testEnvironment: '<rootDir>/test/support/native/environment.mjs',
  testRunner: '<rootDir>/test/support/native/run-file.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  globalSetup: '<rootDir>/test/support/native/use-memory.mjs',
};

export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts'] },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'] },
    // Where several connections write at once, money has to be safe in other ways.
    {
      ...shared,
      displayName: 'postgresql',
      testMatch: CHAOS_FILES.map((file) => `<rootDir>/${file}`),
      globalSetup: '<rootDir>/test/support/postgresql/start-server.mjs',
      globalTeardown: '<rootDir>/test/support/postgresql/stop-server.mjs',
      setupFilesAfterEnv: ['<rootDir>/test/support/postgresql/use-server.mjs'],
    },
  ],
  // Jest would leave a core idle; the tests spend much of their time waiting for browsers, databases and hashes.
  maxWorkers: '100%',
  testTimeout: 60_000,
};
