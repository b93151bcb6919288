import Stripe from 'stripe';
import fc from 'fast-check';
import { sessionCreate } from '../src/sandbox/schema/session.params.js';
import { stripeSession } from './factories/stripe-session.js';
import { payIn, startSandboxServer, type SandboxServer } from './support/sandbox-server.js';

const { StripeAPIError, StripeCardError, StripeConnectionError, StripeInvalidRequestError } = Stripe.errors;

describe('POST /sandbox/faults', () => {
  let sandbox: SandboxServer;
  beforeAll(async () => {
    sandbox = await startSandboxServer();
  });
  afterEach(() => sandbox.http.delete('/faults').expect(200));
  afterAll(() => sandbox.close());

  const CREATE = { method: 'POST', path: '/v1/checkout/sessions' };
  const plant = (fault: object) => sandbox.http.post('/faults').send(fault).expect(201);
  const create = (idempotencyKey?: string, options: Stripe.RequestOptions = {}) =>
    sandbox.stripe.checkout.sessions.create(stripeSession(), { ...(idempotencyKey && { idempotencyKey }), ...options });
  const caught = (work: Promise<unknown>) => work.then(() => undefined).catch((error: unknown) => error);
  const count = async () => (await sandbox.stripe.checkout.sessions.list({ limit: 100 })).data.length;
  const hits = async () => {
    const { body } = await sandbox.http.get('/faults').expect(200);
    return (body as { faults: { hits: number }[] }).faults.map((fault) => fault.hits);
  };

  it('error: answers 500 in the shape of Stripe, does nothing, and answers the same key the same again', async () => {
    const before = await count();
    await plant({ match: CREATE, kind: 'error' });
    const error = await caught(create('error-1'));
    expect(error).toBeInstanceOf(StripeAPIError);
    expect(error).toMatchObject({ statusCode: 500, rawType: 'api_error', requestId: expect.stringMatching(/^req_/) });
    expect(await caught(create('error-1'))).toMatchObject({ statusCode: 500 });
    expect(await count()).toBe(before);
    await create('error-2');
    expect(await hits()).toEqual([1]);
  });

  it('error, not saved: a retry of the SDK gets through', async () => {
    await plant({ match: CREATE, kind: 'error', saved: false, times: 2 });
    const session = await create('error-3', { maxNetworkRetries: 2 });
    expect(session.status).toBe('open');
    expect(await hits()).toEqual([2]);
  });

  it('error_after: answers 500 though the work is done, and the same again under the key', async () => {
    const before = await count();
    await plant({ match: CREATE, kind: 'error_after' });
    expect(await caught(create('after-1'))).toMatchObject({ statusCode: 500 });
    expect(await caught(create('after-1'))).toMatchObject({ statusCode: 500 });
    expect(await count()).toBe(before + 1);
  });

  it('error_after, not saved: the same key then answers what was done', async () => {
    const before = await count();
    await plant({ match: CREATE, kind: 'error_after', saved: false });
    expect(await caught(create('after-2'))).toMatchObject({ statusCode: 500 });
    const [newest] = (await sandbox.stripe.checkout.sessions.list({ limit: 1 })).data;
    expect((await create('after-2')).id).toBe(newest?.id);
    expect(await count()).toBe(before + 1);
  });

  it('lost: the work is done, the connection closes without a word, and the same key answers it', async () => {
    const before = await count();
    await plant({ match: CREATE, kind: 'lost', times: 5 });
    expect(await caught(create('lost-1'))).toBeInstanceOf(StripeConnectionError);
    await sandbox.http.delete('/faults');
    expect(await count()).toBe(before + 1);
    const session = await create('lost-1');
    expect(session.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(await count()).toBe(before + 1);
  });

  it('timeout: nothing is done, and nothing answered until the connection closes', async () => {
    const before = await count();
    await plant({ match: CREATE, kind: 'timeout', delayMs: 10_000, times: 5 });
    const started = Date.now();
    expect(await caught(create('timeout-1', { timeout: 200 }))).toBeInstanceOf(StripeConnectionError);
    expect(Date.now() - started).toBeLessThan(5000);
    await sandbox.http.delete('/faults');

    await plant({ match: CREATE, kind: 'timeout', delayMs: 100, times: 5 });
    expect(await caught(create('timeout-2'))).toBeInstanceOf(StripeConnectionError);
    await sandbox.http.delete('/faults');
    expect(await count()).toBe(before);
    await create('timeout-2');
  });

  it('delay: answers later what was done at once', async () => {
    const before = await count();
    await plant({ match: CREATE, kind: 'delay', delayMs: 300 });
    const started = Date.now();
    const slow = create();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await count()).toBe(before + 1);
    expect((await slow).status).toBe('open');
    expect(Date.now() - started).toBeGreaterThanOrEqual(300);
  });

  it('refuse: answers the 4xx that was asked for', async () => {
    await plant({ kind: 'refuse', code: 'insufficient_funds', match: { path: '/v1/refunds' } });
    await plant({ kind: 'refuse', status: 429, code: 'rate_limit', match: { path: '/v1/refunds' } });
    const { session } = await payIn(sandbox, (await create()).id);
    const refund = () => sandbox.stripe.refunds.create({ payment_intent: session.payment_intent as string });
    const card = await caught(refund());
    expect(card).toBeInstanceOf(StripeCardError);
    expect(card).toMatchObject({ statusCode: 402, code: 'insufficient_funds' });
    expect(await caught(refund())).toMatchObject({ statusCode: 429, code: 'rate_limit' });
    expect((await refund()).status).toBe('succeeded');
  });

  it('hits the calls that match, after those it lets go, and no others', async () => {
    const { id } = await create();
    await plant({ match: { path: '/v1/checkout/sessions/*/expire' }, kind: 'error' });
    await plant({ match: { method: 'GET', path: '/v1/checkout/**' }, kind: 'error', skip: 1, times: 1 });
    await create();
    await sandbox.stripe.checkout.sessions.retrieve(id);
    expect(await caught(sandbox.stripe.checkout.sessions.listLineItems(id))).toMatchObject({ statusCode: 500 });
    await sandbox.stripe.checkout.sessions.listLineItems(id);
    expect(await caught(sandbox.stripe.checkout.sessions.expire(id))).toMatchObject({ statusCode: 500 });
    expect(await sandbox.stripe.checkout.sessions.expire(id)).toMatchObject({ status: 'expired' });
    expect(await hits()).toEqual([1, 1]);
  });

  it('loses refusals too, and knows its faults after a restart', async () => {
    await plant({ match: CREATE, kind: 'lost', times: 5 });
    const bad = sandbox.stripe.checkout.sessions.create({ mode: 'nonsense' as never });
    expect(await caught(bad)).toBeInstanceOf(StripeConnectionError);
    sandbox = await sandbox.restart();
    expect(await caught(create())).toBeInstanceOf(StripeConnectionError);
    await sandbox.http.delete('/faults');
    expect(await caught(sandbox.stripe.checkout.sessions.create({ mode: 'nonsense' as never }))).toBeInstanceOf(
      StripeInvalidRequestError,
    );
  });

  it('answers 400 for a fault that makes no sense, and plants nothing', async () => {
    const bad = [{}, { kind: 'explode' }, { kind: 'error', times: 0 }, { kind: 'error', match: { path: 'refunds' } }];
    for (const fault of bad) await sandbox.http.post('/faults').send(fault).expect(400);
    await sandbox.http.post('/faults').type('json').send('{').expect(400);
    expect(await hits()).toEqual([]);
  });
});

/** Names of parameters, some of them Stripe's, in odd places. */
const name = fc.oneof(
  fc.constantFrom(
    ...Object.keys(sessionCreate.entries),
    'price_data',
    'quantity',
    'unit_amount',
    'enabled',
    '__proto__',
    'constructor',
  ),
  fc.constantFrom('', '0', '1', '[', ']', 'a[b', 'hasOwnProperty', 'toString'),
  fc.string({ maxLength: 12 }),
);
const key = fc
  .array(name, { minLength: 1, maxLength: 4 })
  .map(([first, ...rest]) => `${first}${rest.map((step) => `[${step}]`).join('')}`);
const value = fc.oneof(
  fc.constantFrom('', 'eur', 'payment', '0', '-1', '1e9', '99999999999999999999', 'null', 'true', 'http://x', '\u0000'),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const body = fc
  .array(fc.tuple(key, value), { maxLength: 8 })
  .map((pairs) => pairs.map(([left, right]) => `${encodeURIComponent(left)}=${encodeURIComponent(right)}`).join('&'));

const asText = (fields: object): string =>
  JSON.stringify(fields, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));

describe('the sandbox on bad input', () => {
  let sandbox: SandboxServer;
  let sessionId: string;
  beforeAll(async () => {
    sandbox = await startSandboxServer();
    sessionId = (await sandbox.stripe.checkout.sessions.create(stripeSession())).id;
  });
  afterAll(() => sandbox.close());

  it('answers 4xx in the shape of Stripe, never 500', async () => {
    const path = fc.constantFrom('/v1/checkout/sessions', '/v1/refunds', '/v1/coupons', '/v1/payment_intents/pi_1');
    await fc.assert(
      fc.asyncProperty(path, body, async (to, form) => {
        const { status, body: answer } = await sandbox.http
          .post(to)
          .set('Authorization', 'Bearer sk_test_1')
          .type('form')
          .send(form);
        expect([400, 404]).toContain(status);
        expect(answer.error).toMatchObject({ type: 'invalid_request_error', message: expect.any(String) });
      }),
      { numRuns: 300 },
    );
  });

  it('answers 4xx for lists and pages as well', async () => {
    const path = fc.constantFrom('/v1/checkout/sessions', '/v1/events', '/v1/refunds');
    await fc.assert(
      fc.asyncProperty(path, body, async (from, query) => {
        const { status } = await sandbox.http.get(`${from}?${query}`).set('Authorization', 'Bearer sk_test_1');
        expect([200, 400]).toContain(status);
        const page = await sandbox.http.post(`/pay/${sessionId}`).type('form').send(query);
        expect([303, 400]).toContain(page.status);
      }),
      { numRuns: 150 },
    );
  });

  it('answers 4xx for refunds, disputes, faults and the clock', async () => {
    const paths = ['/faults', '/clock', '/next-refunds', `/pay/${sessionId}/refund`, `/pay/${sessionId}/dispute`];
    const path = fc.constantFrom(...paths, '/refunds/re_none', '/disputes/du_none', '/v1/disputes/du_none');
    const json = fc.oneof(
      fc.json(),
      fc
        .record({ kind: fc.constant('refuse'), match: fc.anything(), times: fc.anything() })
        .map((fault) => asText(fault)),
      fc.record({ advanceSeconds: fc.anything(), delivery: fc.string() }).map((turn) => asText(turn)),
    );
    await fc.assert(
      fc.asyncProperty(path, body, json, async (to, form, text) => {
        const post = () =>
          sandbox.http.post(to).set('Authorization', 'Bearer sk_test_1').set('Accept', 'application/json');
        expect([200, 201, 303, 400, 402, 404]).toContain((await post().type('form').send(form)).status);
        expect([200, 201, 303, 400, 402, 404]).toContain((await post().type('json').send(text)).status);
      }),
      { numRuns: 100 },
    );
    await sandbox.http.delete('/faults').expect(200);
    await sandbox.http.delete('/clock').expect(200);
  });

  it('escapes what it shows and runs nothing of it', async () => {
    const evil = '"><script>alert(1)</script>';
    const page = await sandbox.http
      .post(`/pay/${sessionId}`)
      .type('form')
      .send({ action: 'pay', email: evil, [evil]: evil });
    expect(page.status).toBe(400);
    expect(page.text).not.toContain('<script');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('refuses JSON that is nested without end, and a body of more than a megabyte', async () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    await sandbox.http.post(`/pay/${sessionId}`).set('Accept', 'application/json').type('json').send(deep).expect(400);
    const long = `name=${'x'.repeat(1_100_000)}`;
    await sandbox.http.post('/v1/coupons').set('Authorization', 'Bearer sk_test_1').type('form').send(long).expect(413);
  });
});
