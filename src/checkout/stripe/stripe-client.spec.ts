import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { currentRequest, inRequest } from '../../common/request-context.js';
import { STRIPE_API_VERSION, stripeClient } from './stripe-client.js';

describe('stripeClient', () => {
  it('reaches a base with a port and a path, with the pinned version', async () => {
    let seen: IncomingMessage | undefined;
    const server = createServer((request, response) => {
      seen = request;
      response.setHeader('content-type', 'application/json').end('{"id":"SUMMER","object":"coupon"}');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;

    try {
      const apiBase = `http://127.0.0.1:${port}/some/where/`;
      const stripe = stripeClient({ secretKey: 'sk_test_spec', apiBase, timeout: 2000, maxNetworkRetries: 0 });
      await expect(stripe.coupons.retrieve('SUMMER')).resolves.toMatchObject({ id: 'SUMMER' });
      expect(seen?.url).toBe('/some/where/v1/coupons/SUMMER');
      expect(seen?.headers).toMatchObject({
        authorization: 'Bearer sk_test_spec',
        'stripe-version': STRIPE_API_VERSION,
      });
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('gives up when the time that a request may wait for Stripe is over, whatever an attempt may take', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const stripe = stripeClient({ secretKey: 'sk_test_spec', apiBase, timeout: 30_000, maxNetworkRetries: 1 });
    const started = performance.now();

    try {
      await inRequest('slow', async () => {
        currentRequest()!.stripeDeadline = performance.now() + 100;
        await expect(stripe.coupons.retrieve('FIRST')).rejects.toThrow(Stripe.errors.StripeConnectionError);
        await expect(stripe.coupons.retrieve('SECOND')).rejects.toThrow(Stripe.errors.StripeConnectionError);
      });
      expect(performance.now() - started).toBeLessThan(10_000);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('retries over the connection of the failed attempt', async () => {
    let [requests, connections] = [0, 0];
    const server = createServer((_, response) => {
      response.statusCode = ++requests < 3 ? 500 : 200;
      response.setHeader('content-type', 'application/json').end('{"id":"SUMMER","object":"coupon"}');
    }).listen(0, '127.0.0.1');
    server.on('connection', () => (connections += 1));
    await new Promise((resolve) => server.once('listening', resolve));
    const apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    try {
      const stripe = stripeClient({ secretKey: 'sk_test_spec', apiBase, timeout: 2000, maxNetworkRetries: 2 });
      await expect(stripe.coupons.retrieve('SUMMER')).resolves.toMatchObject({ id: 'SUMMER' });
      expect([requests, connections]).toEqual([3, 1]);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('pins the version that the types describe', () => {
    expect(STRIPE_API_VERSION).toBe(Stripe.API_VERSION);
  });

  it('goes to Stripe itself without a base', () => {
    const stripe = stripeClient({ secretKey: 'sk_test_spec', timeout: 2000, maxNetworkRetries: 2 });
    expect(stripe.getApiField('host')).toBe('api.stripe.com');
    expect(stripe.getApiField('timeout')).toBe(2000);
  });
});
