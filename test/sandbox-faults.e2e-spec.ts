import Stripe from 'stripe';
import { stripeSession } from './factories/stripe-session.js';
import { payIn, removeRoom, startSandboxRoom, type SandboxRoom } from './support/sandbox-room.js';

const { StripeAPIError, StripeCardError, StripeConnectionError, StripeInvalidRequestError } = Stripe.errors;

describe('POST /sandbox/faults', () => {
  let room: SandboxRoom;
  beforeAll(async () => {
    room = await startSandboxRoom();
  });
  afterEach(() => room.http.delete('/faults').expect(200));
  afterAll(async () => {
    await room.close();
    removeRoom(room);
  });

  const CREATE = { method: 'POST', path: '/v1/checkout/sessions' };
  const plant = (fault: object) => room.http.post('/faults').send(fault).expect(201);
  const create = (idempotencyKey?: string, options: Stripe.RequestOptions = {}) =>
    room.stripe.checkout.sessions.create(stripeSession(), { ...(idempotencyKey && { idempotencyKey }), ...options });
  const caught = (work: Promise<unknown>) => work.then(() => undefined).catch((error: unknown) => error);
  const count = async () => (await room.stripe.checkout.sessions.list({ limit: 100 })).data.length;
  const hits = async () => {
    const { body } = await room.http.get('/faults').expect(200);
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
    const [newest] = (await room.stripe.checkout.sessions.list({ limit: 1 })).data;
    expect((await create('after-2')).id).toBe(newest?.id);
    expect(await count()).toBe(before + 1);
  });

  it('lost: the work is done, the connection closes without a word, and the same key answers it', async () => {
    const before = await count();
    await plant({ match: CREATE, kind: 'lost', times: 5 });
    expect(await caught(create('lost-1'))).toBeInstanceOf(StripeConnectionError);
    await room.http.delete('/faults');
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
    await room.http.delete('/faults');

    await plant({ match: CREATE, kind: 'timeout', delayMs: 100, times: 5 });
    expect(await caught(create('timeout-2'))).toBeInstanceOf(StripeConnectionError);
    await room.http.delete('/faults');
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
    const { session } = await payIn(room, (await create()).id);
    const refund = () => room.stripe.refunds.create({ payment_intent: session.payment_intent as string });
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
    await room.stripe.checkout.sessions.retrieve(id);
    expect(await caught(room.stripe.checkout.sessions.listLineItems(id))).toMatchObject({ statusCode: 500 });
    await room.stripe.checkout.sessions.listLineItems(id);
    expect(await caught(room.stripe.checkout.sessions.expire(id))).toMatchObject({ statusCode: 500 });
    expect(await room.stripe.checkout.sessions.expire(id)).toMatchObject({ status: 'expired' });
    expect(await hits()).toEqual([1, 1]);
  });

  it('loses refusals too, and knows its faults after a restart', async () => {
    await plant({ match: CREATE, kind: 'lost', times: 5 });
    const bad = room.stripe.checkout.sessions.create({ mode: 'nonsense' as never });
    expect(await caught(bad)).toBeInstanceOf(StripeConnectionError);
    await room.close();
    room = await startSandboxRoom({}, room.dataDir);
    expect(await caught(create())).toBeInstanceOf(StripeConnectionError);
    await room.http.delete('/faults');
    expect(await caught(room.stripe.checkout.sessions.create({ mode: 'nonsense' as never }))).toBeInstanceOf(
      StripeInvalidRequestError,
    );
  });

  it('answers 400 for a fault that makes no sense, and plants nothing', async () => {
    const bad = [{}, { kind: 'explode' }, { kind: 'error', times: 0 }, { kind: 'error', match: { path: 'refunds' } }];
    for (const fault of bad) await room.http.post('/faults').send(fault).expect(400);
    await room.http.post('/faults').type('json').send('{').expect(400);
    expect(await hits()).toEqual([]);
  });
});
