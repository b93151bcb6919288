import { JobsService } from '../src/jobs/jobs.service.js';
import type { OrderStatus } from '../src/generated/sqlite/client.js';
import { buyOrder, type PaidOrder } from './factories/paid-order.js';
import { createOrder } from './factories/order.js';
import { createAdmin, type TestUser } from './factories/user.js';
import { expectLedgerToBalance } from './support/ledger.js';
import { clearFaults, planRefunds, plantFault, settledEvents, stripeFor } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
let admin: TestUser;
beforeAll(async () => {
  shop = await startApp();
  admin = await createAdmin(shop);
});
afterEach(() => clearFaults(shop));
afterAll(async () => {
  await expectLedgerToBalance(shop.prisma);
  await shop.close();
});

const setStatus = (id: string, status: OrderStatus) =>
  shop.http.patch(`/api/admin/orders/${id}/status`).set(admin.auth).send({ status });
const give = (id: string, body: object, key?: string) =>
  shop.http
    .post(`/api/admin/orders/${id}/refunds`)
    .set({ ...admin.auth, ...(key && { 'Idempotency-Key': key }) })
    .send(body);
const ship = (id: string) =>
  shop.http.post(`/api/admin/orders/${id}/ship`).set(admin.auth).send({ carrier: 'OTHER', trackingNumber: '1' });
const read = (id: string) =>
  shop.prisma.order.findUniqueOrThrow({ where: { id }, include: { items: true, refunds: true, events: true } });
const atStripe = async (order: PaidOrder) =>
  (await stripeFor(shop).refunds.list({ payment_intent: order.paymentIntentId!, limit: 100 })).data;
const stockOf = async (order: PaidOrder) =>
  (await shop.prisma.variant.findUniqueOrThrow({ where: { id: order.items[0]!.productVariantId! } })).stock;
const mailsOf = async (subjectId: string) =>
  (await shop.prisma.outboxMail.findMany({ where: { subjectId } }))
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'order.paid')
    .sort();
const typesOf = (events: { type: string }[]) =>
  events
    .map(({ type }) => type)
    .filter((type) => !['CREATED', 'PAID'].includes(type))
    .sort();
/** What the job does a minute later. */
const later = async () => {
  await shop.prisma.refund.updateMany({ where: { status: 'REQUESTED' }, data: { nextAttemptAt: new Date(0) } });
  await shop.app.get(JobsService).run('refunds');
};

describe('PATCH /admin/orders/:orderId/status to an end', () => {
  it.each([
    ['CANCELLED', 'order.cancelled'],
    ['REFUNDED', 'order.refunded'],
  ] as const)('%s gives all the money back, then the units, and tells the buyer once', async (status, mail) => {
    const order = await buyOrder(shop);
    expect(await stockOf(order)).toBe(8);
    const { body } = await setStatus(order.id, status).expect(200);
    expect(body.order).toMatchObject({ status, fulfillmentStatus: status, refundedCents: order.totalCents });
    expect(await atStripe(order)).toMatchObject([{ amount: order.totalCents, metadata: { order: order.id } }]);
    expect(await stockOf(order)).toBe(10);
    await setStatus(order.id, status).expect(200);
    const after = await read(order.id);
    expect(after.refunds).toMatchObject([{ cause: 'ORDER', status: 'SUCCEEDED', createdBy: admin.id }]);
    expect(after.items).toMatchObject([{ unitsTaken: 0 }]);
    expect(typesOf(after.events)).toEqual([status, 'STATUS_UPDATED']);
    expect(await mailsOf(order.id)).toEqual([mail]);
    const moves = await shop.prisma.stockMovement.findMany({ where: { reference: order.id } });
    expect(moves).toMatchObject([{ reason: 'REFUND', delta: 2, createdBy: admin.id }]);
  });

  it('keeps units out of stock that have left the shop', async () => {
    const order = await buyOrder(shop);
    await ship(order.id).expect(200);
    await setStatus(order.id, 'CANCELLED').expect(409);
    await setStatus(order.id, 'REFUNDED').expect(200);
    expect([await stockOf(order), await mailsOf(order.id)]).toEqual([8, ['order.refunded', 'order.shipped']]);
  });

  it('works without Stripe for an order that cost nothing', async () => {
    const order = await createOrder(shop, { totalCents: 0, discountCents: 5780, paymentIntentId: null });
    await Promise.all([setStatus(order.id, 'CANCELLED').expect(200), setStatus(order.id, 'CANCELLED').expect(200)]);
    expect(await read(order.id)).toMatchObject({ status: 'CANCELLED', refunds: [{ amountCents: 0 }] });
    expect(await mailsOf(order.id)).toEqual(['order.cancelled']);
  });

  it('two at once and ten: one refund at Stripe, one mail, one return to stock', async () => {
    const order = await buyOrder(shop);
    const answers = await Promise.all(Array.from({ length: 10 }, () => setStatus(order.id, 'REFUNDED')));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect([(await atStripe(order)).length, await stockOf(order)]).toEqual([1, 10]);
    expect(await mailsOf(order.id)).toEqual(['order.refunded']);
    expect(typesOf((await read(order.id)).events)).toEqual(['REFUNDED', 'STATUS_UPDATED']);
  });

  it('cancel against refund: one of them, the other is told', async () => {
    const order = await buyOrder(shop);
    const answers = await Promise.all([setStatus(order.id, 'CANCELLED'), setStatus(order.id, 'REFUNDED')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await atStripe(order)).length).toBe(1);
    expect(await mailsOf(order.id)).toHaveLength(1);
  });

  it('ship against refund: never shipped after the money has begun to go back', async () => {
    for (let round = 0; round < 5; round++) {
      const order = await buyOrder(shop, { lines: [{ quantity: 1 }] });
      const [shipped, refunded] = await Promise.all([ship(order.id), setStatus(order.id, 'REFUNDED')]);
      expect(refunded.status).toBe(200);
      expect(await read(order.id)).toMatchObject({ status: 'REFUNDED' });
      expect(await stockOf(order)).toBe(shipped.status === 200 ? 9 : 10);
      if (shipped.status !== 200) expect(shipped.body.code).toBe('INVALID_STATUS_TRANSITION');
    }
  });

  it('answers 503 and changes nothing when Stripe refuses', async () => {
    const order = await buyOrder(shop);
    await plantFault(shop, { match: { method: 'POST', path: '/v1/refunds' }, kind: 'refuse' });
    const { body } = await setStatus(order.id, 'REFUNDED').expect(503);
    expect(body.code).toBe('PAYMENT_UNAVAILABLE');
    const after = await read(order.id);
    expect(after).toMatchObject({ status: 'CONFIRMED', refundedCents: 0, needsReview: false });
    expect(after.refunds).toMatchObject([{ status: 'FAILED', lastError: expect.any(String) }]);
    expect([await mailsOf(order.id), typesOf(after.events), await stockOf(order)]).toEqual([[], [], 8]);
    await ship(order.id).expect(200);
    await setStatus(order.id, 'REFUNDED').expect(200);
  });

  it.each([
    ['lost', 2],
    ['timeout', 2],
  ] as const)(
    'an answer that is %s: 503, no shipping meanwhile, and the job brings it to its end',
    async (kind, times) => {
      const order = await buyOrder(shop);
      // Else the webhook brings it before the caller has given up.
      if (kind === 'lost') await planRefunds(shop, { delivery: 'none' });
      await plantFault(shop, { match: { method: 'POST', path: '/v1/refunds' }, kind, times, delayMs: 1 });
      await setStatus(order.id, 'CANCELLED').expect(503);
      expect(await read(order.id)).toMatchObject({ status: 'CONFIRMED', refunds: [{ status: 'REQUESTED' }] });
      await ship(order.id).expect(409);
      await setStatus(order.id, 'REFUNDED').expect(409);
      await later();
      await later();
      expect(await read(order.id)).toMatchObject({ status: 'CANCELLED', refundedCents: order.totalCents });
      expect([(await atStripe(order)).length, await stockOf(order)]).toEqual([1, 10]);
      expect(await mailsOf(order.id)).toEqual(['order.cancelled']);
    },
  );

  it('an answer that is lost and whose webhook arrives has its effect at once', async () => {
    const order = await buyOrder(shop);
    await plantFault(shop, { match: { method: 'POST', path: '/v1/refunds' }, kind: 'lost', times: 2 });
    await setStatus(order.id, 'CANCELLED');
    await settledEvents(shop, order.stripeSessionId);
    expect(await read(order.id)).toMatchObject({ status: 'CANCELLED', refunds: [{ status: 'SUCCEEDED' }] });
    expect([await stockOf(order), await mailsOf(order.id)]).toEqual([10, ['order.cancelled']]);
  });

  it('asking again after a lost answer finishes it as well', async () => {
    const order = await buyOrder(shop);
    await planRefunds(shop, { delivery: 'none' });
    await plantFault(shop, { match: { method: 'POST', path: '/v1/refunds' }, kind: 'lost', times: 2 });
    await setStatus(order.id, 'CANCELLED').expect(503);
    await Promise.all([setStatus(order.id, 'CANCELLED').expect(200), setStatus(order.id, 'CANCELLED').expect(200)]);
    expect((await atStripe(order)).length).toBe(1);
  });

  it.each(['error', 'error_after'] as const)('a failure that Stripe keeps (%s) leads to one refund', async (kind) => {
    const order = await buyOrder(shop);
    await plantFault(shop, { match: { method: 'POST', path: '/v1/refunds' }, kind });
    await setStatus(order.id, 'REFUNDED');
    await later();
    expect(await read(order.id)).toMatchObject({ status: 'REFUNDED', refunds: [{ status: 'SUCCEEDED' }] });
    expect((await atStripe(order)).length).toBe(1);
  });

  it('money that went back by hand before is taken for ours', async () => {
    const order = await buyOrder(shop);
    await stripeFor(shop).refunds.create({ payment_intent: order.paymentIntentId! });
    await setStatus(order.id, 'CANCELLED');
    expect((await read(order.id)).refundedCents).toBe(order.totalCents);
    expect((await atStripe(order)).length).toBe(1);
  });

  it('counts a refund as given back that waits for the bank', async () => {
    const waiting = await buyOrder(shop);
    await planRefunds(shop, { status: 'pending' });
    await setStatus(waiting.id, 'REFUNDED').expect(200);
    expect(await read(waiting.id)).toMatchObject({ status: 'REFUNDED', refunds: [{ status: 'PENDING' }] });
  });
});

describe('POST /admin/orders/:orderId/refunds', () => {
  it('gives back lines at what was paid, then the rest until nothing is left', async () => {
    const order = await buyOrder(shop, {
      lines: [
        { quantity: 3, priceCents: 1000 },
        { quantity: 1, priceCents: 777 },
      ],
    });
    // As with a promo: 10 % off the goods.
    const totalCents = 3399 + 790;
    await shop.prisma.order.update({ where: { id: order.id }, data: { discountCents: 378, totalCents } });
    const [a, b] = order.items.toSorted((x, y) => y.quantity - x.quantity).map(({ id }) => id);

    const one = await give(order.id, { lines: [{ orderItemId: a, quantity: 1 }], restock: true, note: 'Cassé' }).expect(
      201,
    );
    expect(one.body.refund).toMatchObject({
      status: 'SUCCEEDED',
      lines: [{ orderItemId: a, quantity: 1 }],
      shipping: false,
    });
    expect(one.body.order).toMatchObject({ status: 'CONFIRMED', refundedCents: one.body.refund.amountCents });
    expect(await mailsOf(order.id)).toEqual(['order.partly-refunded']);
    const more = await give(order.id, {
      lines: [
        { orderItemId: a, quantity: 2 },
        { orderItemId: b, quantity: 1 },
      ],
    }).expect(201);
    expect(more.body.refund.amountCents).toBe(3399 - Number(one.body.refund.amountCents));
    const last = await give(order.id, { shipping: true }).expect(201);
    expect(last.body.order).toMatchObject({ status: 'REFUNDED', refundedCents: totalCents });
    expect((await give(order.id, { amountCents: 1 }).expect(409)).body.code).toBe('INVALID_STATUS_TRANSITION');

    const after = await read(order.id);
    // Two were given back the money for without being put back.
    expect(after.items.find(({ id }) => id === a)).toMatchObject({ unitsTaken: 2, unitsRefunded: 3 });
    expect(typesOf(after.events)).toEqual(['NOTE', 'NOTE', 'REFUNDED']);
    expect(await mailsOf(order.id)).toEqual(['order.partly-refunded', 'order.partly-refunded', 'order.refunded']);
    const { body } = await shop.http.get(`/api/admin/orders/${order.id}/refunds`).set(admin.auth).expect(200);
    expect(body.refunds.map(({ id }: { id: string }) => id)).toEqual(
      [last, more, one].map((answer) => answer.body.refund.id),
    );
  });

  it('answers 400 REFUND_TOO_LARGE for more than is left, of the total, a line or the shipping', async () => {
    const order = await buyOrder(shop);
    const [item] = order.items;
    for (const body of [{ amountCents: order.totalCents + 1 }, { lines: [{ orderItemId: item!.id, quantity: 3 }] }]) {
      expect((await give(order.id, body).expect(400)).body.code).toBe('REFUND_TOO_LARGE');
    }
    await give(order.id, { shipping: true }).expect(201);
    expect((await give(order.id, { shipping: true }).expect(400)).body.code).toBe('REFUND_TOO_LARGE');
    await give(order.id, { lines: [{ orderItemId: item!.id, quantity: 1 }] }).expect(201);
    expect((await give(order.id, { lines: [{ orderItemId: item!.id, quantity: 2 }] }).expect(400)).body.code).toBe(
      'REFUND_TOO_LARGE',
    );
    expect((await read(order.id)).refunds).toHaveLength(2);
  });

  it.each<[string, object]>([
    ['nothing', {}],
    ['both', { shipping: true, amountCents: 5 }],
    ['no amount', { amountCents: 0 }],
    ['a fraction', { amountCents: 1.5 }],
    ['a text', { amountCents: '5' }],
    ['no lines', { lines: [] }],
    ['no units', { lines: [{ orderItemId: 'x', quantity: 0 }] }],
    ['a line twice', { lines: [{ orderItemId: 'x', quantity: 1 }, { orderItemId: 'x', quantity: 1 }] }], // prettier-ignore
    ['somebody else’s line', { lines: [{ orderItemId: 'x', quantity: 1 }] }],
    ['null for a line', { lines: [null] }],
    ['units to put back and no lines', { amountCents: 5, restock: true }],
    ['a long note', { amountCents: 5, note: 'x'.repeat(501) }],
    ['no flag', { amountCents: 5, restock: 'yes' }],
  ])('answers 400 to %s', async (_, body) => {
    const { id } = await createOrder(shop);
    expect((await give(id, body).expect(400)).body.code).toBe('VALIDATION_ERROR');
    expect((await read(id)).refunds).toEqual([]);
  });

  it('answers 404 for no order', async () => {
    await give('unknown', { amountCents: 5 }).expect(404);
    await give('not%20an%20id', { amountCents: 5 }).expect(404);
  });

  it('never gives back more than was paid, however many ask at once', async () => {
    const order = await buyOrder(shop);
    const half = Math.floor(order.totalCents / 2) + 1;
    const answers = await Promise.all(Array.from({ length: 5 }, () => give(order.id, { amountCents: half })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400]);
    const line = { lines: [{ orderItemId: order.items[0]!.id, quantity: 2 }], restock: true };
    const other = await buyOrder(shop);
    const lines = { ...line, lines: [{ orderItemId: other.items[0]!.id, quantity: 2 }] };
    const both = await Promise.all([give(other.id, lines), give(other.id, lines)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 400]);
    expect([await stockOf(other), (await atStripe(other)).length]).toEqual([10, 1]);
  });

  it('the same key and body: the same refund, also at once; another body: 422', async () => {
    const order = await buyOrder(shop);
    const body = { lines: [{ orderItemId: order.items[0]!.id, quantity: 1 }], restock: true };
    const answers = await Promise.all(Array.from({ length: 4 }, () => give(order.id, body, 'k1')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(new Set(answers.map((answer) => answer.body.refund.id)).size).toBe(1);
    for (const other of [
      { ...body, restock: false },
      { amountCents: 4990 },
      { ...body, note: 'x' },
      { shipping: true },
    ]) {
      expect((await give(order.id, other, 'k1').expect(422)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    }
    expect([(await atStripe(order)).length, await stockOf(order)]).toEqual([1, 9]);
    await give(order.id, body, 'k2').expect(201);
  });

  it('what Stripe refuses: 503, nothing changed; a lost answer: the job finishes it', async () => {
    const order = await buyOrder(shop);
    const body = { lines: [{ orderItemId: order.items[0]!.id, quantity: 2 }], restock: true };
    const path = { method: 'POST', path: '/v1/refunds' } as const;
    await plantFault(shop, { match: path, kind: 'refuse' });
    await give(order.id, body).expect(503);
    expect(await read(order.id)).toMatchObject({ refundedCents: 0, items: [{ unitsTaken: 2, unitsRefunded: 0 }] });
    await planRefunds(shop, { delivery: 'none' });
    await plantFault(shop, { match: path, kind: 'lost', times: 2 });
    await give(order.id, body, 'k').expect(503);
    await later();
    const { body: replay } = await give(order.id, body, 'k').expect(200);
    expect(replay.refund).toMatchObject({ status: 'SUCCEEDED' });
    expect([(await atStripe(order)).length, await stockOf(order)]).toEqual([1, 10]);
    expect(await mailsOf(order.id)).toEqual(['order.partly-refunded']);
  });

  it('a refusal that nobody waits for is an alarm', async () => {
    const order = await buyOrder(shop);
    const path = { method: 'POST', path: '/v1/refunds' } as const;
    await plantFault(shop, { match: path, kind: 'timeout', times: 2, delayMs: 1 });
    await give(order.id, { amountCents: 100 }).expect(503);
    await plantFault(shop, { match: path, kind: 'refuse' });
    await later();
    expect(await read(order.id)).toMatchObject({
      status: 'CONFIRMED',
      refundedCents: 0,
      needsReview: true,
      reviewNote: expect.stringContaining('1,00'),
    });
    expect(await mailsOf(order.id)).toEqual(['shop.alert']);
  });
});
