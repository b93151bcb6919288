import { JobsService } from '../src/jobs/jobs.service.js';
import { openSession, cartOf } from './factories/cart.js';
import { createOrder } from './factories/order.js';
import { createProduct, createVariant } from './factories/product.js';
import { createUser, type TestUser } from './factories/user.js';
import { readMailFile } from './support/mail-files.js';
import { readMail } from './support/read-mail.js';
import { paySession, stripeFor } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
beforeAll(async () => {
  shop = await startApp();
});
afterAll(() => shop.close());

describe('GET /users/orders', () => {
  it('lists the account’s own orders, newest first, in pages and by status', async () => {
    const user = await createUser(shop);
    for (let order = 0; order < 2; order++) {
      const { sessionId } = await openSession(shop, { user });
      await paySession(shop, sessionId);
    }

    const { body } = await shop.http.get('/api/users/orders').set(user.auth).expect(200);
    expect(body.pagination).toEqual({ page: 1, limit: 200, total: 2, pages: 1 });
    const created = body.orders.map((order: { createdAt: string }) => order.createdAt);
    expect(created).toEqual([...created].sort().reverse());
    expect(body.orders[0].items).toHaveLength(1);
    const page = await shop.http.get('/api/users/orders?limit=1&page=2&status=CONFIRMED').set(user.auth).expect(200);
    expect(page.body.orders).toEqual([body.orders[1]]);
    const none = await shop.http.get('/api/users/orders?status=SHIPPED').set(user.auth).expect(200);
    expect(none.body.orders).toEqual([]);
    await shop.http.get('/api/users/orders?status=').set(user.auth).expect(200);
    await shop.http.get('/api/users/orders?status=LOST').set(user.auth).expect(400);
    await shop.http.get('/api/users/orders?limit=501').set(user.auth).expect(400);
    await shop.http.get('/api/users/orders').expect(401);
  });

  it('GET /users/orders/:orderId answers the user’s own order, and 404 ORDER_NOT_FOUND for another user’s order or an unknown id', async () => {
    const [owner, stranger] = [await createUser(shop), await createUser(shop)];
    const { sessionId } = await openSession(shop, { user: owner });
    await paySession(shop, sessionId);
    const order = await shop.prisma.order.findUnique({ where: { stripeSessionId: sessionId } });
    const path = `/api/users/orders/${order?.id}`;
    const { body } = await shop.http.get(path).set(owner.auth).expect(200);
    expect(body.order).toMatchObject({ id: order?.id, orderNumber: order?.orderNumber, totalCents: order?.totalCents });
    expect(body.order).not.toHaveProperty('stripeSessionId');
    for (const answer of [
      await shop.http.get(path).set(stranger.auth).expect(404),
      await shop.http.get('/api/users/orders/unknown').set(owner.auth).expect(404),
      await shop.http.get('/api/users/orders/not%20an%20id').set(owner.auth).expect(404),
    ]) {
      expect(answer.body.code).toBe('ORDER_NOT_FOUND');
    }
  });
});

const FRENCH = { name: 'Standard', language: 'Français', edition: '1re édition', sku: 'DRACAUFEU-FR' };
const ENGLISH = { name: 'Standard', language: 'Anglais', edition: null, sku: 'DRACAUFEU-EN' };
const JAPANESE = { name: 'Holo', language: 'Japonais', edition: null, sku: null };
const PLAIN = { name: 'Standard', language: null, edition: null, sku: null };
const LABELS = ['Français • 1re édition', 'Anglais', 'Holo • Japonais', null];

describe('the lines of an order', () => {
  let buyer: TestUser;
  let admin: TestUser;
  let sessionId: string;
  let orderId: string;
  beforeAll(async () => {
    [buyer, admin] = [await createUser(shop), await createUser(shop, { isAdmin: true })];
    const { id: productId } = await createProduct(shop.prisma, { name: 'Dracaufeu' });
    const items = [];
    for (const variant of [FRENCH, ENGLISH, JAPANESE, PLAIN]) {
      const { id } = await createVariant(shop.prisma, { productId, ...variant });
      items.push({ variantId: id, quantity: 1 });
    }
    const opened = await shop.http.post('/api/checkout/create-session').set(buyer.auth).send(cartOf(items)).expect(201);
    sessionId = opened.body.sessionId as string;
    await paySession(shop, sessionId);
    const verified = await shop.http.get(`/api/checkout/verify-session/${sessionId}`).expect(200);
    orderId = verified.body.orderId as string;
  });

  const whole = [FRENCH, ENGLISH, JAPANESE, PLAIN].map(({ language, edition, sku }, index) => ({
    productName: 'Dracaufeu',
    variantName: LABELS[index],
    language,
    edition,
    sku,
  }));

  it.each([
    ['GET /users/orders', '/api/users/orders', (body: Orders) => body.orders[0], 'buyer'],
    ['GET /users/orders/:orderId', '/api/users/orders/ID', (body: Orders) => body.order, 'buyer'],
    ['GET /orders/:orderId', '/api/orders/ID', (body: Orders) => body.order, 'buyer'],
    ['GET /admin/orders', '/api/admin/orders', (body: Orders) => body.orders[0], 'admin'],
    ['GET /admin/orders/:orderId', '/api/admin/orders/ID', (body: Orders) => body.order, 'admin'],
    ['GET /admin/dashboard', '/api/admin/dashboard', (body: Orders) => body.recentOrders[0], 'admin'],
  ] as const)('%s › answers variant, language, edition and SKU of each line', async (_, path, orderOf, who) => {
    const { auth } = who === 'admin' ? admin : buyer;
    const { body } = await shop.http.get(path.replace('ID', orderId)).set(auth).expect(200);
    expect(orderOf(body as Orders)!.items).toMatchObject(whole);
  });

  it('the mail, its tracking link and the export of personal data tell the variants apart', async () => {
    const mail = await mailOf('order.paid');
    expect(mail).toContain('Dracaufeu (Français • 1re édition), réf. DRACAUFEU-FR × 1');
    expect(mail).toContain('Dracaufeu (Anglais), réf. DRACAUFEU-EN × 1');
    expect(mail).toContain('Dracaufeu (Holo • Japonais) × 1');
    expect(mail).toContain('Dracaufeu × 1');
    expect(mail).not.toContain('Standard');

    const exported = await shop.http.get('/api/gdpr/export').set(buyer.auth).expect(200);
    expect(exported.body.orders).toMatchObject([{ items: whole }]);
    const token = /order-tracking\/[\w-]+\?token=(\S+)/.exec(await shippedMail())![1]!;
    const tracked = await shop.http.get(`/api/orders/${orderId}`).query({ token }).expect(200);
    expect(tracked.body.order).toMatchObject({ items: whole });
  });

  it('Stripe’s page shows the same name for each line', async () => {
    const { data } = await listLineItems();
    expect(data.slice(0, 4).map(({ description }) => description)).toEqual(
      LABELS.map((label) => (label ? `Dracaufeu • ${label}` : 'Dracaufeu')),
    );
  });

  it('a line keeps its name when the variant is renamed afterwards', async () => {
    await shop.prisma.variant.updateMany({ where: { sku: FRENCH.sku }, data: { language: 'Allemand', edition: null } });
    const { body } = await shop.http.get(`/api/users/orders/${orderId}`).set(buyer.auth).expect(200);
    expect(body.order.items[0]).toMatchObject(whole[0]!);
  });

  it('an order of an earlier version stays as it was written', async () => {
    const old = await createOrder(shop, { userId: buyer.id, lines: [{ variantName: 'Standard' }] });
    const { body } = await shop.http.get(`/api/users/orders/${old.id}`).set(buyer.auth).expect(200);
    expect(body.order.items).toMatchObject([{ variantName: 'Standard', language: null, edition: null, sku: null }]);
  });

  async function shippedMail(): Promise<string> {
    const parcel = { carrier: 'COLISSIMO', trackingNumber: '6A12345678901' };
    await shop.http.post(`/api/admin/orders/${orderId}/ship`).set(admin.auth).send(parcel).expect(200);
    return mailOf('order.shipped');
  }

  async function mailOf(kind: string): Promise<string> {
    await shop.app.get(JobsService).run('outbox');
    const { id } = await shop.prisma.outboxMail.findFirstOrThrow({ where: { subjectId: orderId, kind } });
    return readMail(readMailFile(shop, id)).text;
  }

  function listLineItems() {
    return stripeFor(shop).checkout.sessions.listLineItems(sessionId);
  }
});

interface Line {
  items: unknown[];
}

interface Orders {
  order?: Line;
  orders: Line[];
  recentOrders: Line[];
}
