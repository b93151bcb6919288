import type Stripe from 'stripe';
import { stripeClient } from '../../src/checkout/stripe/stripe-client.js';

/**
 * Stripe with the key in `STRIPE_CONTRACT_KEY`, or another server in its place: `STRIPE_CONTRACT_BASE` is a base URL as
 * `STRIPE_API_BASE` is. A second sandbox there proves the calls and the comparison without a network.
 * @returns null without a key
 * @throws Error for a key that could move real money
 */
export function contractTarget(env: NodeJS.ProcessEnv): Stripe | null {
  const { STRIPE_CONTRACT_KEY: secretKey, STRIPE_CONTRACT_BASE: apiBase } = env;
  if (!secretKey) return null;
  if (!/^(sk|rk)_test_/.test(secretKey))
    throw new Error('STRIPE_CONTRACT_KEY must be a test key: sk_test_… or rk_test_…');
  return stripeClient({ secretKey, apiBase: apiBase || undefined, timeout: 30_000, maxNetworkRetries: 2 });
}
