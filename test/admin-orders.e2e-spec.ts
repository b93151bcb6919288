import type { OrderStatus } from '../src/generated/sqlite/client.js';
import { createOrder } from './factories/order.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
let admin: TestUser;
beforeAll(async () => {
  shop = await startApp();
  admin = await createAdmin(shop);
});
afterAll(() => shop.close());

const get = (path: string, status = 200) => shop.http.get(`/api/admin/${path}`).set(admin.auth).expect(status);
const ship = (id: string, body: object = {}) =>
  shop.http
    .post(`/api/admin/orders/${id}/ship`)
    .set(admin.auth)
    .send({ carrier: 'COLISSIMO', trackingNumber: '6A1', note: '', ...body });
const deliver = (id: string, body: object = {}) =>
  shop.http.post(`/api/admin/orders/${id}/deliver`).set(admin.auth).send(body);
const setStatus = (id: string, status: OrderStatus, body: object = {}) =>
  shop.http
    .patch(`/api/admin/orders/${id}/status`)
    .set(admin.auth)
    .send({ status, ...body });
const eventsOf = async (orderId: string) => {
  const events = await shop.prisma.orderEvent.findMany({ where: { orderId }, orderBy: { createdAt: 'asc' } });
  return events.map(({ type }) => type).filter((type) => type !== 'CREATED' && type !== 'PAID');
};
const mailsOf = async (subjectId: string) =>
  (await shop.prisma.outboxMail.findMany({ where: { subjectId } })).map(({ kind }) => kind).sort();

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
    const { body } = await get('orders');
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
    const ids = async (query: string) => (await get(`orders?${query}`)).body.orders.map(({ id }: { id: string }) => id);
    expect(await ids('limit=1&page=2')).toEqual([first.id]);
    expect(await ids('status=DELIVERED')).toEqual([second.id]);
    expect(await ids('status=all')).toHaveLength(body.pagination.total as number);
    expect(await ids('status=&search=')).toHaveLength(body.pagination.total as number);
    for (const wrong of ['status=LOST', 'limit=1001', 'page=0', 'search=a&search=b', 'status[]=PENDING']) {
      expect((await get(`orders?${wrong}`, 400)).body.code).toBe('VALIDATION_ERROR');
    }
  });

  it('finds by order number, e-mail and username, whatever their case, and takes % and _ literally', async () => {
    const user = await createUser(shop, { username: 'Ondine_25' });
    const order = await createOrder(shop, { userId: user.id, status: 'SHIPPED' });
    const found = async (search: string, more = '') => {
      const { body } = await get(`orders?search=${encodeURIComponent(search)}${more}`);
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
  });
});

describe('GET /admin/orders/:orderId', () => {
  it('shows one with its history, and 404 ORDER_NOT_FOUND for none', async () => {
    const order = await createOrder(shop);
    const { body } = await get(`orders/${order.id}`);
    expect(body.order.events.map(({ type }: { type: string }) => type)).toEqual(['CREATED', 'PAID']);
    for (const path of ['orders/unknown', 'orders/not%20an%20id', 'orders/unknown/refunds']) {
      expect((await get(path, 404)).body.code).toBe('ORDER_NOT_FOUND');
    }
  });
});

describe('POST /admin/orders/:orderId/ship', () => {
  it('ships once: 200, parcel and link kept, one event, one mail; again: 200 and nothing new', async () => {
    const order = await createOrder(shop);
    const { body } = await ship(order.id, { note: 'Bonne réception' }).expect(200);
    expect(body.order).toMatchObject({
      status: 'SHIPPED',
      fulfillmentStatus: 'SHIPPED',
      carrier: 'COLISSIMO',
      trackingNumber: '6A1',
      trackingUrl: 'https://www.laposte.fr/outils/suivre-vos-envois?code=6A1',
      shippedAt: expect.any(String),
    });
    const again = await ship(order.id, { carrier: 'UPS', trackingNumber: '1Z' }).expect(200);
    expect(again.body.order).toEqual(body.order);
    expect(await eventsOf(order.id)).toEqual(['SHIPPED']);
    expect(await mailsOf(order.id)).toEqual(['order.shipped']);
    const [event] = await shop.prisma.orderEvent.findMany({ where: { orderId: order.id, type: 'SHIPPED' } });
    expect(event).toMatchObject({ message: 'Bonne réception', createdBy: admin.id });
    const changes = await shop.prisma.adminChange.findMany({ where: { subjectId: order.id } });
    expect(changes).toMatchObject([{ adminId: admin.id, action: 'order.shipped' }]);
  });

  it('fills in a missing number of a parcel that is on its way', async () => {
    const order = await createOrder(shop, { status: 'SHIPPED', shippedAt: new Date('2026-01-01') });
    const { body } = await ship(order.id, { carrier: 'DHL', trackingNumber: 'JD 1' }).expect(200);
    expect(body.order).toMatchObject({ carrier: 'DHL', trackingNumber: 'JD 1', shippedAt: '2026-01-01T00:00:00.000Z' });
    expect(body.order.trackingUrl).toMatch(/JD%201$/);
    expect([await eventsOf(order.id), await mailsOf(order.id)]).toEqual([[], []]);
  });

  it('ten at once: one SHIPPED event, one mail, one entry of who did it', async () => {
    const order = await createOrder(shop);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => ship(order.id, { trackingNumber: `N${i}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await eventsOf(order.id)).toEqual(['SHIPPED']);
    expect(await mailsOf(order.id)).toEqual(['order.shipped']);
    expect(await shop.prisma.adminChange.count({ where: { subjectId: order.id } })).toBe(1);
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
    const { body } = await ship(order.id, wrong).expect(400);
    expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
    expect(await eventsOf(order.id)).toEqual([]);
  });

  it.each(['PENDING', 'CANCELLED', 'REFUNDED'] as const)('answers 409 for a %s order and leaves it', async (status) => {
    const order = await createOrder(shop, { status });
    const { body } = await ship(order.id).expect(409);
    expect(body.code).toBe('INVALID_STATUS_TRANSITION');
    expect(await shop.prisma.order.findUnique({ where: { id: order.id } })).toMatchObject({ status, carrier: null });
    expect(await mailsOf(order.id)).toEqual([]);
    await ship('unknown').expect(404);
  });

  it('answers 409 for an order whose money is on its way back', async () => {
    const { id, totalCents } = await createOrder(shop);
    await shop.prisma.order.update({ where: { id }, data: { refundedCents: totalCents } });
    await ship(id).expect(409);
    await deliver(id).expect(409);
    await setStatus(id, 'SHIPPED').expect(409);
    expect(await eventsOf(id)).toEqual([]);
  });
});

describe('POST /admin/orders/:orderId/deliver', () => {
  it('delivers what was shipped, or handed over, once', async () => {
    const shipped = await createOrder(shop, { status: 'SHIPPED', shippedAt: new Date('2026-01-01') });
    const { body } = await deliver(shipped.id, { note: '' }).expect(200);
    expect(body.order).toMatchObject({
      status: 'DELIVERED',
      fulfillmentStatus: 'DELIVERED',
      shippedAt: '2026-01-01T00:00:00.000Z',
      deliveredAt: expect.any(String),
    });
    expect((await deliver(shipped.id).expect(200)).body.order).toEqual(body.order);
    expect((await ship(shipped.id).expect(200)).body.order).toMatchObject({
      status: 'DELIVERED',
      trackingNumber: '6A1',
    });
    expect(await eventsOf(shipped.id)).toEqual(['DELIVERED']);
    expect(await mailsOf(shipped.id)).toEqual(['order.delivered']);
    await deliver((await createOrder(shop)).id).expect(200);
    await deliver((await createOrder(shop, { status: 'PENDING' })).id).expect(409);
    await deliver('unknown').expect(404);
    await deliver(shipped.id, { note: 5 }).expect(400);
  });
});

describe('PATCH /admin/orders/:orderId/status', () => {
  it('confirms an order under review, which is done with it', async () => {
    const order = await createOrder(shop, { status: 'PENDING', needsReview: true, reviewNote: 'Montant' });
    await setStatus(order.id, 'PENDING', { needsReview: false }).expect(200);
    const { body } = await setStatus(order.id, 'CONFIRMED').expect(200);
    expect(body.order).toMatchObject({ status: 'CONFIRMED', fulfillmentStatus: 'PAID', needsReview: false });
    expect(await eventsOf(order.id)).toEqual(['STATUS_UPDATED']);
    expect(await mailsOf(order.id)).toEqual([]);
  });

  it('ships with a parcel, then corrects it without event or mail; the same again changes nothing', async () => {
    const order = await createOrder(shop);
    const first = await setStatus(order.id, 'SHIPPED', {
      carrier: 'UPS',
      trackingNumber: '1Z',
      trackingUrl: '',
    }).expect(200);
    expect(first.body.order).toMatchObject({ status: 'SHIPPED', carrier: 'UPS', trackingNumber: '1Z' });
    expect(first.body.order.trackingUrl).toMatch(/ups\.com.*1Z$/);
    const same = await setStatus(order.id, 'SHIPPED').expect(200);
    expect(same.body.order).toEqual(first.body.order);
    const fixed = await setStatus(order.id, 'SHIPPED', { trackingNumber: '2Z' }).expect(200);
    expect(fixed.body.order.trackingUrl).toMatch(/ups\.com.*2Z$/);
    const linked = await setStatus(order.id, 'SHIPPED', { trackingUrl: 'https://suivi.example/2Z' }).expect(200);
    expect(linked.body.order).toMatchObject({ trackingNumber: '2Z', trackingUrl: 'https://suivi.example/2Z' });
    expect(await eventsOf(order.id)).toEqual(expect.arrayContaining(['STATUS_UPDATED', 'SHIPPED']));
    expect(await eventsOf(order.id)).toHaveLength(2);
    expect(await mailsOf(order.id)).toEqual(['order.shipped']);
  });

  it('notes that an order was looked at', async () => {
    const order = await createOrder(shop, { status: 'DELIVERED', needsReview: true });
    await setStatus(order.id, 'DELIVERED').expect(200);
    expect(await shop.prisma.order.findUnique({ where: { id: order.id } })).toMatchObject({ needsReview: true });
    const { body } = await setStatus(order.id, 'DELIVERED', { needsReview: false }).expect(200);
    expect(body.order.needsReview).toBe(false);
    expect(await eventsOf(order.id)).toEqual([]);
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
    expect((await setStatus(order.id, to).expect(409)).body.code).toBe('INVALID_STATUS_TRANSITION');
    expect(await shop.prisma.order.findUnique({ where: { id: order.id } })).toMatchObject({
      status: from,
      refundedCents: 0,
      updatedAt: order.updatedAt,
    });
    expect(await eventsOf(order.id)).toEqual([]);
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
      expect((await setStatus('unknown', to).expect(404)).body.code).toBe('ORDER_NOT_FOUND');
      await setStatus('not%20an%20id', to).expect(404);
    }
  });
});

describe('GET /admin/stats/orders', () => {
  it('counts by status, and sums up what was earned', async () => {
    const before = (await get('stats/orders')).body.stats;
    const [kept, part] = [await createOrder(shop), await createOrder(shop, { status: 'SHIPPED', refundedCents: 100 })];
    for (const status of ['PENDING', 'CANCELLED', 'REFUNDED'] as const) await createOrder(shop, { status });
    const { stats } = (await get('stats/orders')).body;
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
