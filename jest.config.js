import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

if (!existsSync(new URL('src/generated/', import.meta.url)))
  throw new Error('src/generated/ is missing: run npm run generate');

/** The build's settings, but CommonJS, with inline source maps for debuggers. */
const swc = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));

/** Packages that are ES modules or load one at run time; they are compiled as the sources are, like every .mjs. */
const ESM = [
  ...['@nestjs', '@opentelemetry/otlp-exporter-base', 'get-port', 'p-limit', 'yocto-queue'],
  ...['file-type', 'strtok3', 'token-types', 'uint8array-extras', '@tokenizer', '@borewit'],
];

/** Next to their sources, or in test/ when they need test data. */
export const UNIT = ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/security/*.spec.ts'];
export const E2E = ['<rootDir>/test/**/*.e2e-spec.ts'];

/** Unit and e2e tests on SQLite. Each test/jest-*.config.js runs one kind of tests. */
export default {
  rootDir: import.meta.dirname,
  // All configurations share the cache of compiled files.
  id: 'shop',
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  testMatch: [...UNIT, ...E2E],
  transform: { '\\.(ts|js|mjs)$': ['@swc/jest', { ...swc, $schema: undefined, swcrc: false, sourceMaps: 'inline' }] },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM.join('|')})/).*(?<!\\.mjs)$`],
  // Imports end in .js, sources in .ts.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.js'] },
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/support/use-memory.mjs',
  collectCoverageFrom: ['<rootDir>/src/**/*.ts', '!**/*.{spec,d}.ts', '!<rootDir>/src/generated/**'],
  coverageProvider: 'v8',
  testTimeout: 60_000,
  // More workers than cores: tests often wait for timers, processes and browsers.
  maxWorkers: availableParallelism() * 2,
  // Restarts a larger worker, because memory of finished files stays in the process.
  workerIdleMemoryLimit: '1GB',
};
