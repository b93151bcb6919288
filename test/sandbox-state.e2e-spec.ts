import Stripe from 'stripe';
import { stripeSession } from './factories/stripe-session.js';
import { payIn, removeRoom, startSandboxRoom, until, type SandboxRoom } from './support/sandbox-room.js';

const { StripeIdempotencyError } = Stripe.errors;

describe('Idempotency-Key at the sandbox', () => {
  let room: SandboxRoom;
  beforeAll(async () => {
    room = await startSandboxRoom({ latencyMs: 100 });
  });
  afterAll(async () => {
    await room.close();
    removeRoom(room);
  });

  const create = (idempotencyKey: string, overrides = {}) =>
    room.stripe.checkout.sessions.create(stripeSession(overrides), { idempotencyKey });
  const caught = (work: Promise<unknown>) => work.then(() => undefined).catch((error: unknown) => error);

  it('answers the same again for the same, marked as replayed', async () => {
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
    const elsewhere = room.stripe.coupons.create({ percent_off: 5 }, { idempotencyKey: 'key-2' });
    expect(await caught(elsewhere)).toBeInstanceOf(StripeIdempotencyError);
  });

  it('answers 409 while the first is being carried out, and the SDK gets it with a retry', async () => {
    const running = create('key-3');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await caught(create('key-3'))).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    const retried = await room.stripe.checkout.sessions.create(stripeSession(), {
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
    await room.stripe.coupons.create({ id: 'SOON', percent_off: 5 });
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
  let room: SandboxRoom;
  afterEach(async () => {
    await room.close();
    removeRoom(room);
  });
  const restart = async (options = {}) => {
    await room.close();
    room = await startSandboxRoom(options, room.dataDir);
  };

  it('knows sessions, payments, coupons and idempotency keys', async () => {
    room = await startSandboxRoom();
    const make = () => room.stripe.checkout.sessions.create(stripeSession(), { idempotencyKey: 'before' });
    const { id } = await make();
    const { session } = await payIn(room, id);
    await room.stripe.coupons.create({ id: 'KEPT', percent_off: 10 });

    await restart();
    expect((await make()).id).toBe(id);
    const intent = await room.stripe.paymentIntents.retrieve(session.payment_intent as string);
    expect(intent).toMatchObject({ status: 'succeeded', amount: 2500 });
    expect(await room.stripe.coupons.retrieve('KEPT')).toMatchObject({ valid: true });
    expect((await room.stripe.checkout.sessions.listLineItems(id)).data).toHaveLength(1);
  });

  it('goes on with deliveries that were under way', async () => {
    room = await startSandboxRoom({ retrySeconds: [3600, 3600] });
    room.answers.push(200, 200, 500);
    const { id } = await room.stripe.checkout.sessions.create(stripeSession());
    await payIn(room, id);
    const late = await room.stripe.checkout.sessions.create(stripeSession());
    await payIn(room, late.id, { delivery: 'late', delay: 1800 });

    await restart({ now: minutes(61) });
    await until(() => room.received.length === 4);
    const completed = room.received.filter(({ event }) => event.type === 'checkout.session.completed');
    expect(completed.map(({ event }) => (event.data.object as { id: string }).id).toSorted()).toEqual(
      [id, late.id].toSorted(),
    );
  });

  it('expires by itself what has lapsed in between, and says so', async () => {
    room = await startSandboxRoom();
    const expiresAt = Math.floor(Date.now() / 1000) + 31 * 60;
    const { id } = await room.stripe.checkout.sessions.create(stripeSession({ expires_at: expiresAt }));
    const open = await room.stripe.checkout.sessions.create(stripeSession());

    await restart({ now: minutes(32) });
    await until(() => room.received.length === 1);
    expect(room.received[0]!.event).toMatchObject({ type: 'checkout.session.expired', data: { object: { id } } });
    expect((await room.stripe.checkout.sessions.retrieve(open.id)).status).toBe('open');
    expect((await payIn(room, id)).status).toBe(400);
  });

  it('expires a session while it runs', async () => {
    let ahead = 0;
    room = await startSandboxRoom({ now: () => Date.now() + ahead });
    const end = Math.floor(Date.now() / 1000) + 30 * 60 + 2;
    await room.stripe.checkout.sessions.create(stripeSession({ expires_at: end }));
    ahead = 30 * 60_000;
    // Anything that happens sets the alarm anew; the clock doesn't jump in real life.
    await room.stripe.checkout.sessions.expire((await room.stripe.checkout.sessions.create(stripeSession())).id);
    await until(() => room.received.length === 2);
    expect(room.received[1]!.event.type).toBe('checkout.session.expired');
  });
});
