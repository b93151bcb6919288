import config, { E2E } from '../jest.config.js';

/** The e2e tests on PostgreSQL: the same results, with concurrent writes. */
export default {
  ...config,
  testMatch: E2E,
  globalSetup: '<rootDir>/test/support/postgresql/start-server.mjs',
  globalTeardown: '<rootDir>/test/support/postgresql/stop-server.mjs',
};
