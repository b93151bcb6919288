import fc from 'fast-check';
import { sessionCreate } from '../src/sandbox/params/session.params.js';
import { stripeSession } from './factories/stripe-session.js';
import { removeRoom, startSandboxRoom, type SandboxRoom } from './support/sandbox-room.js';

/** Names of parameters, some of them Stripe's, in odd places. */
const name = fc.oneof(
  fc.constantFrom(
    ...Object.keys(sessionCreate),
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
  let room: SandboxRoom;
  let sessionId: string;
  beforeAll(async () => {
    room = await startSandboxRoom();
    sessionId = (await room.stripe.checkout.sessions.create(stripeSession())).id;
  });
  afterAll(async () => {
    await room.close();
    removeRoom(room);
  });

  it('answers 4xx in the shape of Stripe, never 500', async () => {
    const path = fc.constantFrom('/v1/checkout/sessions', '/v1/refunds', '/v1/coupons', '/v1/payment_intents/pi_1');
    await fc.assert(
      fc.asyncProperty(path, body, async (to, form) => {
        const { status, body: answer } = await room.http
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
        const { status } = await room.http.get(`${from}?${query}`).set('Authorization', 'Bearer sk_test_1');
        expect([200, 400]).toContain(status);
        const page = await room.http.post(`/pay/${sessionId}`).type('form').send(query);
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
          room.http.post(to).set('Authorization', 'Bearer sk_test_1').set('Accept', 'application/json');
        expect([200, 201, 303, 400, 402, 404]).toContain((await post().type('form').send(form)).status);
        expect([200, 201, 303, 400, 402, 404]).toContain((await post().type('json').send(text)).status);
      }),
      { numRuns: 100 },
    );
    await room.http.delete('/faults').expect(200);
    await room.http.delete('/clock').expect(200);
  });

  it('escapes what it shows and runs nothing of it', async () => {
    const evil = '"><script>alert(1)</script>';
    const page = await room.http
      .post(`/pay/${sessionId}`)
      .type('form')
      .send({ action: 'pay', email: evil, [evil]: evil });
    expect(page.status).toBe(400);
    expect(page.text).not.toContain('<script');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('refuses JSON that is nested without end, and a body of more than a megabyte', async () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    await room.http.post(`/pay/${sessionId}`).set('Accept', 'application/json').type('json').send(deep).expect(400);
    const long = `name=${'x'.repeat(1_100_000)}`;
    await room.http.post('/v1/coupons').set('Authorization', 'Bearer sk_test_1').type('form').send(long).expect(413);
  });
});
