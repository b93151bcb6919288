import type { IncomingMessage } from 'node:http';
import Stripe from 'stripe';
import { timeLeft } from './stripe-budget.js';
import type { StripeCalls } from './stripe-calls.js';

/** The API version of the SDK's types; pinned, so that an upgrade is a decision. */
export const STRIPE_API_VERSION = '2026-10-28.endive';

export interface StripeClientOptions {
  secretKey: string;
  /** Base URL of the API, with port and path before `/v1`; undefined for Stripe's own. */
  apiBase?: string | undefined;
  /** Milliseconds that one attempt may take. */
  timeout: number;
  maxNetworkRetries: number;
  /** Observes each attempt. */
  calls?: StripeCalls;
}

/** The SDK for Stripe, or for the server at `apiBase`. */
export function stripeClient({ secretKey, apiBase, timeout, maxNetworkRetries, calls }: StripeClientOptions): Stripe {
  const options = { apiVersion: STRIPE_API_VERSION, timeout, maxNetworkRetries, telemetry: false } as const;
  if (apiBase === undefined) return new Stripe(secretKey, { ...options, httpClient: bounded('', calls) });

  const { protocol, hostname, port, pathname } = new URL(apiBase);
  const scheme = protocol === 'http:' ? 'http' : 'https';
  return new Stripe(secretKey, {
    ...options,
    protocol: scheme,
    // An IPv6 address has brackets in a URL and none in a connection.
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port || (scheme === 'http' ? 80 : 443),
    httpClient: bounded(pathname.replace(/\/+$/, ''), calls),
  });
}

/**
 * The SDK supports no path prefix, and a timeout per attempt but none for all calls of a request. `prefix` is added to
 * every path, and no attempt takes longer than the time left.
 */
function bounded(prefix: string, calls: StripeCalls | undefined): Stripe.HttpClient {
  const client = Stripe.createNodeHttpClient();
  return {
    getClientName: () => client.getClientName(),
    makeRequest: async (host, port, path, method, headers, data, protocol, timeout) => {
      const left = Math.ceil(timeLeft(timeout));
      // Same as an attempt that timed out, which the SDK reports as a lost connection.
      if (left === 0) throw Stripe.HttpClient.makeTimeoutError();
      const attempt = () => client.makeRequest(host, port, prefix + path, method, headers, data, protocol, left);
      const response = await (calls ? calls.watch(method, path, attempt) : attempt());
      // The SDK does not read a response that it retries; unread, its connection stays open until the timeout.
      response.dispose = () => (response.getRawResponse() as IncomingMessage).resume();
      return response;
    },
  };
}
