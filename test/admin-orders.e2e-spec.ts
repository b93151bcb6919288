import type { OrderStatus } from '../src/prisma/client.js';
import { createOrder } from './factories/order.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { orderDesk, type OrderDesk } from './support/order-desk.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
let admin: TestUser;
let desk: OrderDesk;
beforeAll(async () => {
  shop = await startApp();
  admin = await createAdmin(shop);
  desk = orderDesk(shop, admin);
});
afterAll(() => shop.close());

describe('access to /admin/orders', () => {
  it.each([
    ['get', 'orders'],
    ['get', 'orders/x'],
    ['post', 'orders/x/ship'],
    ['post', 'orders/x/deliver'],
    ['patch', 'orders/x/status'],
    ['get', 'orders/x/refunds'],
    ['post', 'orders/x/refunds'],
    ['get', 'stats/orders'],
  ] as const)('%s /admin/%s answers 401 without a token and 403 to a customer', async (method, path) => {
    const user = await createUser(shop);
    const nobody = await shop.http[method](`/api/admin/${path}`).expect(401);
    expect(nobody.body.code).toBe('ACCESS_TOKEN_REQUIRED');
    const customer = await shop.http[method](`/api/admin/${path}`).set(user.auth).expect(403);
    expect(customer.body.code).toBe('ADMIN_ACCESS_REQUIRED');
  });
});

describe('GET /admin/orders', () => {
  it('lists everybody’s orders, newest first, with owner and items, in pages and by status', async () => {
    const user = await createUser(shop);
    const [first, second] = [
      await createOrder(shop, { userId: user.id, createdAt: new Date('2030-01-01') }),
      await createOrder(shop, { status: 'DELIVERED', createdAt: new Date('2030-01-02') }),
    ];
    const { body } = await desk.get('orders');
    expect(body.pagination).toMatchObject({ page: 1, limit: 1000, pages: 1 });
    expect(body.orders.slice(0, 2).map(({ id }: { id: string }) => id)).toEqual([second.id, first.id]);
    expect(body.orders[1]).toMatchObject({
      user: { id: user.id, email: user.email, username: user.username, firstName: 'Sacha', lastName: 'Ketchum' },
      items: [{ quantity: 1 }],
      needsReview: false,
      reviewNote: null,
      refundedCents: 0,
      stripeSessionId: first.stripeSessionId,
      paymentIntentId: first.paymentIntentId,
    });
    expect(body.orders[0].user).toBeNull();
    const ids = async (query: string) =>
      (await desk.get(`orders?${query}`)).body.orders.map(({ id }: { id: string }) => id);
    expect(await ids('limit=1&page=2')).toEqual([first.id]);
    expect(await ids('status=DELIVERED')).toEqual([second.id]);
    expect(await ids('status=all')).toHaveLength(body.pagination.total as number);
    expect(await ids('status=&search=')).toHaveLength(body.pagination.total as number);
    for (const wrong of ['status=LOST', 'limit=1001', 'page=0', 'search=a&search=b', 'status[]=PENDING']) {
      expect((await desk.get(`orders?${wrong}`, 400)).body.code).toBe('VALIDATION_ERROR');
    }
  });

  it('finds by order number, e-mail and username, whatever their case, and takes % and _ literally', async () => {
    const user = await createUser(shop, { username: 'Ondine_25' });
    const order = await createOrder(shop, { userId: user.id, status: 'SHIPPED', needsReview: true });
    const found = async (search: string, more = '') => {
      const { body } = await desk.get(`orders?search=${encodeURIComponent(search)}${more}`);
      expect(body.pagination.total).toBe(body.orders.length);
      return body.orders.map(({ id }: { id: string }) => id);
    };
    expect(await found(order.orderNumber.toLowerCase())).toEqual([order.id]);
    expect(await found(order.orderNumber.slice(9))).toEqual([order.id]);
    expect(await found('oNDINE_2')).toEqual([order.id]);
    expect(await found(user.email.toUpperCase())).toEqual([order.id]);
    expect(await found('ondine_', '&status=SHIPPED')).toEqual([order.id]);
    for (const nothing of ['ondine%', 'ondine!', '%', 'ondine-25', "' OR"]) {
      const { body } = await shop.http.get('/api/admin/orders').query({ search: nothing }).set(admin.auth);
      expect(body.orders ?? []).toEqual([]);
    }
    expect(await found('ondine_', '&status=PENDING')).toEqual([]);
    expect(await found('ondine_', '&needsReview=true')).toEqual([order.id]);
    expect(await found('ondine_', '&needsReview=false')).toEqual([]);
    const { body } = await desk.get('orders?needsReview=true');
    expect(body.orders.map(({ id }: { id: string }) => id)).toEqual([order.id]);
  });
});

describe('GET /admin/orders/:orderId', () => {
  it('shows one with its history, and 404 ORDER_NOT_FOUND for none', async () => {
    const order = await createOrder(shop);
    const { body } = await desk.get(`orders/${order.id}`);
    expect(body.order.events.map(({ type }: { type: string }) => type)).toEqual(['CREATED', 'PAID']);
    for (const path of ['orders/unknown', 'orders/not%20an%20id', 'orders/unknown/refunds']) {
      expect((await desk.get(path, 404)).body.code).toBe('ORDER_NOT_FOUND');
    }
  });
});

describe('POST /admin/orders/:orderId/ship', () => {
  it('ships once: 200, parcel and link kept, one event, one mail; again: 200 and nothing new', async () => {
    const order = await createOrder(shop);
    const { body } = await desk.ship(order.id, { note: 'Bonne réception' }).expect(200);
    expect(body.order).toMatchObject({
      status: 'SHIPPED',
      fulfillmentStatus: 'SHIPPED',
      carrier: 'COLISSIMO',
      trackingNumber: '6A1',
      trackingUrl: 'https://www.laposte.fr/outils/suivre-vos-envois?code=6A1',
      shippedAt: expect.any(String),
    });
    const again = await desk.ship(order.id, { carrier: 'UPS', trackingNumber: '1Z' }).expect(200);
    expect(again.body.order).toEqual(body.order);
    expect(await desk.eventsOf(order.id)).toEqual(['SHIPPED']);
    expect(await desk.mailsOf(order.id)).toEqual(['order.shipped']);
    const [event] = await shop.prisma.orderEvent.findMany({ where: { orderId: order.id, type: 'SHIPPED' } });
    expect(event).toMatchObject({ message: 'Bonne réception', createdBy: admin.id });
    const changes = await shop.prisma.auditLogEntry.findMany({ where: { subjectId: order.id } });
    expect(changes).toMatchObject([{ adminId: admin.id, action: 'order.shipped' }]);
  });

  it('fills in a missing number of a parcel that is on its way', async () => {
    const order = await createOrder(shop, { status: 'SHIPPED', shippedAt: new Date('2026-01-01') });
    const { body } = await desk.ship(order.id, { carrier: 'DHL', trackingNumber: 'JD 1' }).expect(200);
    expect(body.order).toMatchObject({ carrier: 'DHL', trackingNumber: 'JD 1', shippedAt: '2026-01-01T00:00:00.000Z' });
    expect(body.order.trackingUrl).toMatch(/JD%201$/);
    expect([await desk.eventsOf(order.id), await desk.mailsOf(order.id)]).toEqual([[], []]);
  });

  it('ten at once: one SHIPPED event, one mail, one entry of who did it', async () => {
    const order = await createOrder(shop);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => desk.ship(order.id, { trackingNumber: `N${i}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await desk.eventsOf(order.id)).toEqual(['SHIPPED']);
    expect(await desk.mailsOf(order.id)).toEqual(['order.shipped']);
    expect(await shop.prisma.auditLogEntry.count({ where: { subjectId: order.id } })).toBe(1);
    expect(new Set(answers.map(({ body }) => body.order.trackingNumber)).size).toBe(1);
  });

  it.each<[string, object]>([
    ['carrier', { carrier: 'PIGEON' }],
    ['trackingNumber', { trackingNumber: '' }],
    ['trackingNumber', { trackingNumber: 'x'.repeat(121) }],
    ['trackingNumber', { trackingNumber: 12 }],
    ['note', { note: 'x'.repeat(501) }],
  ])('answers 400 to a wrong %s: %j', async (path, wrong) => {
    const order = await createOrder(shop);
    const { body } = await desk.ship(order.id, wrong).expect(400);
    expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
    expect(await desk.eventsOf(order.id)).toEqual([]);
  });

  it.each(['PENDING', 'CANCELLED', 'REFUNDED'] as const)('answers 409 for a %s order and leaves it', async (status) => {
    const order = await createOrder(shop, { status });
    const { body } = await desk.ship(order.id).expect(409);
    expect(body.code).toBe('INVALID_STATUS_TRANSITION');
    expect(await shop.prisma.order.findUnique({ where: { id: order.id } })).toMatchObject({ status, carrier: null });
    expect(await desk.mailsOf(order.id)).toEqual([]);
    await desk.ship('unknown').expect(404);
  });

  it('answers 409 for an order whose money is on its way back', async () => {
    const { id, totalCents } = await createOrder(shop);
    await shop.prisma.order.update({ where: { id }, data: { refundedCents: totalCents } });
    await desk.ship(id).expect(409);
    await desk.deliver(id).expect(409);
    await desk.setStatus(id, 'SHIPPED').expect(409);
    expect(await desk.eventsOf(id)).toEqual([]);
  });
});

describe('POST /admin/orders/:orderId/deliver', () => {
  it('delivers what was shipped, or handed over, once', async () => {
    const shipped = await createOrder(shop, { status: 'SHIPPED', shippedAt: new Date('2026-01-01') });
    const { body } = await desk.deliver(shipped.id, { note: '' }).expect(200);
    expect(body.order).toMatchObject({
      status: 'DELIVERED',
      fulfillmentStatus: 'DELIVERED',
      shippedAt: '2026-01-01T00:00:00.000Z',
      deliveredAt: expect.any(String),
    });
    expect((await desk.deliver(shipped.id).expect(200)).body.order).toEqual(body.order);
    expect((await desk.ship(shipped.id).expect(200)).body.order).toMatchObject({
      status: 'DELIVERED',
      trackingNumber: '6A1',
    });
    expect(await desk.eventsOf(shipped.id)).toEqual(['DELIVERED']);
    expect(await desk.mailsOf(shipped.id)).toEqual(['order.delivered']);
    await desk.deliver((await createOrder(shop)).id).expect(200);
    await desk.deliver((await createOrder(shop, { status: 'PENDING' })).id).expect(409);
    await desk.deliver('unknown').expect(404);
    await desk.deliver(shipped.id, { note: 5 }).expect(400);
  });
});

describe('PATCH /admin/orders/:orderId/status', () => {
  it('confirms an order under review, which is done with it', async () => {
    const order = await createOrder(shop, { status: 'PENDING', needsReview: true, reviewNote: 'Montant' });
    await desk.setStatus(order.id, 'PENDING', { needsReview: false }).expect(200);
    const { body } = await desk.setStatus(order.id, 'CONFIRMED').expect(200);
    expect(body.order).toMatchObject({ status: 'CONFIRMED', fulfillmentStatus: 'PAID', needsReview: false });
    expect(await desk.eventsOf(order.id)).toEqual(['STATUS_UPDATED']);
    expect(await desk.mailsOf(order.id)).toEqual([]);
  });

  it('ships with a parcel, then corrects it without event or mail; the same again changes nothing', async () => {
    const order = await createOrder(shop);
    const first = await desk
      .setStatus(order.id, 'SHIPPED', {
        carrier: 'UPS',
        trackingNumber: '1Z',
        trackingUrl: '',
      })
      .expect(200);
    expect(first.body.order).toMatchObject({ status: 'SHIPPED', carrier: 'UPS', trackingNumber: '1Z' });
    expect(first.body.order.trackingUrl).toMatch(/ups\.com.*1Z$/);
    const same = await desk.setStatus(order.id, 'SHIPPED').expect(200);
    expect(same.body.order).toEqual(first.body.order);
    const fixed = await desk.setStatus(order.id, 'SHIPPED', { trackingNumber: '2Z' }).expect(200);
    expect(fixed.body.order.trackingUrl).toMatch(/ups\.com.*2Z$/);
    const linked = await desk.setStatus(order.id, 'SHIPPED', { trackingUrl: 'https://suivi.example/2Z' }).expect(200);
    expect(linked.body.order).toMatchObject({ trackingNumber: '2Z', trackingUrl: 'https://suivi.example/2Z' });
    expect(await desk.eventsOf(order.id)).toEqual(expect.arrayContaining(['STATUS_UPDATED', 'SHIPPED']));
    expect(await desk.eventsOf(order.id)).toHaveLength(2);
    expect(await desk.mailsOf(order.id)).toEqual(['order.shipped']);
  });

  it('notes that an order was looked at', async () => {
    const order = await createOrder(shop, { status: 'DELIVERED', needsReview: true });
    await desk.setStatus(order.id, 'DELIVERED').expect(200);
    expect(await shop.prisma.order.findUnique({ where: { id: order.id } })).toMatchObject({ needsReview: true });
    const { body } = await desk.setStatus(order.id, 'DELIVERED', { needsReview: false }).expect(200);
    expect(body.order.needsReview).toBe(false);
    expect(await desk.eventsOf(order.id)).toEqual([]);
  });

  it.each<[OrderStatus, OrderStatus]>([
    ['CONFIRMED', 'PENDING'],
    ['SHIPPED', 'CONFIRMED'],
    ['SHIPPED', 'CANCELLED'],
    ['DELIVERED', 'SHIPPED'],
    ['CANCELLED', 'REFUNDED'],
    ['REFUNDED', 'CONFIRMED'],
  ])('answers 409 from %s to %s and leaves the order', async (from, to) => {
    const order = await createOrder(shop, { status: from });
    expect((await desk.setStatus(order.id, to).expect(409)).body.code).toBe('INVALID_STATUS_TRANSITION');
    expect(await shop.prisma.order.findUnique({ where: { id: order.id } })).toMatchObject({
      status: from,
      refundedCents: 0,
      updatedAt: order.updatedAt,
    });
    expect(await desk.eventsOf(order.id)).toEqual([]);
  });

  it('answers 400 to wrong fields and 404 for no order', async () => {
    const { id } = await createOrder(shop);
    for (const wrong of [
      { status: 'LOST' },
      { status: 'SHIPPED', carrier: 'PIGEON' },
      { status: 'SHIPPED', trackingUrl: 'ftp://suivi.example' },
      { status: 'SHIPPED', trackingNumber: 'x'.repeat(121) },
      { status: 'SHIPPED', needsReview: 'false' },
      {},
    ]) {
      const { body } = await shop.http.patch(`/api/admin/orders/${id}/status`).set(admin.auth).send(wrong).expect(400);
      expect(body.code).toBe('VALIDATION_ERROR');
    }
    for (const to of ['SHIPPED', 'CANCELLED'] as const) {
      expect((await desk.setStatus('unknown', to).expect(404)).body.code).toBe('ORDER_NOT_FOUND');
      await desk.setStatus('not%20an%20id', to).expect(404);
    }
  });
});

describe('GET /admin/stats/orders', () => {
  it('counts by status, and sums up what was earned', async () => {
    const before = (await desk.get('stats/orders')).body.stats;
    const [kept, part] = [await createOrder(shop), await createOrder(shop, { status: 'SHIPPED', refundedCents: 100 })];
    for (const status of ['PENDING', 'CANCELLED', 'REFUNDED'] as const) await createOrder(shop, { status });
    const { stats } = (await desk.get('stats/orders')).body;
    expect(stats.total - before.total).toBe(5);
    expect(Object.keys(stats.byStatus as object)).toEqual([
      'pending',
      'confirmed',
      'shipped',
      'delivered',
      'cancelled',
      'refunded',
    ]);
    expect(stats.byStatus.shipped - before.byStatus.shipped).toBe(1);
    expect(stats.totalRevenue - before.totalRevenue).toBe(kept.totalCents + part.totalCents - 100);
  });
});
