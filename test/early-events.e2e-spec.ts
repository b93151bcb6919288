import { OversoldRetries } from '../src/checkout/completion/oversold-retries.service.js';
import { WaitingEvents } from '../src/checkout/stripe-events/waiting-events.service.js';
import { openSession } from './factories/cart.js';
import { createAdmin } from './factories/user.js';
import { expectConsistent } from './support/consistency.js';
import { orderDesk, type OrderDesk } from './support/order-desk.js';
import {
  clearFaults,
  deliverEvent,
  disputeCharge,
  listEvents,
  paySession,
  plantFault,
  refundInDashboard,
  settledEvents,
} from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
let desk: OrderDesk;
beforeAll(async () => {
  shop = await startApp();
  desk = orderDesk(shop, await createAdmin(shop));
});
afterEach(() => clearFaults(shop));
afterAll(async () => {
  await expectConsistent(shop);
  await shop.close();
});

describe('events that arrive before the order of their payment', () => {
  it.each([
    ['the webhook', (sessionId: string) => deliverPaid(sessionId)],
    ['the success page', (sessionId: string) => shop.http.get(`/api/checkout/verify-session/${sessionId}`).expect(200)],
  ])('are applied at once when %s makes the order', async (_, makeOrder) => {
    const sessionId = await paidUnheard();
    await refundInDashboard(shop, sessionId, 100);
    await disputeCharge(shop, sessionId, { reason: 'fraudulent' });
    await settledEvents(shop, sessionId);
    expect(await statusesOf(sessionId)).toEqual(new Set(['WAITING']));

    await makeOrder(sessionId);
    expect(await statusesOf(sessionId)).toEqual(new Set(['APPLIED']));
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({ status: 'CONFIRMED', refundedCents: 100, needsReview: true });
    expect(await desk.mailsOf(order.id)).toEqual(['order.partly-refunded', 'shop.alert']);

    await makeOrder(sessionId);
    await runJob();
    expect(await orderOf(sessionId)).toEqual(order);
    expect(await desk.mailsOf(order.id)).toHaveLength(2);
  });

  it('a full refund leaves a refunded order and its units in stock', async () => {
    const sessionId = await paidUnheard();
    await refundInDashboard(shop, sessionId);
    await settledEvents(shop, sessionId);
    await deliverPaid(sessionId);
    const order = await orderOf(sessionId);
    expect(order).toMatchObject({ status: 'REFUNDED', refundedCents: order.totalCents, items: [{ unitsTaken: 0 }] });
  });

  it('wait for the job when Stripe fails at that moment; the order is created all the same', async () => {
    const sessionId = await paidUnheard();
    await refundInDashboard(shop, sessionId, 100);
    await settledEvents(shop, sessionId);
    await failReadsOfRefunds();
    await deliverPaid(sessionId);
    expect(await orderOf(sessionId)).toMatchObject({ status: 'CONFIRMED', refundedCents: 0 });
    await clearFaults(shop);
    await runJob();
    expect(await orderOf(sessionId)).toMatchObject({ status: 'CONFIRMED', refundedCents: 100 });
    expect(await statusesOf(sessionId)).toEqual(new Set(['APPLIED']));
  });

  it('are applied too when they waited too long: a refunded payment never looks like a paid one', async () => {
    const sessionId = await paidUnheard();
    await refundInDashboard(shop, sessionId);
    await settledEvents(shop, sessionId);
    const createdAt = new Date(Date.now() - 4 * 24 * 60 * 60_000);
    await shop.prisma.stripeEvent.updateMany({ where: { status: 'WAITING' }, data: { createdAt } });
    await runJob();
    expect(await statusesOf(sessionId)).toEqual(new Set(['REVIEW']));
    await deliverPaid(sessionId);
    expect(await statusesOf(sessionId)).toEqual(new Set(['APPLIED']));
    expect(await orderOf(sessionId)).toMatchObject({ status: 'REFUNDED' });
  });

  it('are tried once more after days in which the shop was down', async () => {
    const sessionId = await paidUnheard();
    await refundInDashboard(shop, sessionId, 100);
    await settledEvents(shop, sessionId);
    await failReadsOfRefunds();
    await deliverPaid(sessionId);
    expect(await statusesOf(sessionId)).toContain('WAITING');
    await clearFaults(shop);
    const createdAt = new Date(Date.now() - 4 * 24 * 60 * 60_000);
    await shop.prisma.stripeEvent.updateMany({ where: { status: 'WAITING' }, data: { createdAt } });
    await runJob();
    expect(await statusesOf(sessionId)).toEqual(new Set(['APPLIED']));
    expect(await orderOf(sessionId)).toMatchObject({ refundedCents: 100 });
  });

  it('are applied once and without the job when they arrive together with the payment', async () => {
    for (let round = 0; round < 5; round++) {
      const sessionId = await paidUnheard();
      await refundInDashboard(shop, sessionId, 100, { delivery: 'none' });
      const events = await listEvents(shop, sessionId);
      const deliveries = events.map(({ id }) => deliverEvent(shop, id));
      const page = shop.http.get(`/api/checkout/verify-session/${sessionId}`);
      await Promise.all([page, runJob(), ...deliveries]);
      expect(await statusesOf(sessionId)).toEqual(new Set(['APPLIED']));
      const order = await orderOf(sessionId);
      expect(order).toMatchObject({ refundedCents: 100, refunds: [{ amountCents: 100 }] });
      expect(await desk.mailsOf(order.id)).toEqual(['order.partly-refunded']);
    }
  });

  it('are applied to the order of an oversold payment', async () => {
    const sessionId = await paidUnheard();
    await shop.prisma.$transaction(async (tx) => {
      const { variantId } = await tx.stockReservation.findFirstOrThrow({
        where: { session: { stripeSessionId: sessionId } },
      });
      await tx.variant.update({ where: { id: variantId }, data: { stock: 0 } });
      await tx.stockMovement.create({ data: { variantId, delta: -10, stockAfter: 0, reason: 'CORRECTION' } });
    });
    await disputeCharge(shop, sessionId, { reason: 'fraudulent' });
    await settledEvents(shop, sessionId);
    await deliverPaid(sessionId);
    await shop.prisma.oversoldPayment.updateMany({ data: { refundDueAt: new Date(0), nextAttemptAt: new Date(0) } });
    await shop.app.get(OversoldRetries, { strict: false }).retryDue();
    expect(await orderOf(sessionId)).toMatchObject({ status: 'REFUNDED', needsReview: true });
  });

  /** Paid at Stripe, and the shop has not heard of it. */
  async function paidUnheard(): Promise<string> {
    const { sessionId } = await openSession(shop);
    await paySession(shop, sessionId, { delivery: 'none' });
    return sessionId;
  }

  async function deliverPaid(sessionId: string): Promise<void> {
    const events = await listEvents(shop, sessionId);
    await deliverEvent(shop, events.find(({ type }) => type === 'checkout.session.completed')!.id);
  }

  async function failReadsOfRefunds(): Promise<void> {
    for (const path of ['/v1/refunds/**', '/v1/refunds'])
      await plantFault(shop, { match: { method: 'GET', path }, kind: 'error', times: 9 });
  }

  async function runJob(): Promise<void> {
    await shop.prisma.stripeEvent.updateMany({ where: { status: 'WAITING' }, data: { nextAttemptAt: new Date(0) } });
    await shop.app.get(WaitingEvents, { strict: false }).retryDue();
  }

  /** Statuses of the stored events about refunds and disputes. */
  async function statusesOf(sessionId: string): Promise<Set<string>> {
    const ids = (await listEvents(shop, sessionId)).map(({ id }) => id);
    const type = { in: ['charge.refunded', 'refund.created', 'refund.updated', 'charge.dispute.created'] };
    const rows = await shop.prisma.stripeEvent.findMany({ where: { id: { in: ids }, type }, select: { status: true } });
    return new Set(rows.map(({ status }) => status));
  }

  function orderOf(stripeSessionId: string) {
    return shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId }, include: { items: true, refunds: true } });
  }
});
