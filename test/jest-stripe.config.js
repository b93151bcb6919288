import config from '../jest.config.js';

/** Compares the sandbox with Stripe, which needs a test key. Stripe makes a dispute some seconds after its payment. */
export default {
  ...config,
  testMatch: ['<rootDir>/test/stripe-contract/*.spec.ts'],
  testTimeout: 240_000,
  verbose: true,
};
