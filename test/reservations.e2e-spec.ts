import { cartOf, openSession } from './factories/cart.js';
import { createVariant } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { SessionExpiry } from '../src/checkout/completion/session-expiry.service.js';
import { expectConsistent } from './support/consistency.js';
import { clearFaults, paySession, plantFault, stripeFor } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
beforeAll(async () => {
  shop = await startApp();
});
afterAll(async () => {
  await expectConsistent(shop);
  await shop.close();
});
afterEach(() => clearFaults(shop));

const ONE_MINUTE = 60_000;

function post(variantId: string, quantity = 1, user?: TestUser, headers: Record<string, string> = {}) {
  return shop.http
    .post('/api/checkout/create-session')
    .set({ ...user?.auth, ...headers })
    .send(cartOf([{ variantId, quantity }]));
}

const rowOf = (stripeSessionId: string) =>
  shop.prisma.checkoutSession.findUniqueOrThrow({ where: { stripeSessionId }, include: { reservations: true } });
const atStripe = (sessionId: string) => stripeFor(shop).checkout.sessions.retrieve(sessionId);
const heldOf = async (variantId: string) => {
  const { _sum } = await shop.prisma.stockReservation.aggregate({ where: { variantId }, _sum: { quantity: true } });
  return _sum.quantity ?? 0;
};
const expireSessions = () => shop.app.get(SessionExpiry, { strict: false }).endExpired();
const lapse = (stripeSessionId: string) =>
  shop.prisma.checkoutSession.update({
    where: { stripeSessionId },
    data: { expiresAt: new Date(Date.now() - ONE_MINUTE) },
  });

describe('POST /checkout/create-session › reserves units', () => {
  it('answers 409 to the second of two buyers of the last unit, which the catalogue still shows', async () => {
    const { id, productId } = await createVariant(shop.prisma, { stock: 1 });
    await post(id).expect(201);
    const { body } = await post(id).expect(409);
    expect(body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      details: [{ path: 'items.0.quantity', variantId: id, reason: 'OUT_OF_STOCK' }],
    });
    const { slug } = await shop.prisma.product.findUniqueOrThrow({ where: { id: productId } });
    const read = await shop.http.get(`/api/products/${slug}`).expect(200);
    expect(read.body.product.variants[0].stock).toBe(1);
  });

  it('gives 5 units to 5 of 20 concurrent buyers, and answers how many are left', async () => {
    const { id } = await createVariant(shop.prisma, { stock: 5 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(id)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(15);
    expect(await heldOf(id)).toBe(5);

    const other = await createVariant(shop.prisma, { stock: 3 });
    await post(other.id, 2).expect(201);
    // As many as the stock, and more.
    for (const quantity of [2, 4]) {
      const { body } = await post(other.id, quantity).expect(409);
      expect(body.details).toMatchObject([
        { reason: 'INSUFFICIENT_STOCK', msg: expect.stringContaining('1 exemplaire') },
      ]);
    }
  });

  it('does not count the buyer’s own open session: the new one replaces it', async () => {
    const user = await createUser(shop);
    const { id } = await createVariant(shop.prisma, { stock: 1 });
    const first = (await post(id, 1, user).expect(201)).body.sessionId as string;
    const second = (await post(id, 1, user).expect(201)).body.sessionId as string;
    expect((await atStripe(first)).status).toBe('expired');
    expect(await rowOf(first)).toMatchObject({ status: 'CLOSED', activeUserId: null, reservations: [] });
    expect(await rowOf(second)).toMatchObject({ status: 'OPEN', activeUserId: user.id });
    expect(await heldOf(id)).toBe(1);
  });

  it('keeps the open session when the new cart is sold out', async () => {
    const user = await createUser(shop);
    const [mine, theirs] = [await createVariant(shop.prisma), await createVariant(shop.prisma, { stock: 1 })];
    const open = (await post(mine.id, 1, user).expect(201)).body.sessionId as string;
    await post(theirs.id).expect(201);
    await post(theirs.id, 1, user).expect(409);
    expect((await atStripe(open)).status).toBe('open');
    expect(await rowOf(open)).toMatchObject({ status: 'OPEN' });
  });

  it('lets the payment win when the old session was just paid and its webhook has not arrived', async () => {
    const user = await createUser(shop);
    const { id } = await createVariant(shop.prisma, { stock: 3 });
    const first = (await post(id, 1, user).expect(201)).body.sessionId as string;
    await paySession(shop, first, { delivery: 'none' });
    await post(id, 1, user).expect(201);
    expect(await shop.prisma.order.count({ where: { stripeSessionId: first } })).toBe(1);
    expect(await rowOf(first)).toMatchObject({ status: 'PAID', reservations: [] });
    expect((await shop.prisma.variant.findUniqueOrThrow({ where: { id } })).stock).toBe(2);
    expect(await heldOf(id)).toBe(1);
  });

  it('leaves one payable session for an account after concurrent requests', async () => {
    const user = await createUser(shop);
    const { id } = await createVariant(shop.prisma, { stock: 1 });
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(id, 1, user)));
    const opened = answers.filter(({ status }) => status === 201).map(({ body }) => body.sessionId as string);
    for (const { status, body } of answers) {
      if (status !== 201) expect(body.code).toBe('CHECKOUT_SUPERSEDED');
    }
    const states = await Promise.all(opened.map(async (sessionId) => (await atStripe(sessionId)).status));
    expect(states.filter((status) => status === 'open')).toHaveLength(1);
    expect(await shop.prisma.checkoutSession.count({ where: { activeUserId: user.id } })).toBe(1);
    expect(await heldOf(id)).toBe(1);
  });

  it('answers 503 when the old session cannot be ended, and changes nothing', async () => {
    const user = await createUser(shop);
    const { id } = await createVariant(shop.prisma, { stock: 2 });
    const first = (await post(id, 1, user).expect(201)).body.sessionId as string;
    await plantFault(shop, { match: { path: '/v1/checkout/sessions/*/expire' }, kind: 'error', times: 5 });
    expect((await post(id, 1, user).expect(503)).body.code).toBe('PAYMENT_UNAVAILABLE');
    expect(await rowOf(first)).toMatchObject({ status: 'OPEN', activeUserId: user.id });
    expect(await heldOf(id)).toBe(1);
  });

  it('reserves nothing after Stripe refused to create a session', async () => {
    const { id } = await createVariant(shop.prisma, { stock: 1 });
    await plantFault(shop, { match: { method: 'POST', path: '/v1/checkout/sessions' }, kind: 'error', times: 5 });
    await post(id).expect(503);
    expect(await heldOf(id)).toBe(0);
    await clearFaults(shop);
    await post(id).expect(201);
  });
});

describe('the end of a reservation', () => {
  it('comes with the payment, the expiry, or the failure of a delayed payment', async () => {
    const variants = await Promise.all([1, 2, 3].map(() => createVariant(shop.prisma, { stock: 5 })));
    const [paid, expired, failed] = await Promise.all(
      variants.map(async ({ id }) => (await openSession(shop, { variantId: id, quantity: 2 })).sessionId),
    );
    await paySession(shop, paid!);
    await paySession(shop, expired!, { action: 'expire' });
    await paySession(shop, failed!, { action: 'pay_later' });
    expect(await rowOf(failed!)).toMatchObject({ status: 'PROCESSING', reservations: [{ quantity: 2 }] });
    await paySession(shop, failed!, { action: 'fail' });
    for (const { id } of variants) expect(await heldOf(id)).toBe(0);
    expect(await Promise.all([paid!, expired!, failed!].map(async (id) => (await rowOf(id)).status))).toEqual([
      'PAID',
      'CLOSED',
      'CLOSED',
    ]);
  });

  it('removes the hash of the client IP', async () => {
    const hashOf = async (id: string) => (await rowOf(id)).addressHash;
    const sessions = [];
    for (const action of ['pay', 'expire', 'pay_later'] as const) {
      const { sessionId } = await openSession(shop, { stock: 9, quantity: 1 });
      expect(await hashOf(sessionId)).toMatch(/^[0-9a-f]{64}$/);
      await paySession(shop, sessionId, { action });
      sessions.push(sessionId);
    }
    expect(await Promise.all(sessions.map(hashOf))).toEqual([null, null, null]);
  });

  it('does not come while a payment is pending, even after its time', async () => {
    const { sessionId, variantId } = await openSession(shop, { stock: 1, quantity: 1 });
    await paySession(shop, sessionId, { action: 'pay_later' });
    await lapse(sessionId);
    await expireSessions();
    await post(variantId).expect(409);
    await paySession(shop, sessionId, { action: 'settle' });
    expect(await rowOf(sessionId)).toMatchObject({ status: 'PAID', reservations: [] });
  });

  it('comes with the expiry job, which ends the session at Stripe first', async () => {
    const { sessionId, variantId } = await openSession(shop, { stock: 1, quantity: 1 });
    await lapse(sessionId);
    await expireSessions();
    expect((await atStripe(sessionId)).status).toBe('expired');
    expect(await rowOf(sessionId)).toMatchObject({ status: 'CLOSED', reservations: [] });
    await post(variantId).expect(201);
  });

  it('comes on demand for the next buyer, without waiting for the expiry job', async () => {
    const { sessionId, variantId } = await openSession(shop, { stock: 1, quantity: 1 });
    await lapse(sessionId);
    await post(variantId).expect(201);
    expect((await atStripe(sessionId)).status).toBe('expired');
  });

  it('makes the expiry job find a payment without an event', async () => {
    const { sessionId, variantId } = await openSession(shop, { stock: 1, quantity: 1 });
    await paySession(shop, sessionId, { delivery: 'none' });
    await lapse(sessionId);
    await expireSessions();
    expect(await shop.prisma.order.count({ where: { stripeSessionId: sessionId } })).toBe(1);
    expect((await shop.prisma.variant.findUniqueOrThrow({ where: { id: variantId } })).stock).toBe(0);
  });

  it('waits while Stripe does not answer', async () => {
    const { sessionId, variantId } = await openSession(shop, { stock: 1, quantity: 1 });
    await lapse(sessionId);
    await plantFault(shop, { match: { path: '/v1/checkout/sessions/*/expire' }, kind: 'error', times: 5 });
    await expireSessions();
    expect(await rowOf(sessionId)).toMatchObject({ status: 'OPEN', sweepAfter: expect.any(Date) });
    await post(variantId).expect(409);
  });

  it('comes although Stripe answers more slowly than a buyer would wait', async () => {
    const { sessionId } = await openSession(shop, { stock: 1, quantity: 1 });
    await lapse(sessionId);
    await plantFault(shop, { match: { path: '/v1/checkout/sessions/*/expire' }, kind: 'delay', delayMs: 4_500 });
    await expireSessions();
    expect(await rowOf(sessionId)).toMatchObject({ status: 'CLOSED' });
  });

  it('of a payment under review comes when a person has dismissed it; the delivery address goes too', async () => {
    const { sessionId, variantId } = await openSession(shop, { stock: 2, quantity: 2 });
    await stripeFor(shop).checkout.sessions.update(sessionId, { metadata: { installation: 'edited' } });
    await paySession(shop, sessionId);
    await lapse(sessionId);
    await expireSessions();
    expect(await rowOf(sessionId)).toMatchObject({ status: 'OPEN', delivery: expect.any(Object) });
    expect(await heldOf(variantId)).toBe(2);

    const { id } = await shop.prisma.stripeEvent.findFirstOrThrow({ where: { objectId: sessionId, status: 'REVIEW' } });
    const { auth } = await createAdmin(shop);
    await shop.http.post(`/api/admin/events/${id}/dismiss`).set(auth).expect(200);
    await shop.prisma.checkoutSession.updateMany({ where: { stripeSessionId: sessionId }, data: { sweepAfter: null } });
    await expireSessions();
    expect(await rowOf(sessionId)).toMatchObject({ status: 'CLOSED', delivery: null, reservations: [] });
    await post(variantId, 2).expect(201);
    expect(await shop.prisma.order.count({ where: { stripeSessionId: sessionId } })).toBe(0);
  });

  it('finds a session whose answer was lost, and ends it', async () => {
    const { id } = await createVariant(shop.prisma, { stock: 1 });
    await plantFault(shop, { match: { method: 'POST', path: '/v1/checkout/sessions' }, kind: 'lost', times: 5 });
    await post(id).expect(503);
    await clearFaults(shop);
    const [row] = await shop.prisma.checkoutSession.findMany({ where: { reservations: { some: { variantId: id } } } });
    expect(row).toMatchObject({ status: 'OPENING', stripeSessionId: null });
    await expireSessions();
    expect(await heldOf(id)).toBe(1);
    const createdAt = new Date(row!.createdAt.getTime() - 3 * ONE_MINUTE);
    await shop.prisma.checkoutSession.update({ where: { id: row!.id }, data: { createdAt } });
    await expireSessions();
    expect(await heldOf(id)).toBe(0);
    const { data } = await stripeFor(shop).checkout.sessions.list({ limit: 10 });
    const page = data.find(({ client_reference_id }) => client_reference_id === row!.id);
    expect(page?.status).toBe('expired');
  });
});

it('keeps a reserved variant from being deleted: it is no longer for sale', async () => {
  const { createAdmin } = await import('./factories/user.js');
  const admin = await createAdmin(shop);
  const { sessionId, variantId } = await openSession(shop, { stock: 2, quantity: 1 });
  const { productId } = await shop.prisma.variant.findUniqueOrThrow({ where: { id: variantId } });
  const answer = await shop.http.delete(`/api/admin/products/${productId}`).set(admin.auth).expect(400);
  expect(answer.body.code).toBe('PRODUCT_HAS_ORDERS');
  const variants = [{ name: 'Nouveau', priceCents: 500, stock: 1 }];
  await shop.http.put(`/api/admin/products/${productId}`).set(admin.auth).send({ variants }).expect(200);
  expect(await shop.prisma.variant.findUnique({ where: { id: variantId } })).toMatchObject({ isActive: false });
  await paySession(shop, sessionId);
  expect(await shop.prisma.order.count({ where: { stripeSessionId: sessionId } })).toBe(1);
});

it('reserves nothing with STOCK_HOLD_MINUTES=0', async () => {
  const open = await startApp({ STOCK_HOLD_MINUTES: '0' });
  try {
    const { id } = await createVariant(open.prisma, { stock: 1 });
    const send = () => open.http.post('/api/checkout/create-session').send(cartOf([{ variantId: id, quantity: 1 }]));
    await send().expect(201);
    await send().expect(201);
    expect(await open.prisma.stockReservation.count()).toBe(0);
  } finally {
    await open.close();
  }
});

it('limits what one client IP reserves, with any number of accounts', async () => {
  const limited = await startApp({
    RATE_LIMIT_ENABLED: 'true',
    RATE_LIMIT_OPEN_SESSIONS: '3',
    RATE_LIMIT_CHECKOUT: '100',
  });
  try {
    const { id } = await createVariant(limited.prisma, { stock: 1000 });
    const send = async (quantity: number) =>
      limited.http
        .post('/api/checkout/create-session')
        .set((await createUser(limited)).auth)
        .send(cartOf([{ variantId: id, quantity }]));
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(1)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(5);
    expect(refused[0]?.body.code).toBe('RATE_LIMIT_EXCEEDED');
    expect(refused[0]?.headers['retry-after']).toBeDefined();
    expect(await limited.prisma.stockReservation.count()).toBe(3);
  } finally {
    await limited.close();
  }
});
