import type Stripe from 'stripe';
import { stripeSession } from './factories/stripe-session.js';
import { payIn, startSandboxServer, until, type SandboxServer } from './support/sandbox-server.js';

const COMPLETED = 'checkout.session.completed';

describe('webhooks of the sandbox', () => {
  let sandbox: SandboxServer;
  beforeEach(async () => {
    sandbox = await startSandboxServer();
  });
  afterEach(() => sandbox.close());

  const types = () => sandbox.received.map(({ event }) => event.type);
  const create = async (overrides = {}) => (await sandbox.stripe.checkout.sessions.create(stripeSession(overrides))).id;
  const only = (type: string) => sandbox.received.filter(({ event }) => event.type === type);

  describe('POST /sandbox/pay/:id', () => {
    it('delivers each event once, signed, with the whole session in it', async () => {
      const id = await create({ metadata: { order: '1' } });
      const paid = await payIn(sandbox, id, { email: 'sacha@example.com' });
      expect(types()).toEqual(['charge.succeeded', 'payment_intent.succeeded', COMPLETED]);
      expect(paid.url).toBe(`http://localhost:5173/checkout/success?sid=${id}`);
      expect(paid.deliveries.map(({ state, status }) => [state, status])).toEqual(Array(3).fill(['delivered', 200]));

      const { event } = only(COMPLETED)[0]!;
      expect(event).toMatchObject({ object: 'event', livemode: false, api_version: '2026-10-28.endive' });
      expect(event.data.object).toMatchObject({
        id,
        object: 'checkout.session',
        status: 'complete',
        payment_status: 'paid',
        amount_total: 2500,
        metadata: { order: '1' },
        payment_intent: expect.stringMatching(/^pi_/),
        customer_details: { email: 'sacha@example.com' },
      });
      expect(await sandbox.stripe.events.retrieve(event.id)).toMatchObject({ type: COMPLETED, pending_webhooks: 0 });
    });

    it('delivers twice: the same event, both at once', async () => {
      let inside = 0;
      let most = 0;
      const slow = async () => {
        most = Math.max(most, (inside += 1));
        await new Promise((resolve) => setTimeout(resolve, 50));
        inside -= 1;
        return 200;
      };
      sandbox.answers.push(...Array<typeof slow>(6).fill(slow));
      await payIn(sandbox, await create(), { delivery: 'twice' });
      const [first, second] = only(COMPLETED);
      expect(second?.event.id).toBe(first?.event.id);
      expect(sandbox.received).toHaveLength(6);
      expect(most).toBe(2);
    });

    it('delivers late, without making the buyer wait', async () => {
      const started = Date.now();
      const { deliveries } = await payIn(sandbox, await create(), { delivery: 'late', delay: 1 });
      expect(deliveries.every(({ state, attempts }) => state === 'due' && attempts.length === 0)).toBe(true);
      expect(sandbox.received).toEqual([]);
      await until(() => only(COMPLETED).length === 1);
      expect(sandbox.received[0]!.at - started).toBeGreaterThanOrEqual(1000);
    });

    it('delivers out of order: the last one first', async () => {
      await payIn(sandbox, await create(), { delivery: 'out_of_order' });
      expect(types()).toEqual([COMPLETED, 'payment_intent.succeeded', 'charge.succeeded']);
    });

    it('delivers the end of a late payment before its beginning', async () => {
      const id = await create();
      await payIn(sandbox, id, { action: 'pay_later', delivery: 'out_of_order' });
      expect(sandbox.received).toEqual([]);
      await payIn(sandbox, id, { action: 'settle', delivery: 'out_of_order' });
      expect(types().filter((type) => type.startsWith('checkout'))).toEqual([
        'checkout.session.async_payment_succeeded',
        COMPLETED,
      ]);
    });

    it('delivers nothing until the event is sent by hand', async () => {
      const { deliveries } = await payIn(sandbox, await create(), { delivery: 'none' });
      expect(deliveries.map(({ state }) => state)).toEqual(['held', 'held', 'held']);
      const { event: id } = deliveries.find(({ type }) => type === COMPLETED)!;
      const send = () => sandbox.http.post(`/events/${id}/deliver`).set('Accept', 'application/json').expect(200);

      sandbox.answers.push(500);
      expect((await send()).body).toMatchObject({ type: COMPLETED, state: 'failed', status: 500 });
      expect((await send()).body).toMatchObject({ state: 'delivered', status: 200 });
      expect(types()).toEqual([COMPLETED, COMPLETED]);
    });

    it.each([
      ['settle', 'paid', 'checkout.session.async_payment_succeeded', 'succeeded'],
      ['fail', 'unpaid', 'checkout.session.async_payment_failed', 'requires_payment_method'],
    ])('pays later, then %s', async (action, paymentStatus, type, intentStatus) => {
      const id = await create();
      const later = await payIn(sandbox, id, { action: 'pay_later' });
      expect(later.session).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
      expect(only(COMPLETED)[0]?.event.data.object).toMatchObject({ payment_status: 'unpaid' });

      const { session } = await payIn(sandbox, id, { action });
      expect(session).toMatchObject({ status: 'complete', payment_status: paymentStatus });
      expect(only(type)[0]?.event.data.object).toMatchObject({ id, payment_status: paymentStatus });
      const intent = await sandbox.stripe.paymentIntents.retrieve(session.payment_intent as string);
      expect(intent.status).toBe(intentStatus);
      expect(intent.last_payment_error?.code).toBe(action === 'fail' ? 'insufficient_funds' : undefined);
      expect((await payIn(sandbox, id, { action })).status).toBe(400);
    });

    it('declines with 402 and leaves the session open, to be paid after all with the same intent', async () => {
      const id = await create();
      const { status, session } = await payIn(sandbox, id, { action: 'decline' });
      expect([status, session.status, session.payment_status]).toEqual([402, 'open', 'unpaid']);
      expect(types()).toEqual(['charge.failed', 'payment_intent.payment_failed']);
      const paid = await payIn(sandbox, id);
      expect(paid.session.payment_intent).toBe(session.payment_intent);
    });

    it('pays a session once, whatever comes at the same time', async () => {
      const id = await create();
      const answers = await Promise.all([1, 2, 3, 4].map(() => payIn(sandbox, id)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400, 400, 400]);
      expect(only(COMPLETED)).toHaveLength(1);
    });

    it('answers 400 for what is missing or unknown, 404 for no session, and changes nothing', async () => {
      const id = await create({ shipping_address_collection: { allowed_countries: ['FR'] } });
      const address = { line1: '1 rue', postal_code: '1000', city: 'Bruxelles', country: 'BE' };
      const bad = [{}, { address }, { action: 'steal' }, { delivery: 'never' }, { colour: 'red' }, { email: 'x' }];
      for (const body of bad) expect((await payIn(sandbox, id, body)).status).toBe(400);
      await sandbox.http.post(`/pay/${id}`).type('json').set('Accept', 'application/json').send('{"a":').expect(400);
      expect((await payIn(sandbox, 'cs_test_none')).status).toBe(404);
      expect(await sandbox.stripe.checkout.sessions.retrieve(id)).toMatchObject({
        status: 'open',
        payment_intent: null,
      });
      expect(sandbox.received).toEqual([]);
    });
  });

  describe('retries', () => {
    it('tries again with a fresh signature until the answer is 2xx', async () => {
      sandbox.answers.push(200, 200, 500, 302, 404, 204);
      const id = await create();
      const { deliveries } = await payIn(sandbox, id);
      expect(deliveries.at(-1)).toMatchObject({ type: COMPLETED, state: 'due', status: 500 });
      await until(() => only(COMPLETED).length === 4);
      const { body } = await sandbox.http.get(`/pay/${id}`).set('Accept', 'application/json').expect(200);
      const report = body.events.at(-1).deliveries[0];
      await until(() => sandbox.answers.length === 0);
      expect(report.attempts.map((attempt: { status: number }) => attempt.status).slice(0, 3)).toEqual([500, 302, 404]);
    });

    it('gives up in the end, and lists the event as not delivered', async () => {
      sandbox.answers.push(200, 200, 500, 500, 500, 500);
      await payIn(sandbox, await create());
      await until(() => sandbox.answers.length === 0);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(only(COMPLETED)).toHaveLength(4);
      const { data } = await sandbox.stripe.events.list({ delivery_success: false });
      expect(data.map(({ type }) => type)).toEqual([COMPLETED]);
      const all = await sandbox.stripe.events.list({ types: ['checkout.session.completed', 'charge.succeeded'] });
      expect(all.data.map(({ type }) => type)).toEqual([COMPLETED, 'charge.succeeded']);
    });

    it('ends the retries once the event has been sent by hand', async () => {
      await sandbox.close();
      sandbox = await startSandboxServer({ retrySeconds: [0.3] });
      sandbox.answers.push(200, 200, 500);
      const { deliveries } = await payIn(sandbox, await create());
      await sandbox.http.post(`/events/${deliveries.at(-1)!.event}/deliver`).expect(303);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(only(COMPLETED)).toHaveLength(2);
    });
  });

  it('tells of a refund: created, charge refunded, updated', async () => {
    const { session } = await payIn(sandbox, await create());
    await sandbox.stripe.refunds.create({ payment_intent: session.payment_intent as string, amount: 500 });
    await until(() => sandbox.received.length === 6);
    expect(types().slice(3)).toEqual(['refund.created', 'charge.refunded', 'refund.updated']);
    const charge = sandbox.received[4]!.event.data.object as Stripe.Charge;
    expect(charge).toMatchObject({ amount_refunded: 500, refunded: false, payment_intent: session.payment_intent });
  });

  it('tells of a session that the API expired, naming the request', async () => {
    await sandbox.stripe.checkout.sessions.expire(await create(), {}, { idempotencyKey: 'release:1' });
    await until(() => sandbox.received.length === 1);
    expect(sandbox.received[0]!.event).toMatchObject({
      type: 'checkout.session.expired',
      request: { id: expect.stringMatching(/^req_/), idempotency_key: 'release:1' },
      data: { object: { status: 'expired', payment_status: 'unpaid' } },
    });
  });
});
