import type Stripe from 'stripe';
import { InboxJob } from '../src/checkout/webhook/inbox.job.js';
import { cartOf } from './factories/cart.js';
import { buyOrder, type PaidOrder } from './factories/paid-order.js';
import { createVariant } from './factories/product.js';
import { createAdmin, type TestUser } from './factories/user.js';
import { orderDesk, type OrderDesk } from './support/order-desk.js';
import {
  deliverEvent,
  disputeCharge,
  endRefund,
  listEvents,
  paySession,
  planRefunds,
  refundInDashboard,
  settledEvents,
  signedWebhook,
  stripeFor,
} from './support/sandbox.js';
import { expectCleanBooks } from './support/money/books.js';
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
  await expectCleanBooks(shop);
  const { body } = await desk.get('stock/audit');
  expect(body.findings).toEqual([]);
  await shop.close();
});

const notesOf = ({ events }: Awaited<ReturnType<OrderDesk['read']>>) =>
  events.filter(({ type }) => type === 'NOTE').map(({ message }) => message);
/** Every refund event of a session. */
const refundEvents = async (order: PaidOrder) =>
  (await listEvents(shop, order.stripeSessionId)).filter(({ type }) => /^refund|^charge\.refunded/.test(type));

describe('a refund made at Stripe’s dashboard', () => {
  it('in full: REFUNDED, units back in stock, one mail, however often its events come', async () => {
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

describe('a refund of ours', () => {
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

    // The money can still be given back, and only the money.
    const path = `/api/admin/orders/${order.id}/refunds`;
    await shop.http.post(path).set(admin.auth).send({ amountCents: order.totalCents }).expect(201);
    await shop.http.post(path).set(admin.auth).send({ amountCents: 1 }).expect(409);
    expect(await desk.read(order.id)).toMatchObject({ status: 'REFUNDED', refundedCents: order.totalCents });
    expect(await desk.stockOf(order)).toBe(10);
  });

  it('that waits and then fails leaves a part refund as if it had never been', async () => {
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

  it('that are, but have no order yet, wait for it', async () => {
    const variant = await createVariant(shop.prisma, { stock: 1 });
    const { body } = await shop.http
      .post('/api/checkout/create-session')
      .send(cartOf([{ variantId: variant.id, quantity: 1 }]))
      .expect(201);
    const sessionId = body.sessionId as string;
    const { session } = await paySession(shop, sessionId, { delivery: 'none' });
    await refundInDashboard(shop, sessionId, 100);
    const events = (await listEvents(shop, sessionId)).filter(({ type }) => type === 'refund.created');
    const row = await kept(events[0]!.id);
    expect(row.status).toBe('WAITING');
    const paid = (await listEvents(shop, sessionId)).find(({ type }) => type === 'checkout.session.completed');
    await deliverEvent(shop, paid!.id);
    await shop.prisma.stripeEvent.updateMany({ where: { status: 'WAITING' }, data: { nextAttemptAt: new Date(0) } });
    await shop.app.get(InboxJob).run();
    const order = await shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId: session.id } });
    expect([order.refundedCents, order.status]).toEqual([100, 'CONFIRMED']);
    expect((await kept(events[0]!.id)).status).toBe('APPLIED');
  });
});

describe('a dispute', () => {
  it('marks the order for review, once, with amount, reason and status; its end is noted', async () => {
    const order = await buyOrder(shop);
    await disputeCharge(shop, order.stripeSessionId, { reason: 'product_not_received' });
    await settledEvents(shop, order.stripeSessionId);
    const after = await desk.read(order.id);
    expect(after).toMatchObject({ status: 'CONFIRMED', needsReview: true, refundedCents: 0 });
    const [note] = notesOf(after);
    expect(note).toMatch(/^Litige bancaire : 107,70.*« commande non reçue ».*« réponse attendue »\.$/);
    expect(after.reviewNote).toContain(note);
    for (const { id, type } of await listEvents(shop, order.stripeSessionId)) {
      if (type.startsWith('charge.dispute')) await deliverEvent(shop, id);
    }
    expect(await desk.read(order.id)).toEqual(after);
    expect(await desk.mailsOf(order.id)).toEqual(['shop.alert']);
  });

  it('of a payment that is not ours is ignored', async () => {
    const event = { id: 'evt_dp', object: 'event', type: 'charge.dispute.created', api_version: '2026-10-28.endive' };
    const said = { reason: 'fraudulent', status: 'needs_response', amount: 1, currency: 'eur' };
    const dispute = { id: 'dp_1', object: 'dispute', payment_intent: 'pi_unknown', ...said };
    await signedWebhook(shop, { ...event, data: { object: dispute } }).expect(200);
    expect((await shop.prisma.stripeEvent.findUniqueOrThrow({ where: { id: 'evt_dp' } })).status).toBe('IGNORED');
  });
});
