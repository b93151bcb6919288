import postgresql from './jest-postgresql.config.js';

/** Three instances as separate processes. It takes minutes, so one file runs at a time. */
export default { ...postgresql, testMatch: ['<rootDir>/test/cluster/*.spec.ts'], maxWorkers: 1, testTimeout: 240_000 };
