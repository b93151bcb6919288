import type Stripe from 'stripe';
import { checkObject } from '../../src/checkout/stripe-events/event-schema.js';
import { STRIPE_API_VERSION } from '../../src/checkout/stripe/stripe-client.js';
import { startSandboxServer } from '../support/sandbox-server.js';
import { callStripe, type Answers } from './calls.js';
import { contractTarget } from './contract-target.js';
import { shapeDifferences } from './shape-differences.js';

const target = contractTarget(process.env);

// Jest counts skipped tests and prints no name of theirs.
if (!target) process.stderr.write('Skipped: STRIPE_CONTRACT_KEY is not set.\n');

(target ? describe : describe.skip)('Stripe and the sandbox, asked the same', () => {
  let ofStripe: Answers;
  let ofSandbox: Answers;
  beforeAll(async () => {
    const sandbox = await startSandboxServer();
    try {
      [ofStripe, ofSandbox] = await Promise.all([callStripe(target!), callStripe(sandbox.stripe)]);
    } finally {
      await sandbox.close();
    }
  });

  it('answer objects of one shape, and the same values where the shop decides by them', () => {
    const differences = Object.keys(ofSandbox).flatMap((name) =>
      shapeDifferences(name, ofStripe[name], ofSandbox[name]),
    );
    expect(differences).toEqual([]);
  });

  it.each([
    ['checkout.session.expired', 'expired session'],
    ['charge.refunded', 'charge, refunded'],
    ['refund.created', 'partial refund'],
    ['charge.dispute.created', 'dispute'],
    ['radar.early_fraud_warning.created', 'early fraud warning'],
  ])('%s: Stripe’s object passes the check of the webhook', (type, name) => {
    const event = { type, api_version: STRIPE_API_VERSION, data: { object: ofStripe[name] } };
    expect(() => checkObject(event as Stripe.Event)).not.toThrow();
  });
});
