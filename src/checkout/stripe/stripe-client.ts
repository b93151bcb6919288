import Stripe from 'stripe';
import { timeLeft } from './stripe-budget.js';
import type { StripeCalls } from './stripe-calls.js';

/** The version that the types of our SDK describe; pinned, so that an upgrade of the SDK is a decision. */
export const STRIPE_API_VERSION = '2026-10-28.endive';

export interface StripeClientOptions {
  secretKey: string;
  /** Where Stripe's API is, a port and a path before `/v1` included; undefined is Stripe's own address. */
  apiBase?: string | undefined;
  /** Milliseconds that one attempt may take. */
  timeout: number;
  maxNetworkRetries: number;
  /** Who is told of each attempt. */
  calls?: StripeCalls;
}

/** The SDK, ready to talk to Stripe or to whatever answers at `apiBase` in its place. */
export function stripeClient({ secretKey, apiBase, timeout, maxNetworkRetries, calls }: StripeClientOptions): Stripe {
  const options = { apiVersion: STRIPE_API_VERSION, timeout, maxNetworkRetries, telemetry: false } as const;
  if (apiBase === undefined) return new Stripe(secretKey, { ...options, httpClient: bounded('', calls) });

  const { protocol, hostname, port, pathname } = new URL(apiBase);
  const scheme = protocol === 'http:' ? 'http' : 'https';
  return new Stripe(secretKey, {
    ...options,
    protocol: scheme,
    // An IPv6 address stands in brackets in a URL and without them in a connection.
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port || (scheme === 'http' ? 80 : 443),
    httpClient: bounded(pathname.replace(/\/+$/, ''), calls),
  });
}

/**
 * The SDK knows a host and a port but no path before its own, and a time for an attempt but none for all of a request's
 * calls: `prefix` goes before every path, and no attempt takes longer than is left.
 */
function bounded(prefix: string, calls: StripeCalls | undefined): Stripe.HttpClient {
  const client = Stripe.createNodeHttpClient();
  return {
    getClientName: () => client.getClientName(),
    makeRequest: async (host, port, path, method, headers, data, protocol, timeout) => {
      const left = Math.ceil(timeLeft(timeout));
      // As an attempt that ran out of time, which the SDK reports as a lost connection.
      if (left === 0) throw Stripe.HttpClient.makeTimeoutError();
      const attempt = () => client.makeRequest(host, port, prefix + path, method, headers, data, protocol, left);
      return calls ? calls.watch(method, path, attempt) : attempt();
    },
  };
}
