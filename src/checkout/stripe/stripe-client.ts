import Stripe from 'stripe';

/** The version that the types of our SDK describe; pinned, so that an upgrade of the SDK is a decision. */
export const STRIPE_API_VERSION = '2026-10-28.endive';

export interface StripeClientOptions {
  secretKey: string;
  /** Where Stripe's API is, a port and a path before `/v1` included; undefined is Stripe's own address. */
  apiBase?: string | undefined;
  /** Milliseconds that one attempt may take. */
  timeout: number;
  maxNetworkRetries: number;
}

/** The SDK, ready to talk to Stripe or to whatever answers at `apiBase` in its place. */
export function stripeClient({ secretKey, apiBase, timeout, maxNetworkRetries }: StripeClientOptions): Stripe {
  const options = { apiVersion: STRIPE_API_VERSION, timeout, maxNetworkRetries, telemetry: false } as const;
  if (apiBase === undefined) return new Stripe(secretKey, options);

  const { protocol, hostname, port, pathname } = new URL(apiBase);
  const scheme = protocol === 'http:' ? 'http' : 'https';
  return new Stripe(secretKey, {
    ...options,
    protocol: scheme,
    // An IPv6 address stands in brackets in a URL and without them in a connection.
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port || (scheme === 'http' ? 80 : 443),
    httpClient: prefixing(pathname.replace(/\/+$/, '')),
  });
}

/** The SDK knows a host and a port but no path before its own; this adds one to every request. */
function prefixing(prefix: string): Stripe.HttpClient {
  const client = Stripe.createNodeHttpClient();
  return {
    getClientName: () => client.getClientName(),
    makeRequest: (host, port, path, ...rest) => client.makeRequest(host, port, prefix + path, ...rest),
  };
}
