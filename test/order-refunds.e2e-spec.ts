import { JobsService } from '../src/jobs/jobs.service.js';
import { createOrder } from './factories/order.js';
import { buyOrder } from './factories/paid-order.js';
import { createAdmin, type TestUser } from './factories/user.js';
import { orderDesk, type OrderDesk } from './support/order-desk.js';
import { expectConsistent } from './support/consistency.js';
import { readMailFile } from './support/mail-files.js';
import { readMail } from './support/read-mail.js';
import { clearFaults, planRefunds, plantFault, refundInDashboard } from './support/sandbox.js';
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

describe('POST /admin/orders/:orderId/refunds', () => {
  it('refunds lines at the price paid, then the rest until nothing is left', async () => {
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

    const one = await desk
      .give(order.id, { lines: [{ orderItemId: a, quantity: 1 }], restock: true, note: 'Cassé' })
      .expect(201);
    expect(one.body.refund).toMatchObject({
      status: 'SUCCEEDED',
      lines: [{ orderItemId: a, quantity: 1 }],
      shipping: false,
    });
    expect(one.body.order).toMatchObject({ status: 'CONFIRMED', refundedCents: one.body.refund.amountCents });
    expect(await desk.mailsOf(order.id)).toEqual(['order.partly-refunded']);
    const more = await desk
      .give(order.id, {
        lines: [
          { orderItemId: a, quantity: 2 },
          { orderItemId: b, quantity: 1 },
        ],
      })
      .expect(201);
    expect(more.body.refund.amountCents).toBe(3399 - Number(one.body.refund.amountCents));
    const last = await desk.give(order.id, { shipping: true }).expect(201);
    expect(last.body.order).toMatchObject({ status: 'REFUNDED', refundedCents: totalCents });
    expect((await desk.give(order.id, { amountCents: 1 }).expect(409)).body.code).toBe('INVALID_STATUS_TRANSITION');

    const after = await desk.read(order.id);
    // Two units were refunded without a restock.
    expect(after.items.find(({ id }) => id === a)).toMatchObject({ unitsTaken: 2, unitsRefunded: 3 });
    expect(await desk.eventsOf(order.id)).toEqual(['NOTE', 'NOTE', 'REFUNDED']);
    expect(await desk.mailsOf(order.id)).toEqual(['order.partly-refunded', 'order.partly-refunded', 'order.refunded']);
    await shop.app.get(JobsService).run('outbox');
    const mail = await shop.prisma.outboxMail.findFirstOrThrow({ where: { key: `order.refunded:${order.id}` } });
    const { text } = readMail(readMailFile(shop, mail.id));
    expect(text).toContain('Nous vous avons déjà remboursé 33,99\u00a0€\u202f; nous vous rendons 7,90\u00a0€, sur');
    const { body } = await shop.http.get(`/api/admin/orders/${order.id}/refunds`).set(admin.auth).expect(200);
    expect(body.refunds.map(({ id }: { id: string }) => id)).toEqual(
      [last, more, one].map((answer) => answer.body.refund.id),
    );
  });

  it('answers 400 REFUND_TOO_LARGE for more than is left, of the total, a line or the shipping', async () => {
    const order = await buyOrder(shop);
    const [item] = order.items;
    for (const body of [{ amountCents: order.totalCents + 1 }, { lines: [{ orderItemId: item!.id, quantity: 3 }] }]) {
      expect((await desk.give(order.id, body).expect(400)).body.code).toBe('REFUND_TOO_LARGE');
    }
    await desk.give(order.id, { shipping: true }).expect(201);
    expect((await desk.give(order.id, { shipping: true }).expect(400)).body.code).toBe('REFUND_TOO_LARGE');
    await desk.give(order.id, { lines: [{ orderItemId: item!.id, quantity: 1 }] }).expect(201);
    expect((await desk.give(order.id, { lines: [{ orderItemId: item!.id, quantity: 2 }] }).expect(400)).body.code).toBe(
      'REFUND_TOO_LARGE',
    );
    expect((await desk.read(order.id)).refunds).toHaveLength(2);
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
    expect((await desk.give(id, body).expect(400)).body.code).toBe('VALIDATION_ERROR');
    expect((await desk.read(id)).refunds).toEqual([]);
  });

  it('answers 404 for no order', async () => {
    await desk.give('unknown', { amountCents: 5 }).expect(404);
    await desk.give('not%20an%20id', { amountCents: 5 }).expect(404);
  });

  it('never refunds more than was paid with concurrent requests', async () => {
    const order = await buyOrder(shop);
    const half = Math.floor(order.totalCents / 2) + 1;
    const wish = (note: string) => desk.give(order.id, { amountCents: half, note });
    const answers = await Promise.all(['1', '2', '3', '4', '5'].map(wish));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400]);
    const line = { lines: [{ orderItemId: order.items[0]!.id, quantity: 2 }], restock: true };
    const other = await buyOrder(shop);
    const lines = { ...line, lines: [{ orderItemId: other.items[0]!.id, quantity: 2 }] };
    const both = await Promise.all(['1', '2'].map((note) => desk.give(other.id, { ...lines, note })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 400]);
    expect([await desk.stockOf(other), (await desk.refundsAtStripe(other)).length]).toEqual([10, 1]);
  });

  it('the same body without a key: the same refund while Stripe has not answered, another one afterwards', async () => {
    const order = await buyOrder(shop);
    await plantFault(shop, { match: { method: 'POST', path: '/v1/refunds' }, kind: 'timeout', times: 3, delayMs: 1 });
    await desk.give(order.id, { amountCents: 300 }).expect(503);
    await desk.give(order.id, { amountCents: 300 }).expect(200);
    expect((await desk.refundsAtStripe(order)).map(({ amount }) => amount)).toEqual([300]);
    await desk.give(order.id, { amountCents: 300 }).expect(201);
    expect(await desk.read(order.id)).toMatchObject({ refundedCents: 600 });
  });

  it('the same key and body: the same refund, also at once; another body: 422', async () => {
    const order = await buyOrder(shop);
    const body = { lines: [{ orderItemId: order.items[0]!.id, quantity: 1 }], restock: true };
    const answers = await Promise.all(Array.from({ length: 4 }, () => desk.give(order.id, body, 'k1')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(new Set(answers.map((answer) => answer.body.refund.id)).size).toBe(1);
    for (const other of [
      { ...body, restock: false },
      { amountCents: 4990 },
      { ...body, note: 'x' },
      { shipping: true },
    ]) {
      expect((await desk.give(order.id, other, 'k1').expect(422)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    }
    expect([(await desk.refundsAtStripe(order)).length, await desk.stockOf(order)]).toEqual([1, 9]);
    await desk.give(order.id, body, 'k2').expect(201);
  });

  it('what Stripe refuses: 503, nothing changed; a lost answer: the job finishes it', async () => {
    const order = await buyOrder(shop);
    const body = { lines: [{ orderItemId: order.items[0]!.id, quantity: 2 }], restock: true };
    const path = { method: 'POST', path: '/v1/refunds' } as const;
    await plantFault(shop, { match: path, kind: 'refuse' });
    await desk.give(order.id, body).expect(503);
    expect(await desk.read(order.id)).toMatchObject({ refundedCents: 0, items: [{ unitsTaken: 2, unitsRefunded: 0 }] });
    await planRefunds(shop, { delivery: 'none' });
    await plantFault(shop, { match: path, kind: 'lost', times: 3 });
    await desk.give(order.id, body, 'k').expect(503);
    await desk.later();
    const { body: replay } = await desk.give(order.id, body, 'k').expect(200);
    expect(replay.refund).toMatchObject({ status: 'SUCCEEDED' });
    expect([(await desk.refundsAtStripe(order)).length, await desk.stockOf(order)]).toEqual([1, 10]);
    expect(await desk.mailsOf(order.id)).toEqual(['order.partly-refunded']);
  });

  it('what is more than is left at Stripe is refused, and refunds made in its dashboard are recorded', async () => {
    const order = await buyOrder(shop);
    await refundInDashboard(shop, order.stripeSessionId, order.totalCents - 500, { delivery: 'none' });
    await desk.give(order.id, { amountCents: 600 }).expect(503);
    expect(await desk.read(order.id)).toMatchObject({
      status: 'CONFIRMED',
      refundedCents: order.totalCents - 500,
      needsReview: false,
    });
    expect((await desk.give(order.id, { amountCents: 600 }).expect(400)).body.code).toBe('REFUND_TOO_LARGE');
    await desk.give(order.id, { amountCents: 500 }).expect(201);
    expect(await desk.read(order.id)).toMatchObject({ status: 'REFUNDED', refundedCents: order.totalCents });
  });

  it('a refusal without a waiting request alerts the shop', async () => {
    const order = await buyOrder(shop);
    const path = { method: 'POST', path: '/v1/refunds' } as const;
    await plantFault(shop, { match: path, kind: 'timeout', times: 3, delayMs: 1 });
    await desk.give(order.id, { amountCents: 100 }).expect(503);
    await plantFault(shop, { match: path, kind: 'refuse' });
    await desk.later();
    expect(await desk.read(order.id)).toMatchObject({
      status: 'CONFIRMED',
      refundedCents: 0,
      needsReview: true,
      reviewNote: expect.stringContaining('1,00'),
    });
    expect(await desk.mailsOf(order.id)).toEqual(['shop.alert']);
  });
});
