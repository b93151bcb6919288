import { StockService } from '../src/catalog/stock/stock.service.js';
import { SessionExpiry } from '../src/checkout/completion/session-expiry.service.js';
import { ReconciliationService } from '../src/checkout/reconciliation/reconciliation.service.js';
import { OversoldRetries } from '../src/checkout/completion/oversold-retries.service.js';
import { openSession } from './factories/cart.js';
import { createUser } from './factories/user.js';
import {
  clearFaults,
  deliverEvent,
  listEvents,
  paySession,
  plantFault,
  refundInDashboard,
  stripeFor,
  type Paid,
} from './support/sandbox.js';
import { expectConsistent } from './support/consistency.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
beforeAll(async () => {
  shop = await startApp();
});
afterEach(() => clearFaults(shop));
afterAll(async () => {
  await expectConsistent(shop);
  await shop.close();
});

const job = () => shop.app.get(OversoldRetries, { strict: false }).retryDue();
const orderOf = (stripeSessionId: string) =>
  shop.prisma.order.findUnique({ where: { stripeSessionId }, include: { items: true, events: true, refunds: true } });
const waitingFor = (stripeSessionId: string) =>
  shop.prisma.oversoldPayment.findUniqueOrThrow({ where: { stripeSessionId } });
const refundsAtStripe = async (payment_intent: string) => (await stripeFor(shop).refunds.list({ payment_intent })).data;

/** What the shop answered when Stripe told it of the payment. */
function deliveryOf({ events }: Paid) {
  return events.find(({ type }) => type === 'checkout.session.completed')?.deliveries.at(-1)?.status;
}

/** As after `OVERSOLD_RETRY_MINUTES`. */
async function timePasses(stripeSessionId: string) {
  const past = new Date(Date.now() - 1000);
  await shop.prisma.oversoldPayment.update({
    where: { stripeSessionId },
    data: { refundDueAt: past, nextAttemptAt: past },
  });
}

async function count(variantId: string, units: number) {
  const stock = shop.app.get(StockService, { strict: false });
  await shop.prisma.$transaction((tx) => stock.setStock(tx, variantId, units, { reason: 'CORRECTION' }));
}

/** Paid for, though its units turned out not to be there. */
async function oversold(user?: Awaited<ReturnType<typeof createUser>>) {
  const session = await openSession(shop, { stock: 1, quantity: 1, user });
  await count(session.variantId, 0);
  const paid = await paySession(shop, session.sessionId);
  const paymentIntentId = paid.session.payment_intent as string;
  return { ...session, paid, paymentIntentId };
}

describe('an oversold payment', () => {
  it('waits for a restock: Stripe gets 500, the buyer 409, and only the wait is written', async () => {
    const { sessionId, variantId, paid } = await oversold();
    expect(deliveryOf(paid)).toBe(500);
    const verified = await shop.http.get(`/api/checkout/verify-session/${sessionId}`).expect(409);
    expect(verified.body.code).toBe('INSUFFICIENT_STOCK');
    expect(await orderOf(sessionId)).toBeNull();
    const { refundDueAt, createdAt, resolvedAt } = await waitingFor(sessionId);
    expect(resolvedAt).toBeNull();
    expect(Math.round((refundDueAt.getTime() - createdAt.getTime()) / 60_000)).toBe(60);

    await count(variantId, 1);
    await shop.prisma.oversoldPayment.updateMany({ data: { nextAttemptAt: new Date() } });
    await job();
    expect(await orderOf(sessionId)).toMatchObject({ status: 'CONFIRMED', refunds: [] });
    expect((await waitingFor(sessionId)).resolvedAt).not.toBeNull();
  });

  it('is refunded in full when its time is over, even without another call of Stripe', async () => {
    const user = await createUser(shop);
    const { sessionId, paymentIntentId } = await oversold(user);
    await timePasses(sessionId);
    await job();

    const order = await orderOf(sessionId);
    expect(order).toMatchObject({
      userId: user.id,
      status: 'REFUNDED',
      fulfillmentStatus: 'REFUNDED',
      refundedCents: order!.totalCents,
      needsReview: false,
      items: [{ quantity: 1, unitsTaken: 0 }],
      refunds: [{ cause: 'OVERSOLD', status: 'SUCCEEDED', idempotencyKey: `refund:${sessionId}` }],
    });
    expect(order!.events.find(({ type }) => type === 'REFUNDED')?.message).toContain('épuisé');
    expect(await refundsAtStripe(paymentIntentId)).toMatchObject([{ amount: order!.totalCents }]);
    const mails = await shop.prisma.outboxMail.findMany({ where: { subjectId: order!.id } });
    expect(mails.map(({ kind }) => kind).sort()).toEqual(['order.oversold', 'shop.oversold']);

    const verified = await shop.http.get(`/api/checkout/verify-session/${sessionId}`).expect(409);
    expect(verified.body.code).toBe('ORDER_REFUNDED');
    const [event] = await listEvents(shop, sessionId);
    expect((await deliverEvent(shop, event!.id)).status).toBe(200);
    await job();
    expect(await refundsAtStripe(paymentIntentId)).toHaveLength(1);
    expect(await shop.prisma.outboxMail.count({ where: { subjectId: order!.id } })).toBe(2);
  });

  it('is refunded by the webhook too, once, with concurrent deliveries', async () => {
    const { sessionId, paymentIntentId } = await oversold();
    await timePasses(sessionId);
    const [event] = await listEvents(shop, sessionId);
    await Promise.all([...Array.from({ length: 5 }, () => deliverEvent(shop, event!.id)), job(), job()]);
    expect(await shop.prisma.order.count({ where: { stripeSessionId: sessionId } })).toBe(1);
    expect(await orderOf(sessionId)).toMatchObject({ status: 'REFUNDED', refunds: [{ status: 'SUCCEEDED' }] });
    expect(await refundsAtStripe(paymentIntentId)).toHaveLength(1);
  });

  it('is foreseen by a dry run as what a run would make of it', async () => {
    // Without events, which Stripe would send again meanwhile.
    const unreported = async () => {
      const session = await openSession(shop, { stock: 1, quantity: 1 });
      await count(session.variantId, 0);
      await paySession(shop, session.sessionId, { delivery: 'none' });
      return session;
    };
    const [waits, isDue, isGone] = [await unreported(), await unreported(), await unreported()];
    const past = new Date(Date.now() - 1000);
    await shop.prisma.oversoldPayment.create({
      data: { stripeSessionId: isDue.sessionId, refundDueAt: past, nextAttemptAt: past },
    });
    await shop.prisma.stockReservation.deleteMany({ where: { variantId: isGone.variantId } });
    await shop.prisma.variant.delete({ where: { id: isGone.variantId } });
    const since = new Date(Date.now() - 60 * 60_000);
    const run = async (dryRun: boolean) => {
      const { finished } = await shop.app.get(ReconciliationService, { strict: false }).run({ since, dryRun });
      const all = new Map(finished.map(({ id, became }) => [id, became]));
      return [waits, isDue, isGone].map(({ sessionId }) => all.get(sessionId));
    };
    expect(await run(true)).toEqual(['oversold', 'refunded', 'refunded']);
    expect(await orderOf(isDue.sessionId)).toBeNull();
    expect(await run(false)).toEqual(['oversold', 'refunded', 'refunded']);
  });

  it('is postponed by the expiry job', async () => {
    const { sessionId: stripeSessionId } = await oversold();
    await shop.prisma.checkoutSession.update({ where: { stripeSessionId }, data: { expiresAt: new Date(0) } });
    const expireSessions = () => shop.app.get(SessionExpiry, { strict: false }).endExpired();
    await expireSessions();
    const { attempts } = await waitingFor(stripeSessionId);
    await expireSessions();
    expect((await waitingFor(stripeSessionId)).attempts).toBe(attempts);
    const row = await shop.prisma.checkoutSession.findUniqueOrThrow({ where: { stripeSessionId } });
    expect(row.sweepAfter!.getTime()).toBeGreaterThan(Date.now());
  });

  it('does not result from webhook and success page completing the last unit at the same time', async () => {
    const sessions = await Promise.all(Array.from({ length: 8 }, () => openSession(shop, { stock: 1, quantity: 1 })));
    for (const { sessionId } of sessions) {
      await paySession(shop, sessionId, { delivery: 'none' });
      const [event] = await listEvents(shop, sessionId);
      const verify = () => shop.http.get(`/api/checkout/verify-session/${sessionId}`);
      const [delivered, ...verified] = await Promise.all([deliverEvent(shop, event!.id), verify(), verify(), verify()]);
      expect([delivered.status, ...verified.map(({ status }) => status)]).toEqual([200, 200, 200, 200]);
    }
    const stripeSessionId = { in: sessions.map(({ sessionId }) => sessionId) };
    expect(await shop.prisma.oversoldPayment.count({ where: { stripeSessionId } })).toBe(0);
  });

  it('becomes an order or is refunded when a restock and the end of its time coincide', async () => {
    const { sessionId, variantId, paymentIntentId } = await oversold();
    await timePasses(sessionId);
    const [event] = await listEvents(shop, sessionId);
    await Promise.all([job(), count(variantId, 1), deliverEvent(shop, event!.id), deliverEvent(shop, event!.id)]);
    await deliverEvent(shop, event!.id);
    const { status } = (await orderOf(sessionId))!;
    const { stock } = await shop.prisma.variant.findUniqueOrThrow({ where: { id: variantId } });
    const refunds = await refundsAtStripe(paymentIntentId);
    expect({ stock, refunds: refunds.length }).toEqual(
      status === 'CONFIRMED' ? { stock: 0, refunds: 0 } : { stock: 1, refunds: 1 },
    );
  });

  it('stays REFUNDED while Stripe can’t be reached, and is refunded once Stripe answers', async () => {
    const { sessionId, paymentIntentId } = await oversold();
    await timePasses(sessionId);
    await plantFault(shop, { match: { path: '/v1/refunds' }, kind: 'timeout', times: 20, delayMs: 50 });
    await job();
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({ status: 'REFUNDED', refunds: [{ status: 'REQUESTED' }] });
    await clearFaults(shop);

    await shop.prisma.refund.updateMany({
      where: { orderId: order!.id },
      data: { nextAttemptAt: new Date(Date.now() - 1000) },
    });
    const { RefundsService } = await import('../src/checkout/refunds/refunds.service.js');
    await shop.app.get(RefundsService, { strict: false }).processDue();
    expect(await orderOf(sessionId)).toMatchObject({ refunds: [{ status: 'SUCCEEDED' }] });
    expect(await refundsAtStripe(paymentIntentId)).toHaveLength(1);
  });

  it.each([
    ['heard of', 'once'],
    ['not heard of', 'none'],
  ] as const)('refunds the rest when a part was refunded by hand meanwhile, %s', async (_what, delivery) => {
    const { sessionId, paymentIntentId } = await oversold();
    await refundInDashboard(shop, sessionId, 700, { delivery });
    await timePasses(sessionId);
    await job();
    const { totalCents, ...order } = (await orderOf(sessionId))!;
    expect(order).toMatchObject({ status: 'REFUNDED', refundedCents: totalCents, needsReview: false });
    expect((await refundsAtStripe(paymentIntentId)).map(({ amount }) => amount)).toEqual([totalCents - 700, 700]);
    const mails = await shop.prisma.outboxMail.findMany({ where: { subjectId: order.id, kind: 'shop.alert' } });
    expect(mails).toEqual([]);
  });

  it('is refunded at once when the variant was deleted, and the order keeps the article’s name', async () => {
    const { sessionId, variantId } = await openSession(shop, { quantity: 1, stock: 1 });
    await shop.prisma.stockReservation.deleteMany({ where: { variantId } });
    await count(variantId, 0);
    await shop.prisma.variant.delete({ where: { id: variantId } });
    expect(deliveryOf(await paySession(shop, sessionId))).toBe(200);
    expect(await orderOf(sessionId)).toMatchObject({
      status: 'REFUNDED',
      items: [{ productVariantId: null, productName: expect.stringContaining('Produit') }],
      refunds: [{ status: 'SUCCEEDED' }],
    });
  });
});

it('is refunded at once with OVERSOLD_RETRY_MINUTES=0', async () => {
  const hasty = await startApp({ OVERSOLD_RETRY_MINUTES: '0' });
  try {
    const { sessionId, variantId } = await openSession(hasty, { stock: 1, quantity: 1 });
    await hasty.prisma.variant.update({ where: { id: variantId }, data: { stock: 0 } });
    expect(deliveryOf(await paySession(hasty, sessionId))).toBe(200);
    const order = await hasty.prisma.order.findUnique({ where: { stripeSessionId: sessionId } });
    expect(order?.status).toBe('REFUNDED');
  } finally {
    await hasty.close();
  }
});
