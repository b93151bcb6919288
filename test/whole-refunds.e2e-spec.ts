import { RefundsService } from '../src/checkout/refunds/refunds.service.js';
import { JobsService } from '../src/jobs/jobs.service.js';
import { createOrder } from './factories/order.js';
import { buyOrder } from './factories/paid-order.js';
import { createAdmin, type TestUser } from './factories/user.js';
import { orderDesk, type OrderDesk } from './support/order-desk.js';
import {
  clearFaults,
  deliverEvent,
  listEvents,
  planRefunds,
  plantFault,
  refundInDashboard,
  settledEvents,
  stripeFor,
} from './support/sandbox.js';
import { expectConsistent } from './support/consistency.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
let admin: TestUser;
let desk: OrderDesk;
beforeAll(async () => {
  shop = await startApp();
  admin = await createAdmin(shop);
  desk = orderDesk(shop, admin);
});
afterEach(() => clearFaults(shop));
afterAll(async () => {
  await expectConsistent(shop);
  await shop.close();
});

describe('PATCH /admin/orders/:orderId/status › CANCELLED and REFUNDED', () => {
  it.each([
    ['CANCELLED', 'order.cancelled'],
    ['REFUNDED', 'order.refunded'],
  ] as const)('%s gives all the money back, then the units, and tells the buyer once', async (status, mail) => {
    const order = await buyOrder(shop);
    expect(await desk.stockOf(order)).toBe(8);
    const { body } = await desk.setStatus(order.id, status).expect(200);
    expect(body.order).toMatchObject({ status, fulfillmentStatus: status, refundedCents: order.totalCents });
    expect(await desk.refundsAtStripe(order)).toMatchObject([
      { amount: order.totalCents, metadata: { order: order.id } },
    ]);
    expect(await desk.stockOf(order)).toBe(10);
    await desk.setStatus(order.id, status).expect(200);
    const after = await desk.read(order.id);
    expect(after.refunds).toMatchObject([{ cause: 'ORDER', status: 'SUCCEEDED', createdBy: admin.id }]);
    expect(after.items).toMatchObject([{ unitsTaken: 0 }]);
    expect(await desk.eventsOf(order.id)).toEqual([status, 'STATUS_UPDATED']);
    expect(await desk.mailsOf(order.id)).toEqual([mail]);
    const moves = await shop.prisma.stockMovement.findMany({ where: { reference: order.id } });
    expect(moves).toMatchObject([{ reason: 'REFUND', delta: 2, createdBy: admin.id }]);
  });

  it('keeps units out of stock that have left the shop', async () => {
    const order = await buyOrder(shop);
    await desk.ship(order.id).expect(200);
    await desk.setStatus(order.id, 'CANCELLED').expect(409);
    await desk.setStatus(order.id, 'REFUNDED').expect(200);
    expect([await desk.stockOf(order), await desk.mailsOf(order.id)]).toEqual([8, ['order.refunded', 'order.shipped']]);
  });

  it('works without Stripe for an order that cost nothing', async () => {
    const order = await createOrder(shop, { totalCents: 0, discountCents: 5780, paymentIntentId: null });
    await Promise.all([
      desk.setStatus(order.id, 'CANCELLED').expect(200),
      desk.setStatus(order.id, 'CANCELLED').expect(200),
    ]);
    expect(await desk.read(order.id)).toMatchObject({ status: 'CANCELLED', refunds: [{ amountCents: 0 }] });
    expect(await desk.mailsOf(order.id)).toEqual(['order.cancelled']);
  });

  it('two at once and ten: one refund at Stripe, one mail, one return to stock', async () => {
    const order = await buyOrder(shop);
    const answers = await Promise.all(Array.from({ length: 10 }, () => desk.setStatus(order.id, 'REFUNDED')));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect([(await desk.refundsAtStripe(order)).length, await desk.stockOf(order)]).toEqual([1, 10]);
    expect(await desk.mailsOf(order.id)).toEqual(['order.refunded']);
    expect(await desk.eventsOf(order.id)).toEqual(['REFUNDED', 'STATUS_UPDATED']);
  });

  it('cancel against refund: one of them, the other is told', async () => {
    const order = await buyOrder(shop);
    const answers = await Promise.all([desk.setStatus(order.id, 'CANCELLED'), desk.setStatus(order.id, 'REFUNDED')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await desk.refundsAtStripe(order)).length).toBe(1);
    expect(await desk.mailsOf(order.id)).toHaveLength(1);
  });

  it('ship against refund: never shipped after the refund was requested', async () => {
    for (let round = 0; round < 5; round++) {
      const order = await buyOrder(shop, { lines: [{ quantity: 1 }] });
      const [shipped, refunded] = await Promise.all([desk.ship(order.id), desk.setStatus(order.id, 'REFUNDED')]);
      expect(refunded.status).toBe(200);
      expect(await desk.read(order.id)).toMatchObject({ status: 'REFUNDED' });
      expect(await desk.stockOf(order)).toBe(shipped.status === 200 ? 9 : 10);
      if (shipped.status !== 200) expect(shipped.body.code).toBe('INVALID_STATUS_TRANSITION');
    }
  });

  it('answers 503 and changes nothing when Stripe refuses', async () => {
    const order = await buyOrder(shop);
    await plantFault(shop, { match: { method: 'POST', path: '/v1/refunds' }, kind: 'refuse' });
    const { body } = await desk.setStatus(order.id, 'REFUNDED').expect(503);
    expect(body.code).toBe('PAYMENT_UNAVAILABLE');
    const after = await desk.read(order.id);
    expect(after).toMatchObject({ status: 'CONFIRMED', refundedCents: 0, needsReview: false });
    expect(after.refunds).toMatchObject([{ status: 'FAILED', lastError: expect.any(String) }]);
    expect([await desk.mailsOf(order.id), await desk.eventsOf(order.id), await desk.stockOf(order)]).toEqual([
      [],
      [],
      8,
    ]);
    const audited = () =>
      shop.prisma.auditLogEntry.findMany({ where: { subjectId: order.id, action: { not: 'order.shipped' } } });
    expect(await audited()).toEqual([]);
    await desk.ship(order.id).expect(200);
    await desk.setStatus(order.id, 'REFUNDED').expect(200);
    const { totalCents } = order;
    expect(await audited()).toMatchObject([
      {
        adminId: admin.id,
        action: 'order.refunded',
        before: { status: 'SHIPPED', refundedCents: 0 },
        after: { status: 'REFUNDED', refundedCents: totalCents },
      },
    ]);
  });

  it.each(['lost', 'timeout'] as const)(
    'an answer that is %s: 503, no shipping meanwhile, and the job brings it to its end',
    async (kind) => {
      const order = await buyOrder(shop);
      // Else the webhook brings it before the caller has given up.
      if (kind === 'lost') await planRefunds(shop, { delivery: 'none' });
      await plantFault(shop, { match: { method: 'POST', path: '/v1/refunds' }, kind, times: 3, delayMs: 1 });
      await desk.setStatus(order.id, 'CANCELLED').expect(503);
      expect(await desk.read(order.id)).toMatchObject({ status: 'CONFIRMED', refunds: [{ status: 'REQUESTED' }] });
      await desk.ship(order.id).expect(409);
      await desk.setStatus(order.id, 'REFUNDED').expect(409);
      await desk.later();
      await desk.later();
      expect(await desk.read(order.id)).toMatchObject({ status: 'CANCELLED', refundedCents: order.totalCents });
      expect([(await desk.refundsAtStripe(order)).length, await desk.stockOf(order)]).toEqual([1, 10]);
      expect(await desk.mailsOf(order.id)).toEqual(['order.cancelled']);
    },
  );

  it('an answer that is lost and whose webhook arrives has its effect at once', async () => {
    const order = await buyOrder(shop);
    await plantFault(shop, { match: { method: 'POST', path: '/v1/refunds' }, kind: 'lost', times: 3 });
    await desk.setStatus(order.id, 'CANCELLED');
    await settledEvents(shop, order.stripeSessionId);
    expect(await desk.read(order.id)).toMatchObject({ status: 'CANCELLED', refunds: [{ status: 'SUCCEEDED' }] });
    expect([await desk.stockOf(order), await desk.mailsOf(order.id)]).toEqual([10, ['order.cancelled']]);
  });

  it('asking again after a lost answer finishes it as well', async () => {
    const order = await buyOrder(shop);
    await planRefunds(shop, { delivery: 'none' });
    await plantFault(shop, { match: { method: 'POST', path: '/v1/refunds' }, kind: 'lost', times: 3 });
    await desk.setStatus(order.id, 'CANCELLED').expect(503);
    await Promise.all([
      desk.setStatus(order.id, 'CANCELLED').expect(200),
      desk.setStatus(order.id, 'CANCELLED').expect(200),
    ]);
    expect((await desk.refundsAtStripe(order)).length).toBe(1);
  });

  it.each(['error', 'error_after'] as const)('a failure that Stripe stores (%s) leads to one refund', async (kind) => {
    const order = await buyOrder(shop);
    await plantFault(shop, { match: { method: 'POST', path: '/v1/refunds' }, kind });
    await desk.setStatus(order.id, 'REFUNDED');
    await desk.later();
    expect(await desk.read(order.id)).toMatchObject({ status: 'REFUNDED', refunds: [{ status: 'SUCCEEDED' }] });
    expect((await desk.refundsAtStripe(order)).length).toBe(1);
  });

  it('a refund made in Stripe’s dashboard, not reported yet, replaces ours', async () => {
    const order = await buyOrder(shop);
    await refundInDashboard(shop, order.stripeSessionId, undefined, { delivery: 'none' });
    const { body } = await desk.setStatus(order.id, 'CANCELLED').expect(200);
    expect(body.order).toMatchObject({ status: 'CANCELLED', refundedCents: order.totalCents });
    const after = await desk.read(order.id);
    for (const { id } of await listEvents(shop, order.stripeSessionId)) await deliverEvent(shop, id);
    expect(await desk.read(order.id)).toEqual(after);
    expect([(await desk.refundsAtStripe(order)).length, await desk.stockOf(order)]).toEqual([1, 10]);
    expect(await desk.mailsOf(order.id)).toEqual(['order.cancelled']);
  });

  it('two partial refunds made in the dashboard make the order REFUNDED, also when CANCELLED was requested', async () => {
    const order = await buyOrder(shop);
    for (const amount of [5000, order.totalCents - 5000]) {
      await refundInDashboard(shop, order.stripeSessionId, amount, { delivery: 'none' });
    }
    await desk.setStatus(order.id, 'CANCELLED').expect(409);
    const after = await desk.read(order.id);
    expect(after).toMatchObject({ status: 'REFUNDED', refundedCents: order.totalCents, needsReview: false });
    expect(after.refunds.map(({ cause, status }) => `${cause} ${status}`).sort()).toEqual([
      'ORDER FAILED',
      'STRIPE SUCCEEDED',
      'STRIPE SUCCEEDED',
    ]);
    expect(await desk.stockOf(order)).toBe(10);
    expect(await desk.mailsOf(order.id)).toEqual(['order.partly-refunded', 'order.refunded']);
  });

  it('refunds the rest after a partial refund in the dashboard that was not reported yet', async () => {
    const order = await buyOrder(shop);
    await refundInDashboard(shop, order.stripeSessionId, 700, { delivery: 'none' });
    const atOnce = Array.from({ length: 6 }, () => desk.setStatus(order.id, 'CANCELLED'));
    const answers = await Promise.all(atOnce);
    expect(answers.map(({ status }) => status)).toEqual(atOnce.map(() => 200));
    const after = await desk.read(order.id);
    expect(after).toMatchObject({ status: 'CANCELLED', refundedCents: order.totalCents, needsReview: false });
    expect(after.refunds.map(({ cause, status, amountCents }) => [cause, status, amountCents]).sort()).toEqual([
      ['ORDER', 'FAILED', order.totalCents],
      ['ORDER', 'SUCCEEDED', order.totalCents - 700],
      ['STRIPE', 'SUCCEEDED', 700],
    ]);
    expect((await desk.refundsAtStripe(order)).map(({ amount }) => amount)).toEqual([order.totalCents - 700, 700]);
    expect(await desk.stockOf(order)).toBe(10);
  });

  it('the job finishes the refund of a process that crashed before it asked Stripe', async () => {
    const order = await buyOrder(shop);
    const wanted = {
      orderId: order.id,
      cause: 'ORDER',
      amountCents: order.totalCents,
      orderStatus: 'REFUNDED',
    } as const;
    const refunds = shop.app.get(RefundsService);
    await shop.prisma.$transaction((tx) => refunds.request(tx, { ...wanted, restock: true }));
    await shop.app.get(JobsService).run('refunds');
    expect(await desk.read(order.id)).toMatchObject({ status: 'CONFIRMED', refundedCents: order.totalCents });
    await desk.later();
    expect(await desk.read(order.id)).toMatchObject({ status: 'REFUNDED', refunds: [{ status: 'SUCCEEDED' }] });
    expect([(await desk.refundsAtStripe(order)).length, await desk.stockOf(order)]).toEqual([1, 10]);
  });

  it('of a restored backup whose refund Stripe made since, under a key that it has forgotten: one refund', async () => {
    const order = await buyOrder(shop);
    const wanted = { orderId: order.id, cause: 'PARTIAL', amountCents: 1000, restock: false } as const;
    const { id } = await shop.prisma.$transaction((tx) => shop.app.get(RefundsService).request(tx, wanted));
    await stripeFor(shop).refunds.create({
      payment_intent: order.paymentIntentId!,
      amount: 1000,
      metadata: { order: order.id, refund: id },
    });
    const createdAt = new Date(Date.now() - 2 * 24 * 60 * 60_000);
    await shop.prisma.refund.update({ where: { id }, data: { createdAt } });
    await desk.later();
    expect(await desk.read(order.id)).toMatchObject({ refundedCents: 1000, refunds: [{ id, status: 'SUCCEEDED' }] });
    expect(await desk.refundsAtStripe(order)).toHaveLength(1);
  });

  it('refused to one request and created for a concurrent one: it exists', async () => {
    for (let round = 0; round < 3; round++) {
      const order = await buyOrder(shop);
      await plantFault(shop, { match: { method: 'POST', path: '/v1/refunds' }, kind: 'refuse' });
      await Promise.all([desk.setStatus(order.id, 'REFUNDED'), desk.setStatus(order.id, 'REFUNDED')]);
      await settledEvents(shop, order.stripeSessionId);
      const { status, refundedCents } = await desk.read(order.id);
      const [made] = await desk.refundsAtStripe(order);
      expect([status, refundedCents]).toEqual(made ? ['REFUNDED', order.totalCents] : ['CONFIRMED', 0]);
      await clearFaults(shop);
    }
  });

  it('alerts the shop once when Stripe has not answered for an hour', async () => {
    const order = await buyOrder(shop);
    await plantFault(shop, { match: { path: '/v1/refunds' }, kind: 'timeout', times: 1000, delayMs: 1 });
    await desk.setStatus(order.id, 'REFUNDED').expect(503);
    for (let attempt = 2; attempt < 9; attempt++) await desk.later();
    const after = await desk.read(order.id);
    expect(after).toMatchObject({
      status: 'CONFIRMED',
      needsReview: true,
      refunds: [{ status: 'REQUESTED', attempts: 8 }],
    });
    expect(await desk.mailsOf(order.id)).toEqual(['shop.alert']);
    await clearFaults(shop);
    await desk.later();
    expect(await desk.read(order.id)).toMatchObject({ status: 'REFUNDED' });
  });

  it('counts a refund that waits for the bank as refunded', async () => {
    const waiting = await buyOrder(shop);
    await planRefunds(shop, { status: 'pending' });
    await desk.setStatus(waiting.id, 'REFUNDED').expect(200);
    expect(await desk.read(waiting.id)).toMatchObject({ status: 'REFUNDED', refunds: [{ status: 'PENDING' }] });
  });
});
