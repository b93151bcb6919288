import type Stripe from 'stripe';
import { buyOrder, type PaidOrder } from './factories/paid-order.js';
import { createAdmin, type TestUser } from './factories/user.js';
import { orderDesk, type OrderDesk } from './support/order-desk.js';
import {
  advanceClock,
  clearFaults,
  deliverEvent,
  endRefund,
  listEvents,
  plantFault,
  planRefunds,
  refundInDashboard,
  resetClock,
  settledEvents,
  signedWebhook,
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
afterAll(async () => {
  await expectConsistent(shop);
  const { body } = await desk.get('stock/audit');
  expect(body.findings).toEqual([]);
  await shop.close();
});

const notesOf = ({ events }: Awaited<ReturnType<OrderDesk['read']>>) =>
  events.filter(({ type }) => type === 'NOTE').map(({ message }) => message);
const HOUR_MS = 60 * 60_000;
const DAY_SECONDS = 24 * 60 * 60;
/** As if a refund had been made so many days ago, and read again a day ago. */
const daysLater = (id: string, days: number) =>
  shop.prisma.refund.update({
    where: { id },
    data: {
      createdAt: new Date(Date.now() - days * 24 * HOUR_MS),
      checkedAt: new Date(Date.now() - 24 * HOUR_MS),
    },
  });
/** The money can be refunded again, and a person knows. */
async function expectReopened({ id, totalCents }: PaidOrder) {
  expect(await desk.read(id)).toMatchObject({
    status: 'REFUNDED',
    refundedCents: 0,
    needsReview: true,
    refunds: [{ status: 'FAILED' }],
  });
  expect(await desk.mailsOf(id)).toEqual(['order.refunded', 'shop.alert']);
  await desk.give(id, { amountCents: totalCents }).expect(201);
}
/** Every refund event of a session. */
const refundEvents = async (order: PaidOrder) =>
  (await listEvents(shop, order.stripeSessionId)).filter(({ type }) => /^refund|^charge\.refunded/.test(type));

describe('a refund made at Stripe’s dashboard', () => {
  it('in full: REFUNDED, units back in stock, one mail, with repeated events', async () => {
    const order = await buyOrder(shop);
    await refundInDashboard(shop, order.stripeSessionId);
    await settledEvents(shop, order.stripeSessionId);
    const events = await refundEvents(order);
    expect(events.length).toBeGreaterThan(1);
    const after = await desk.read(order.id);
    expect(after).toMatchObject({ status: 'REFUNDED', refundedCents: order.totalCents, needsReview: false });
    expect(after.refunds).toMatchObject([{ cause: 'STRIPE', status: 'SUCCEEDED', amountCents: order.totalCents }]);
    await Promise.all([...events, ...events].map(({ id }) => deliverEvent(shop, id)));
    expect(await desk.read(order.id)).toEqual(after);
    expect([await desk.stockOf(order), await desk.mailsOf(order.id)]).toEqual([10, ['order.refunded']]);
  });

  it('in part: refundedCents, a note, a mail; the rest makes it REFUNDED', async () => {
    const order = await buyOrder(shop);
    await refundInDashboard(shop, order.stripeSessionId, 1250);
    await settledEvents(shop, order.stripeSessionId);
    const part = await desk.read(order.id);
    expect(part).toMatchObject({ status: 'CONFIRMED', refundedCents: 1250 });
    expect(notesOf(part)).toEqual(['Remboursement partiel de 12,50\u00a0€.']);
    expect([await desk.stockOf(order), await desk.mailsOf(order.id)]).toEqual([8, ['order.partly-refunded']]);
    await desk.setStatus(order.id, 'REFUNDED').expect(200);
    await settledEvents(shop, order.stripeSessionId);
    const { refunds, status, refundedCents } = await desk.read(order.id);
    expect([status, refundedCents]).toEqual(['REFUNDED', order.totalCents]);
    expect(refunds.map(({ amountCents }) => amountCents)).toEqual([1250, order.totalCents - 1250]);
    expect(await desk.stockOf(order)).toBe(10);
  });

  it.each(['out_of_order', 'twice', 'late'] as const)('events %s: the same in the end', async (delivery) => {
    const order = await buyOrder(shop);
    await refundInDashboard(shop, order.stripeSessionId, undefined, { delivery, delay: 1 });
    await settledEvents(shop, order.stripeSessionId);
    const { status, refunds, refundedCents } = await desk.read(order.id);
    expect([status, refunds.length, refundedCents]).toEqual(['REFUNDED', 1, order.totalCents]);
    expect([await desk.stockOf(order), await desk.mailsOf(order.id)]).toEqual([10, ['order.refunded']]);
  });

  it('after shipping: REFUNDED, and the units stay out', async () => {
    const order = await buyOrder(shop);
    await desk.setStatus(order.id, 'SHIPPED').expect(200);
    await refundInDashboard(shop, order.stripeSessionId);
    await settledEvents(shop, order.stripeSessionId);
    expect(await desk.read(order.id)).toMatchObject({ status: 'REFUNDED', fulfillmentStatus: 'REFUNDED' });
    expect(await desk.stockOf(order)).toBe(8);
  });

  it('never goes back from SUCCEEDED to PENDING', async () => {
    const order = await buyOrder(shop);
    const refund = await refundInDashboard(shop, order.stripeSessionId, 500, { status: 'pending' });
    await settledEvents(shop, order.stripeSessionId);
    expect((await desk.read(order.id)).refunds).toMatchObject([{ status: 'PENDING' }]);
    await endRefund(shop, refund.id, 'succeed');
    await settledEvents(shop, order.stripeSessionId);
    const done = await desk.read(order.id);
    expect(done.refunds).toMatchObject([{ status: 'SUCCEEDED' }]);
    const created = (await refundEvents(order)).find(({ type }) => type === 'refund.created');
    const event = await stripeFor(shop).events.retrieve(created!.id);
    await signedWebhook(shop, { ...event, id: 'evt_again' }).expect(200);
    expect(await desk.read(order.id)).toEqual(done);
  });
});

describe('a refund made by the shop', () => {
  it('is found by its events, which change nothing more', async () => {
    const order = await buyOrder(shop);
    await desk.setStatus(order.id, 'REFUNDED').expect(200);
    await settledEvents(shop, order.stripeSessionId);
    const events = await refundEvents(order);
    expect(events.length).toBeGreaterThan(1);
    for (const { deliveries } of events) expect(deliveries.map(({ status }) => status)).toEqual([200]);
    expect((await desk.read(order.id)).refunds).toMatchObject([{ cause: 'ORDER', status: 'SUCCEEDED' }]);
    expect([await desk.stockOf(order), await desk.mailsOf(order.id)]).toEqual([10, ['order.refunded']]);
  });

  it('that fails later frees its amount, is marked for review and told to the shop; the order stays', async () => {
    const order = await buyOrder(shop);
    await desk.setStatus(order.id, 'REFUNDED').expect(200);
    const [refund] = (await desk.read(order.id)).refunds;
    await endRefund(shop, refund!.stripeRefundId!, 'fail', { failureReason: 'expired_or_canceled_card' });
    await settledEvents(shop, order.stripeSessionId);
    const after = await desk.read(order.id);
    expect(after).toMatchObject({ status: 'REFUNDED', refundedCents: 0, needsReview: true });
    expect(after.refunds).toMatchObject([{ status: 'FAILED', lastError: 'expired_or_canceled_card' }]);
    expect([await desk.stockOf(order), await desk.mailsOf(order.id)]).toEqual([10, ['order.refunded', 'shop.alert']]);
    for (const { id } of await refundEvents(order)) await deliverEvent(shop, id);
    expect(await desk.read(order.id)).toEqual(after);

    // Only the money can still be refunded.
    const path = `/api/admin/orders/${order.id}/refunds`;
    await shop.http.post(path).set(admin.auth).send({ amountCents: order.totalCents }).expect(201);
    await shop.http.post(path).set(admin.auth).send({ amountCents: 1 }).expect(409);
    const paidBack = await desk.read(order.id);
    expect(paidBack).toMatchObject({ status: 'REFUNDED', refundedCents: order.totalCents });
    expect(notesOf(paidBack)).toContain('Remboursement de 107,70\u00a0€.');
    expect(await desk.stockOf(order)).toBe(10);
  });

  it('that fails on day 9, the clock turned, is noticed by its event', async () => {
    const order = await buyOrder(shop);
    await planRefunds(shop, { status: 'pending', then: 'fail', afterSeconds: 9 * DAY_SECONDS });
    await desk.setStatus(order.id, 'REFUNDED').expect(200);
    await advanceClock(shop, 9 * DAY_SECONDS - 60);
    expect((await desk.read(order.id)).refunds).toMatchObject([{ status: 'PENDING' }]);
    await advanceClock(shop, 120);
    await settledEvents(shop, order.stripeSessionId);
    await resetClock(shop);
    await expectReopened(order);
  });

  it('that fails on day 9 without any event is noticed by the daily reading', async () => {
    const order = await buyOrder(shop);
    await desk.setStatus(order.id, 'REFUNDED').expect(200);
    await settledEvents(shop, order.stripeSessionId);
    const [refund] = (await desk.read(order.id)).refunds;
    await daysLater(refund!.id, 9);
    await desk.later();
    expect((await desk.read(order.id)).refunds).toMatchObject([{ status: 'SUCCEEDED' }]);
    await endRefund(shop, refund!.stripeRefundId!, 'fail', { delivery: 'none' });
    await desk.later();
    expect((await desk.read(order.id)).refunds).toMatchObject([{ status: 'SUCCEEDED' }]);
    await daysLater(refund!.id, 10);
    await desk.later();
    await expectReopened(order);
  });

  it('is read again for 45 days, and as long as it is pending', async () => {
    const [made, waiting] = [await buyOrder(shop), await buyOrder(shop)];
    await desk.setStatus(made.id, 'REFUNDED').expect(200);
    await planRefunds(shop, { status: 'pending' });
    await desk.setStatus(waiting.id, 'REFUNDED').expect(200);
    for (const { id, stripeSessionId } of [made, waiting]) {
      // An event that is under way would read the failure.
      await settledEvents(shop, stripeSessionId);
      const [refund] = (await desk.read(id)).refunds;
      await daysLater(refund!.id, 46);
      await endRefund(shop, refund!.stripeRefundId!, 'fail', { delivery: 'none' });
    }
    await desk.later();
    expect((await desk.read(made.id)).refunds).toMatchObject([{ status: 'SUCCEEDED' }]);
    await expectReopened(waiting);
  });

  it('that Stripe can’t show now is read again an hour later', async () => {
    const order = await buyOrder(shop);
    await desk.setStatus(order.id, 'REFUNDED').expect(200);
    await settledEvents(shop, order.stripeSessionId);
    const [refund] = (await desk.read(order.id)).refunds;
    await daysLater(refund!.id, 2);
    await endRefund(shop, refund!.stripeRefundId!, 'fail', { delivery: 'none' });
    await plantFault(shop, { match: { method: 'GET', path: '/v1/refunds/*' }, kind: 'error', times: 9 });
    await desk.later();
    await clearFaults(shop);
    const { checkedAt } = await shop.prisma.refund.findUniqueOrThrow({ where: { id: refund!.id } });
    expect(Date.now() - checkedAt!.getTime()).toBeGreaterThan(22 * HOUR_MS);
    await daysLater(refund!.id, 2);
    await desk.later();
    await expectReopened(order);
  });

  it('that is pending for more than 7 days marks the order for review and is told to the shop, once', async () => {
    const order = await buyOrder(shop);
    await planRefunds(shop, { status: 'pending' });
    await desk.setStatus(order.id, 'REFUNDED').expect(200);
    const [refund] = (await desk.read(order.id)).refunds;
    await daysLater(refund!.id, 6);
    await desk.later();
    expect(await desk.read(order.id)).toMatchObject({ needsReview: false, refunds: [{ lastError: null }] });
    for (const day of [8, 9]) {
      await daysLater(refund!.id, day);
      await desk.later();
    }
    const after = await desk.read(order.id);
    expect(after).toMatchObject({
      needsReview: true,
      refundedCents: order.totalCents,
      refunds: [{ status: 'PENDING' }],
    });
    expect(notesOf(after)).toEqual([expect.stringContaining('depuis plus de 7 jours')]);
    expect(await desk.mailsOf(order.id)).toEqual(['order.refunded', 'shop.alert']);
    await endRefund(shop, refund!.stripeRefundId!, 'succeed');
    await settledEvents(shop, order.stripeSessionId);
    expect((await desk.read(order.id)).refunds).toMatchObject([{ status: 'SUCCEEDED', lastError: null }]);
  });

  it('stays requested at a rate limit, also with status 400, and is sent again', async () => {
    const order = await buyOrder(shop);
    const refusal = { kind: 'refuse', status: 400, code: 'rate_limit', times: 9 } as const;
    await plantFault(shop, { match: { method: 'POST', path: '/v1/refunds' }, ...refusal });
    await desk.setStatus(order.id, 'REFUNDED').expect(503);
    expect((await desk.read(order.id)).refunds).toMatchObject([{ status: 'REQUESTED' }]);
    await clearFaults(shop);
    await desk.later();
    expect(await desk.read(order.id)).toMatchObject({ status: 'REFUNDED', refunds: [{ status: 'SUCCEEDED' }] });
    expect(await desk.refundsAtStripe(order)).toHaveLength(1);
  });

  it('that waits and then fails has no lasting effect on the order', async () => {
    const order = await buyOrder(shop);
    await planRefunds(shop, { status: 'pending' });
    const body = { lines: [{ orderItemId: order.items[0]!.id, quantity: 1 }] };
    const { refund } = (
      await shop.http.post(`/api/admin/orders/${order.id}/refunds`).set(admin.auth).send(body).expect(201)
    ).body;
    expect(refund).toMatchObject({ status: 'PENDING' });
    await endRefund(shop, refund.stripeRefundId as string, 'fail');
    await settledEvents(shop, order.stripeSessionId);
    expect(await desk.read(order.id)).toMatchObject({
      status: 'CONFIRMED',
      refundedCents: 0,
      needsReview: true,
      items: [{ unitsRefunded: 0, unitsTaken: 2 }],
    });
  });
});

describe('events about other payments', () => {
  const refundEvent = (object: Partial<Stripe.Refund>) => ({
    id: `evt_${object.id}`,
    object: 'event',
    api_version: '2026-10-28.endive',
    created: 1_700_000_000,
    type: 'refund.created',
    data: { object: { object: 'refund', amount: 100, currency: 'eur', status: 'succeeded', metadata: {}, ...object } },
  });
  const kept = (id: string) => shop.prisma.stripeEvent.findUniqueOrThrow({ where: { id } });

  it('that are not this shop’s are ignored', async () => {
    await signedWebhook(shop, refundEvent({ id: 're_a', payment_intent: 'pi_unknown' })).expect(200);
    await signedWebhook(shop, refundEvent({ id: 're_b', payment_intent: null })).expect(200);
    expect([(await kept('evt_re_a')).status, (await kept('evt_re_b')).status]).toEqual(['IGNORED', 'IGNORED']);
  });
});
