import { StockService } from '../src/catalog/stock/stock.service.js';
import { WaitingEvents } from '../src/checkout/stripe-events/waiting-events.service.js';
import { Prisma } from '../src/prisma/client.js';
import { openSession } from './factories/cart.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { paySession, refundInDashboard, signedWebhook, stripeFor } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
let admin: TestUser;
beforeAll(async () => {
  shop = await startApp();
  admin = await createAdmin(shop);
});
afterAll(() => shop.close());

const get = (path: string, user = admin) => shop.http.get(`/api/admin/events${path}`).set(user.auth);
const dismiss = (id: string, user = admin) => shop.http.post(`/api/admin/events/${id}/dismiss`).set(user.auth);
const replay = (id: string, user = admin) => shop.http.post(`/api/admin/events/${id}/replay`).set(user.auth);

async function count(variantId: string, units: number) {
  const stock = shop.app.get(StockService, { strict: false });
  await shop.prisma.$transaction((tx) => stock.setStock(tx, variantId, units, { reason: 'CORRECTION' }));
}

/** An event that waits for a restock. */
async function waitingEvent() {
  const { sessionId, variantId } = await openSession(shop, { stock: 1, quantity: 1 });
  await count(variantId, 0);
  const { events } = await paySession(shop, sessionId);
  const { id } = events.find(({ type }) => type === 'checkout.session.completed')!;
  return { id, sessionId, variantId };
}

describe('GET /admin/events', () => {
  it('lists what Stripe sent, newest first, by status, type and subject, without payloads', async () => {
    const { id, sessionId } = await waitingEvent();
    const paid = await openSession(shop);
    await paySession(shop, paid.sessionId);

    const all = (await get('').expect(200)).body;
    expect(all.pagination).toMatchObject({ page: 1, total: await shop.prisma.stripeEvent.count() });
    expect(new Set(all.events.map((event: { status: string }) => event.status))).toEqual(
      new Set(['APPLIED', 'WAITING', 'IGNORED']),
    );
    const ofSessions = (await get('?type=checkout.session.completed').expect(200)).body.events;
    expect(ofSessions.map((event: { objectId: string }) => event.objectId)).toEqual([paid.sessionId, sessionId]);
    expect(ofSessions[0]).toEqual({
      id: expect.stringMatching(/^evt_/),
      type: 'checkout.session.completed',
      apiVersion: '2026-10-28.endive',
      objectId: paid.sessionId,
      status: 'APPLIED',
      attempts: 1,
      lastError: null,
      nextAttemptAt: null,
      appliedAt: expect.any(String),
      createdAt: expect.any(String),
    });
    const waiting = (await get('?status=WAITING&type=checkout.session.completed').expect(200)).body.events;
    expect(waiting).toMatchObject([{ id, lastError: expect.stringContaining('sold out') }]);
    expect((await get(`?objectId=${sessionId}`).expect(200)).body.events).toHaveLength(1);
    await get('?status=LOST').expect(400);
  });

  it('shows one with its payload; 404 EVENT_NOT_FOUND for an unknown one; 403 to customers', async () => {
    const { id, sessionId } = await waitingEvent();
    const { event } = (await get(`/${id}`).expect(200)).body;
    expect(event.payload.data.object.id).toBe(sessionId);
    expect((await get('/evt_unknown').expect(404)).body.code).toBe('EVENT_NOT_FOUND');
    const customer = await createUser(shop);
    await get('', customer).expect(403);
    await get(`/${id}`, customer).expect(403);
    await replay(id, customer).expect(403);
  });
});

describe('POST /admin/events/:eventId/replay', () => {
  it('retries a waiting event: its error, then its order, then no change', async () => {
    const { id, sessionId, variantId } = await waitingEvent();
    expect((await replay(id).expect(200)).body.event).toMatchObject({ status: 'WAITING', attempts: 2 });
    await count(variantId, 1);
    expect((await replay(id).expect(200)).body.event).toMatchObject({ status: 'APPLIED', lastError: null });
    const order = await shop.prisma.order.findUnique({ where: { stripeSessionId: sessionId } });
    expect(order?.status).toBe('CONFIRMED');
    const again = await Promise.all(Array.from({ length: 3 }, () => replay(id).expect(200)));
    for (const { body } of again) expect(body.event.status).toBe('APPLIED');
    expect(await shop.prisma.orderEvent.count({ where: { orderId: order!.id } })).toBe(2);
    expect(await shop.prisma.auditLogEntry.count({ where: { subjectId: id, action: 'event.replay' } })).toBe(5);
  });

  it('answers 404 for an unknown one and 409 EVENT_PAYLOAD_GONE for one without its payload', async () => {
    expect((await replay('evt_unknown').expect(404)).body.code).toBe('EVENT_NOT_FOUND');
    const { id } = await waitingEvent();
    await shop.prisma.stripeEvent.update({ where: { id }, data: { payload: Prisma.DbNull } });
    expect((await replay(id).expect(409)).body.code).toBe('EVENT_PAYLOAD_GONE');
  });
});

describe('POST /admin/events/:eventId/dismiss', () => {
  const inReview = async (id: string) => {
    const object = { id: 'pi_1', livemode: true };
    const event = { id, object: 'event', type: 'refund.created', livemode: true, data: { object } };
    await signedWebhook(shop, event).expect(200);
    expect((await get(`/${id}`).expect(200)).body.event.status).toBe('REVIEW');
  };

  it('ends the review of an event, also of two requests at once, and keeps its reason', async () => {
    await inReview('evt_of_other_mode');
    const answers = await Promise.all([dismiss('evt_of_other_mode'), dismiss('evt_of_other_mode')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { event } = (await get('/evt_of_other_mode').expect(200)).body;
    expect(event).toMatchObject({ status: 'IGNORED', lastError: expect.stringContaining('livemode') });
    expect((await get('?status=REVIEW').expect(200)).body.events).toEqual([]);
  });

  it('judges the event again when Stripe delivers it again', async () => {
    await inReview('evt_sent_again');
    await dismiss('evt_sent_again').expect(200);
    await inReview('evt_sent_again');
    await dismiss('evt_sent_again').expect(200);
  });

  it('answers 404 for an unknown one, 409 EVENT_NOT_IN_REVIEW for others, and 403 to customers', async () => {
    expect((await dismiss('evt_unknown').expect(404)).body.code).toBe('EVENT_NOT_FOUND');
    const { id } = await waitingEvent();
    expect((await dismiss(id).expect(409)).body.code).toBe('EVENT_NOT_IN_REVIEW');
    await dismiss(id, await createUser(shop)).expect(403);
  });
});

describe('an event about something not known yet', () => {
  it('is stored, and applied once the order exists', async () => {
    const { sessionId, variantId } = await openSession(shop, { stock: 3, quantity: 2 });
    await paySession(shop, sessionId, { delivery: 'none' });
    await refundInDashboard(shop, sessionId);
    const waiting = await shop.prisma.stripeEvent.findMany({ where: { status: 'WAITING', type: 'refund.created' } });
    expect(waiting).toHaveLength(1);

    await shop.http.get(`/api/checkout/verify-session/${sessionId}`).expect(200);
    await shop.prisma.stripeEvent.updateMany({
      where: { status: 'WAITING', type: { not: 'checkout.session.completed' } },
      data: { nextAttemptAt: new Date(Date.now() - 1000) },
    });
    await shop.app.get(WaitingEvents, { strict: false }).retryDue();
    const order = await shop.prisma.order.findUnique({ where: { stripeSessionId: sessionId } });
    expect(order).toMatchObject({ status: 'REFUNDED', refundedCents: order!.totalCents });
    expect((await shop.prisma.variant.findUniqueOrThrow({ where: { id: variantId } })).stock).toBe(3);
  });

  it('is marked for review after three days', async () => {
    const { id } = await waitingEvent();
    const longAgo = new Date(Date.now() - 4 * 24 * 60 * 60_000);
    await shop.prisma.stripeEvent.update({ where: { id }, data: { createdAt: longAgo, nextAttemptAt: longAgo } });
    await shop.app.get(WaitingEvents, { strict: false }).retryDue();
    expect((await get(`/${id}`).expect(200)).body.event).toMatchObject({ status: 'REVIEW', nextAttemptAt: null });
  });
});

it('reads the session again from Stripe for an event of another API version', async () => {
  const { sessionId } = await openSession(shop);
  await paySession(shop, sessionId, { delivery: 'none' });
  const session = await stripeFor(shop).checkout.sessions.retrieve(sessionId);
  const event = {
    id: 'evt_other_version',
    object: 'event',
    type: 'checkout.session.completed',
    api_version: '2024-06-20',
    // As an older version would have it, or a forger.
    data: {
      object: {
        id: session.id,
        metadata: session.metadata,
        status: 'complete',
        payment_status: 'paid',
        amount_total: 1,
      },
    },
  };
  await signedWebhook(shop, event).expect(200);
  expect(await shop.prisma.order.findUnique({ where: { stripeSessionId: sessionId } })).toMatchObject({
    totalCents: session.amount_total,
    needsReview: false,
  });
});
