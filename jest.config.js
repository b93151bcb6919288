import { availableParallelism } from 'node:os';
import { CHAOS_FILES } from './scripts/chaos-files.mjs';

const shared = {
  testEnvironment: '<rootDir>/test/support/native/environment.mjs',
  testRunner: '<rootDir>/test/support/native/run-file.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  globalSetup: '<rootDir>/test/support/native/use-memory.mjs',
};

/** An area of the API each, with its races; `npm run test:postgresql` runs all of the e2e tests there. */
const AREAS = [
  ...['account-links', 'sessions', 'two-factor', 'two-factor-login', 'favorites', 'gdpr', 'deletion', 'deletion-races'],
  ...['reviews', 'admin-reviews', 'stock-alerts', 'restock-mails', 'collection', 'trade-offers', 'contact', 'uploads'],
  ...['admin-users', 'admin-figures', 'audit', 'storefront-shopping', 'storefront-account', 'storefront-admin'],
].map((name) => `test/${name}.e2e-spec.ts`);

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
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'] },
    // Where several connections write at once, money and access have to be safe in other ways.
    {
      ...shared,
      displayName: 'postgresql',
      testMatch: [...CHAOS_FILES, ...AREAS].map((file) => `<rootDir>/${file}`),
      globalSetup: '<rootDir>/test/support/postgresql/start-server.mjs',
      globalTeardown: '<rootDir>/test/support/postgresql/stop-server.mjs',
      setupFilesAfterEnv: ['<rootDir>/test/support/postgresql/use-server.mjs'],
    },
    ...(process.env.CLUSTER ? [CLUSTER] : []),
  ],
  testSequencer: '<rootDir>/test/support/native/longest-first.mjs',
  // Three on two cores: the tests spend much of their time waiting, for pauses, processes and browsers.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // Begun anew above that: what a file leaves behind in memory stays as long as the process.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
};
