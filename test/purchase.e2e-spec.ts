import { randomBytes } from 'node:crypto';
import { StockService } from '../src/catalog/stock/stock.service.js';
import { openSession } from './factories/cart.js';
import { createVariant } from './factories/product.js';
import { createAdmin, createUser } from './factories/user.js';
import { expectConsistent } from './support/consistency.js';
import { paySession, signedWebhook, stripeFor } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
beforeAll(async () => {
  shop = await startApp({ RATE_LIMIT_ENABLED: 'false' });
});
afterAll(async () => {
  await expectConsistent(shop);
  await shop.close();
});

/** Paid at Stripe, while the shop has heard nothing yet. @returns the event that Stripe would send */
async function paidEvent(sessionId: string, changes: object = {}) {
  await paySession(shop, sessionId, { delivery: 'none' });
  const session = await stripeFor(shop).checkout.sessions.retrieve(sessionId);
  return completed({ ...session, ...changes });
}

let events = 0;
function completed(session: object, type = 'checkout.session.completed') {
  events += 1;
  return {
    id: `evt_test_${events}`,
    object: 'event',
    type,
    api_version: '2026-10-28.endive',
    data: { object: session },
  };
}

const stockOf = async (id: string) => (await shop.prisma.variant.findUniqueOrThrow({ where: { id } })).stock;
const ordersOf = (stripeSessionId: string) =>
  shop.prisma.order.findMany({ where: { stripeSessionId }, include: { items: true, events: true } });

/** What must hold of a variant at any time. */
async function expectBalanced(variantId: string) {
  const { _sum } = await shop.prisma.stockMovement.aggregate({ where: { variantId }, _sum: { delta: true } });
  expect(_sum.delta).toBe(await stockOf(variantId));
}

describe('a purchase', () => {
  it('becomes one order with its items, its ledger row and less stock', async () => {
    const user = await createUser(shop);
    const { sessionId, variantId } = await openSession(shop, { user, stock: 10, quantity: 2, priceCents: 4990 });
    await paySession(shop, sessionId);

    const [order, ...more] = await ordersOf(sessionId);
    expect(more).toEqual([]);
    expect(order).toMatchObject({
      userId: user.id,
      orderNumber: expect.stringMatching(/^BLVD-\d{8}-[0-9A-Z]{10}$/),
      status: 'CONFIRMED',
      fulfillmentStatus: 'PAID',
      subtotalCents: 9980,
      shippingCost: 790,
      totalCents: 10_770,
      currency: 'EUR',
      paymentMethod: 'card',
      shippingMethod: 'COLISSIMO_HOME',
      needsReview: false,
      paymentIntentId: expect.stringMatching(/^pi_/),
      shippingAddress: { name: 'Camille Durand', address: { line1: '12 rue des Lilas', city: 'Paris' } },
      billingAddress: { email: 'camille@example.test' },
      items: [{ productVariantId: variantId, quantity: 2, unitPriceCents: 4990, totalPriceCents: 9980 }],
    });
    expect(order?.events.map(({ type }) => type).sort()).toEqual(['CREATED', 'PAID']);
    expect(await stockOf(variantId)).toBe(8);
    await expectBalanced(variantId);
    expect(await shop.prisma.stockMovement.findFirst({ where: { reference: sessionId } })).toMatchObject({
      variantId,
      delta: -2,
      stockAfter: 8,
      reason: 'SALE',
    });
    expect(await shop.prisma.checkoutSession.findFirst({ where: { stripeSessionId: sessionId } })).toMatchObject({
      status: 'PAID',
    });
  });

  it('shows the new stock in the very next read of the catalogue', async () => {
    const { sessionId, variantId } = await openSession(shop, { stock: 3, quantity: 2 });
    const { product } = await shop.prisma.variant.findUniqueOrThrow({
      where: { id: variantId },
      include: { product: true },
    });
    const read = async () =>
      (await shop.http.get(`/api/products/${product.slug}`).expect(200)).body.product.variants[0].stock;
    expect(await read()).toBe(3);
    await paySession(shop, sessionId);
    expect(await read()).toBe(1);
  });

  it('takes address and method from Stripe’s page when the request had neither', async () => {
    const { id } = await createVariant(shop.prisma, { stock: 2, priceCents: 1000 });
    const body = { items: [{ variantId: id, quantity: 1 }], customerEmail: 'lou@example.test' };
    const { sessionId } = (await shop.http.post('/api/checkout/create-session').send(body).expect(201)).body;
    await paySession(shop, sessionId);
    const [order] = await ordersOf(sessionId);
    expect(order).toMatchObject({ userId: null, needsReview: false, shippingMethod: expect.any(String) });
    expect(order?.totalCents).toBe(1000 + (order?.shippingCost ?? 0));
    expect(order?.shippingAddress).toMatchObject({ address: { country: expect.any(String) } });
  });
});

describe('POST /checkout/webhook', () => {
  it('changes nothing when the same event is delivered again, in sequence or concurrently', async () => {
    const { sessionId, variantId } = await openSession(shop, { stock: 5, quantity: 1 });
    const event = await paidEvent(sessionId);
    await Promise.all(Array.from({ length: 10 }, () => signedWebhook(shop, event).expect(200, { received: true })));
    await signedWebhook(shop, event).expect(200);
    expect(await ordersOf(sessionId)).toHaveLength(1);
    expect(await stockOf(variantId)).toBe(4);
  });

  it('creates one order from many different events about one session and concurrent verify-session calls', async () => {
    const { sessionId, variantId } = await openSession(shop, { stock: 5, quantity: 1 });
    const { data } = await paidEvent(sessionId);
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => signedWebhook(shop, completed(data.object))),
      ...Array.from({ length: 5 }, () => shop.http.get(`/api/checkout/verify-session/${sessionId}`)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await ordersOf(sessionId)).toHaveLength(1);
    expect(await stockOf(variantId)).toBe(4);
    await expectBalanced(variantId);
  });

  it('creates no order before payment, and one when a late payment arrives', async () => {
    const { sessionId } = await openSession(shop);
    await paySession(shop, sessionId, { action: 'pay_later' });
    expect(await ordersOf(sessionId)).toEqual([]);
    await paySession(shop, sessionId, { action: 'settle' });
    expect(await ordersOf(sessionId)).toHaveLength(1);
  });

  it('creates no order from a failed payment or an expired session, and closes it', async () => {
    const failed = await openSession(shop);
    await paySession(shop, failed.sessionId, { action: 'pay_later' });
    await paySession(shop, failed.sessionId, { action: 'fail' });
    const expired = await openSession(shop);
    await paySession(shop, expired.sessionId, { action: 'expire' });
    for (const { sessionId } of [failed, expired]) {
      expect(await ordersOf(sessionId)).toEqual([]);
      const row = await shop.prisma.checkoutSession.findFirst({ where: { stripeSessionId: sessionId } });
      expect(row?.status).toBe('CLOSED');
    }
  });

  it('answers 500 when sold out, with everything rolled back; after a restock the next delivery creates the order', async () => {
    const plenty = await createVariant(shop.prisma, { stock: 9 });
    const scarce = await createVariant(shop.prisma, { stock: 1 });
    const items = [plenty, scarce].map(({ id }) => ({ variantId: id, quantity: 1 }));
    const { sessionId } = (await shop.http.post('/api/checkout/create-session').send({ items }).expect(201)).body;
    const event = await paidEvent(sessionId);
    await shop.prisma.variant.update({ where: { id: scarce.id }, data: { stock: 0 } });

    const answer = await signedWebhook(shop, event).expect(500);
    expect(answer.body.code).toBe('INSUFFICIENT_STOCK');
    await shop.http.get(`/api/checkout/verify-session/${sessionId}`).expect(409);
    expect(await ordersOf(sessionId)).toEqual([]);
    expect(await stockOf(plenty.id)).toBe(9);
    expect(await shop.prisma.stripeEvent.findUnique({ where: { id: event.id } })).toMatchObject({
      status: 'WAITING',
      attempts: 1,
      lastError: expect.stringContaining('sold out'),
    });
    expect(await shop.prisma.stockMovement.count({ where: { reference: sessionId } })).toBe(0);

    await shop.prisma.variant.update({ where: { id: scarce.id }, data: { stock: 1 } });
    await signedWebhook(shop, event).expect(200);
    expect(await ordersOf(sessionId)).toHaveLength(1);
    expect(await shop.prisma.stripeEvent.findUnique({ where: { id: event.id } })).toMatchObject({
      status: 'APPLIED',
      attempts: 2,
      lastError: null,
    });
  });

  it('sells 5 units to 5 of 20 buyers who pay concurrently', async () => {
    const { id: variantId } = await createVariant(shop.prisma, { stock: 20 });
    const sessions = await Promise.all(Array.from({ length: 20 }, () => openSession(shop, { variantId, quantity: 1 })));
    // Fifteen units are corrected as damaged while the sessions are open.
    const stock = shop.app.get(StockService, { strict: false });
    await shop.prisma.$transaction((tx) => stock.setStock(tx, variantId, 5, { reason: 'CORRECTION' }));
    const paid = await Promise.all(sessions.map(({ sessionId }) => paidEvent(sessionId)));
    const answers = await Promise.all(paid.map((event) => signedWebhook(shop, event)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 500)).toHaveLength(15);
    expect(await stockOf(variantId)).toBe(0);
    expect(await shop.prisma.orderItem.count({ where: { productVariantId: variantId } })).toBe(5);
    await expectBalanced(variantId);
  });

  it.each([
    ['no signature', () => ({})],
    ['a foreign secret', () => ({ secret: 'whsec_somebody_elses_secret' })],
    ['a signature of 301 seconds ago', () => ({ second: Math.floor(Date.now() / 1000) - 301 })],
  ])('answers 400 INVALID_SIGNATURE for %s and creates nothing', async (name, options) => {
    const { sessionId } = await openSession(shop);
    const event = await paidEvent(sessionId);
    const answer =
      name === 'no signature'
        ? await shop.http.post('/api/checkout/webhook').send(event).expect(400)
        : await signedWebhook(shop, event, options()).expect(400);
    expect(answer.body.code).toBe('INVALID_SIGNATURE');
    expect(await ordersOf(sessionId)).toEqual([]);
  });

  it('answers 200 for unused types and for sessions of another application', async () => {
    await signedWebhook(shop, completed({ id: 'cus_1' }, 'customer.created')).expect(200, { received: true });
    const foreign = { id: 'cs_test_foreign', payment_status: 'paid', metadata: {}, amount_total: 500 };
    await signedWebhook(shop, completed(foreign)).expect(200);
    expect(await ordersOf('cs_test_foreign')).toEqual([]);
  });

  it('keeps the agreed price after a price change, and notes it', async () => {
    const { sessionId, variantId } = await openSession(shop, { quantity: 1, priceCents: 1000 });
    await shop.prisma.variant.update({ where: { id: variantId }, data: { priceCents: 1500 } });
    await paySession(shop, sessionId);
    const [order] = await ordersOf(sessionId);
    expect(order).toMatchObject({ status: 'CONFIRMED', totalCents: 1790, items: [{ unitPriceCents: 1000 }] });
    expect(order?.events.filter(({ type }) => type === 'NOTE')).toHaveLength(1);
  });

  it.each([
    ['another amount', { amount_total: 123 }],
    ['another currency', { currency: 'usd' }],
  ])('marks an order with %s for review', async (_, changes) => {
    const { sessionId } = await openSession(shop);
    await signedWebhook(shop, await paidEvent(sessionId, changes)).expect(200);
    const [order] = await ordersOf(sessionId);
    expect(order).toMatchObject({ status: 'PENDING', needsReview: true, reviewNote: expect.any(String) });
  });

  it('creates a guest’s order when the account and our session row were deleted', async () => {
    const user = await createUser(shop);
    const { sessionId } = await openSession(shop, { user, quantity: 1 });
    const event = await paidEvent(sessionId);
    await shop.prisma.user.delete({ where: { id: user.id } });
    await shop.prisma.checkoutSession.deleteMany({ where: { stripeSessionId: sessionId } });
    await signedWebhook(shop, event).expect(200);
    expect(await ordersOf(sessionId)).toMatchObject([{ userId: null, status: 'CONFIRMED', needsReview: false }]);
  });

  it('sells a variant that was deactivated after the session was created', async () => {
    const { sessionId, variantId } = await openSession(shop, { stock: 2, quantity: 1 });
    await shop.prisma.variant.update({ where: { id: variantId }, data: { isActive: false } });
    await paySession(shop, sessionId);
    expect(await ordersOf(sessionId)).toHaveLength(1);
    expect(await stockOf(variantId)).toBe(1);
  });
});

it('gives an order a number of the day that the shop has, as the sales report does', async () => {
  // At any time of the day one of the two has another day than UTC.
  const SHOP_TIME_ZONE = new Date().getUTCHours() < 10 ? 'Pacific/Pago_Pago' : 'Pacific/Kiritimati';
  const far = await startApp({ SHOP_TIME_ZONE });
  const { sessionId } = await openSession(far);
  await paySession(far, sessionId);
  const order = await far.prisma.order.findUniqueOrThrow({ where: { stripeSessionId: sessionId } });
  const { auth } = await createAdmin(far);
  const { body } = await far.http.get('/api/admin/reports/sales').set(auth).expect(200);
  const day = body.sales[0].period as string;
  expect(order.orderNumber.slice(0, 13)).toBe(`BLVD-${day.replaceAll('-', '')}`);
  await far.close();
});

it('accepts any of several webhook secrets, during a rotation', async () => {
  const newSecret = () => `whsec_${randomBytes(24).toString('hex')}`;
  const secrets = [newSecret(), newSecret()];
  const rotating = await startApp({ STRIPE_WEBHOOK_SECRET: secrets.join(', ') });
  for (const secret of secrets) await signedWebhook(rotating, completed({}, 'a.b'), { secret }).expect(200);
  await signedWebhook(rotating, completed({}, 'a.b'), { secret: newSecret() }).expect(400);
  await rotating.close();
});
