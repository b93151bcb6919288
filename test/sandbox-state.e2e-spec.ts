import Stripe from 'stripe';
import { stripeSession } from './factories/stripe-session.js';
import { payIn, startSandboxServer, until, type SandboxServer } from './support/sandbox-server.js';
import { advanceClock, deliverEvent, planRefunds, resetClock } from './support/sandbox.js';

const { StripeIdempotencyError } = Stripe.errors;

describe('Idempotency-Key at the sandbox', () => {
  let sandbox: SandboxServer;
  beforeAll(async () => {
    sandbox = await startSandboxServer({ latencyMs: 100 });
  });
  afterAll(() => sandbox.close());

  const create = (idempotencyKey: string, overrides = {}) =>
    sandbox.stripe.checkout.sessions.create(stripeSession(overrides), { idempotencyKey });
  const caught = (work: Promise<unknown>) => work.then(() => undefined).catch((error: unknown) => error);

  it('answers the same response to the same request, marked as replayed', async () => {
    const first = await create('key-1');
    const again = await create('key-1');
    expect(again.id).toBe(first.id);
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(again.lastResponse.idempotencyKey).toBe('key-1');
  });

  it('refuses other parameters, or another endpoint, under the same key', async () => {
    await create('key-2');
    const other = await caught(create('key-2', { client_reference_id: 'other' }));
    expect(other).toBeInstanceOf(StripeIdempotencyError);
    expect(other).toMatchObject({ statusCode: 400, rawType: 'idempotency_error' });
    const elsewhere = sandbox.stripe.coupons.create({ percent_off: 5 }, { idempotencyKey: 'key-2' });
    expect(await caught(elsewhere)).toBeInstanceOf(StripeIdempotencyError);
  });

  it('answers 409 while the first request runs, and a retry of the SDK gets its response', async () => {
    const running = create('key-3');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await caught(create('key-3'))).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    const retried = await sandbox.stripe.checkout.sessions.create(stripeSession(), {
      idempotencyKey: 'key-3',
      maxNetworkRetries: 2,
    });
    expect(retried.id).toBe((await running).id);
  });

  it('keeps no key for parameters that were refused, but one for what failed later', async () => {
    expect(await caught(create('key-4', { mode: 'nonsense' }))).toMatchObject({ param: 'mode' });
    await create('key-4');
    expect(await caught(create('key-5', { discounts: [{ coupon: 'SOON' }] }))).toMatchObject({
      code: 'resource_missing',
    });
    await sandbox.stripe.coupons.create({ id: 'SOON', percent_off: 5 });
    expect(await caught(create('key-5', { discounts: [{ coupon: 'SOON' }] }))).toMatchObject({
      code: 'resource_missing',
    });
  });

  it('refuses a key of more than 255 characters', async () => {
    await create('k'.repeat(255));
    expect(await caught(create('k'.repeat(256)))).toMatchObject({ statusCode: 400 });
  });
});

describe('the sandbox after a restart', () => {
  const minutes = (count: number) => () => Date.now() + count * 60_000;
  let sandbox: SandboxServer;
  afterEach(() => sandbox.close());
  const restart = async (options = {}) => (sandbox = await sandbox.restart(options));

  it('still has sessions, payments, coupons and idempotency keys', async () => {
    sandbox = await startSandboxServer();
    const make = () => sandbox.stripe.checkout.sessions.create(stripeSession(), { idempotencyKey: 'before' });
    const { id } = await make();
    const { session } = await payIn(sandbox, id);
    await sandbox.stripe.coupons.create({ id: 'KEPT', percent_off: 10 });

    await restart();
    expect((await make()).id).toBe(id);
    const intent = await sandbox.stripe.paymentIntents.retrieve(session.payment_intent as string);
    expect(intent).toMatchObject({ status: 'succeeded', amount: 2500 });
    expect(await sandbox.stripe.coupons.retrieve('KEPT')).toMatchObject({ valid: true });
    expect((await sandbox.stripe.checkout.sessions.listLineItems(id)).data).toHaveLength(1);
  });

  it('continues pending deliveries', async () => {
    sandbox = await startSandboxServer({ retrySeconds: [3600, 3600] });
    sandbox.answers.push(200, 200, 500);
    const { id } = await sandbox.stripe.checkout.sessions.create(stripeSession());
    await payIn(sandbox, id);
    const late = await sandbox.stripe.checkout.sessions.create(stripeSession());
    await payIn(sandbox, late.id, { delivery: 'late', delay: 1800 });

    await restart({ now: minutes(61) });
    await until(() => sandbox.received.length === 4);
    const completed = sandbox.received.filter(({ event }) => event.type === 'checkout.session.completed');
    expect(completed.map(({ event }) => (event.data.object as { id: string }).id).toSorted()).toEqual(
      [id, late.id].toSorted(),
    );
  });

  it('expires sessions that lapsed while it was down, and sends the events', async () => {
    sandbox = await startSandboxServer();
    const expiresAt = Math.floor(Date.now() / 1000) + 31 * 60;
    const { id } = await sandbox.stripe.checkout.sessions.create(stripeSession({ expires_at: expiresAt }));
    const open = await sandbox.stripe.checkout.sessions.create(stripeSession());

    await restart({ now: minutes(32) });
    await until(() => sandbox.received.length === 1);
    expect(sandbox.received[0]!.event).toMatchObject({ type: 'checkout.session.expired', data: { object: { id } } });
    expect((await sandbox.stripe.checkout.sessions.retrieve(open.id)).status).toBe('open');
    expect((await payIn(sandbox, id)).status).toBe(400);
  });

  it('expires a session while it runs', async () => {
    let ahead = 0;
    sandbox = await startSandboxServer({ now: () => Date.now() + ahead });
    const end = Math.floor(Date.now() / 1000) + 30 * 60 + 2;
    await sandbox.stripe.checkout.sessions.create(stripeSession({ expires_at: end }));
    ahead = 30 * 60_000;
    // Any change resets the timer. Needed only here, as a real clock doesn't jump.
    await sandbox.stripe.checkout.sessions.expire((await sandbox.stripe.checkout.sessions.create(stripeSession())).id);
    await until(() => sandbox.received.length === 2);
    expect(sandbox.received[1]!.event.type).toBe('checkout.session.expired');
  });
});

describe('POST /sandbox/clock', () => {
  let sandbox: SandboxServer;
  beforeEach(async () => {
    sandbox = await startSandboxServer();
  });
  afterEach(() => sandbox.close());

  const second = () => Math.floor(Date.now() / 1000);
  const create = (overrides: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
    sandbox.stripe.checkout.sessions.create(stripeSession(overrides));
  const types = () => sandbox.received.map(({ event }) => event.type);

  it('expires the sessions whose time is over, tells the shop of each, and leaves the others open', async () => {
    const { id: first } = await create({ expires_at: second() + 31 * 60 });
    const { id: second_ } = await create({ expires_at: second() + 32 * 60 });
    const { id: open } = await create();
    const { id: paid } = await create({ expires_at: second() + 31 * 60 });
    await payIn(sandbox, paid);
    sandbox.received.length = 0;

    await advanceClock(sandbox.asShop, 33 * 60);
    expect(
      sandbox.received.map(({ event }) => [event.type, (event.data.object as { id: string }).id]).toSorted(),
    ).toEqual([first, second_].toSorted().map((id) => ['checkout.session.expired', id]));
    const status = async (id: string) => (await sandbox.stripe.checkout.sessions.retrieve(id)).status;
    expect(await Promise.all([first, second_, open, paid].map(status))).toEqual([
      'expired',
      'expired',
      'open',
      'complete',
    ]);
    expect((await payIn(sandbox, first)).status).toBe(400);
  });

  it('expires them without a word, when asked', async () => {
    const { id } = await create({ expires_at: second() + 31 * 60 });
    await advanceClock(sandbox.asShop, 32 * 60, { delivery: 'none' });
    expect((await sandbox.stripe.checkout.sessions.retrieve(id)).status).toBe('expired');
    expect(types()).toEqual([]);
    const [event] = (await sandbox.stripe.events.list({ delivery_success: false })).data;
    await deliverEvent(sandbox.asShop, event!.id);
    expect(types()).toEqual(['checkout.session.expired']);
  });

  it('brings late deliveries, retries and planned refunds', async () => {
    sandbox = await sandbox.restart({ retrySeconds: [3600] });
    const { id } = await create();
    const { session } = await payIn(sandbox, id, { delivery: 'late', delay: 3600 });
    await planRefunds(sandbox.asShop, { status: 'pending', then: 'fail', afterSeconds: 7200 });
    await sandbox.stripe.refunds.create({ payment_intent: session.payment_intent as string });
    await until(() => types().length === 2);
    sandbox.answers.push(500);
    await advanceClock(sandbox.asShop, 3601);
    expect(types().slice(2)).toEqual(['charge.succeeded', 'payment_intent.succeeded', 'checkout.session.completed']);
    await advanceClock(sandbox.asShop, 3601);
    expect(types().slice(5).toSorted()).toEqual(['charge.succeeded', 'refund.failed', 'refund.updated']);
  });

  it('signs by the real time, goes on after a restart, and goes back to the real time', async () => {
    await advanceClock(sandbox.asShop, 86_400);
    sandbox = await sandbox.restart();
    const { body } = await sandbox.http.get('/clock').expect(200);
    expect(body).toMatchObject({ aheadSeconds: 86_400 });
    expect(Date.parse(body.now) - Date.now()).toBeGreaterThan(86_000_000);
    const ahead = await create({ expires_at: second() + 2 * 86_400 - 60 });
    expect(ahead.created - second()).toBeGreaterThan(86_000);
    await expect(create({ expires_at: second() + 31 * 60 })).rejects.toThrow('at least 30 minutes');

    sandbox.answers.push(500);
    await payIn(sandbox, ahead.id, { delivery: 'late', delay: 1 });
    await resetClock(sandbox.asShop);
    expect((await create({ expires_at: second() + 31 * 60 })).status).toBe('open');
    await until(() => types().includes('checkout.session.completed'));
    await until(() => types().filter((type) => type === 'charge.succeeded').length === 2);
  });

  it('answers 400 for anything but some seconds forward', async () => {
    for (const body of [{}, { advanceSeconds: 0 }, { advanceSeconds: -5 }, { advanceSeconds: 'soon' }, { back: 1 }]) {
      const refused = await sandbox.http.post('/clock').set('Accept', 'application/json').send(body).expect(400);
      expect(refused.body).toMatchObject({ error: { type: 'invalid_request_error' } });
    }
    expect((await sandbox.http.get('/clock')).body.aheadSeconds).toBe(0);
  });
});
