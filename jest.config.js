const shared = {
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'],
  extensionsToTreatAsEsm: ['.ts'],
  resolver: '<rootDir>/test/support/resolve-ts.cjs',
  transform: { '^.+\\.ts$': '@swc/jest' },
};

export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts'] },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'] },
  ],
  // Jest would leave a core idle; the tests spend much of their time waiting for browsers, databases and hashes.
  maxWorkers: '100%',
  testTimeout: 60_000,
};
