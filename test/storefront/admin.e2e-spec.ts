import { DateTime } from 'luxon';
import sharp from 'sharp';
import { buyOrder, type PaidOrder } from '../factories/paid-order.js';
import { createAdmin, createUser, type TestUser } from '../factories/user.js';
import { startApp, type RunningApp } from '../support/start-app.js';
import * as READS from './reads.js';
import { expectReads } from './reads.js';
import { expired, payOnPage, Visitor } from './visitor.js';

/*
 * The storefront's administration, page by page. Numbers in brackets are those of the storefront's requirements,
 * section 2 of its contract.
 */

interface Variant {
  id: string;
  stock: number;
  stockAtRead: number;
}
interface Product {
  id: string;
  name: string;
  variants: Variant[];
  images: object[];
}

describe('an administrator at the storefront', () => {
  let shop: RunningApp;
  let account: TestUser;
  let buyer: TestUser;
  let admin: Visitor;
  let orders: PaidOrder[];
  beforeAll(async () => {
    shop = await startApp({ RATE_LIMIT_ENABLED: 'true' });
    [account, buyer] = [await createAdmin(shop), await createUser(shop)];
    orders = [await buyOrder(shop, { user: buyer }), await buyOrder(shop), await buyOrder(shop, { user: buyer })];
    admin = new Visitor(shop);
    expect((await admin.logIn(account.email, account.password)).body.user.isAdmin).toBe(true);
  });
  afterAll(() => shop.close());

  it('is asked for at each page, and a customer is told so', async () => {
    const customer = new Visitor(shop);
    await customer.logIn(buyer.email, buyer.password);
    for (const page of [
      'dashboard',
      'orders',
      'products',
      'users',
      'inventory',
      'promos',
      'reviews',
      'reports/sales',
    ]) {
      expect(await customer.refusal('GET', `/admin/${page}`)).toBe('403 ADMIN_ACCESS_REQUIRED');
    }
    expect(await admin.load()).toMatchObject({ isAdmin: true });
  });

  it('dashboard [1]', async () => {
    const body = await admin.ok('GET', '/admin/dashboard');
    expectReads(body, READS.DASHBOARD);
    expect(body.stats.orders.total).toBe(3);
    expect(body.recentOrders).toHaveLength(3);
    expect(body.recentOrders[1].user).toBeNull();
  });

  it('orders: all at once, by search and by state; shipped without a note, delivered [1, 4, 5]', async () => {
    const list = await admin.ok('GET', '/admin/orders');
    expectReads(list.orders, [READS.ADMIN_ORDER]);
    expect(list.pagination).toEqual({ page: 1, limit: 1000, total: 3, pages: 1 });
    const [first, guests] = orders as [PaidOrder, PaidOrder];
    const found = async (query: string) =>
      ((await admin.ok('GET', `/admin/orders?${query}`)).orders as { id: string }[]).map(({ id }) => id);
    expect(await found('status=all&search=')).toHaveLength(3);
    expect(await found('status=SHIPPED')).toEqual([]);
    expect(await found(`search=${buyer.username.toUpperCase()}`)).toHaveLength(2);
    expect(await found(`search=${guests.orderNumber.toLowerCase()}`)).toEqual([guests.id]);

    const parcel = { carrier: 'MONDIAL_RELAY', trackingNumber: '', note: '' };
    expect(await admin.refusal('POST', `/admin/orders/${first.id}/ship`, parcel)).toBe('400 VALIDATION_ERROR');
    const shipped = await admin.ok('POST', `/admin/orders/${first.id}/ship`, { ...parcel, trackingNumber: 'MR 1' });
    expectReads(shipped.order, READS.ADMIN_ORDER);
    const trackingUrl = 'https://www.17track.net/fr/track#nums=MR%201';
    expect(shipped.order).toMatchObject({ status: 'SHIPPED', fulfillmentStatus: 'SHIPPED', trackingUrl });
    const delivered = await admin.ok('POST', `/admin/orders/${first.id}/deliver`);
    expectReads(delivered.order, READS.ADMIN_ORDER);
    expect(delivered.order.status).toBe('DELIVERED');
    expect(await found('status=DELIVERED')).toEqual([first.id]);
  });

  it('orders: a state by hand, a cancellation included, and what can’t be [1]', async () => {
    const [first, guests] = orders as [PaidOrder, PaidOrder];
    const set = (id: string, status: string) => ({ path: `/admin/orders/${id}/status`, body: { status } });
    const cancel = set(guests.id, 'CANCELLED');
    const { order } = await admin.ok('PATCH', cancel.path, cancel.body);
    expectReads(order, READS.ADMIN_ORDER);
    expect(order).toMatchObject({ status: 'CANCELLED', user: null });
    const back = set(first.id, 'CONFIRMED');
    expect(await admin.refusal('PATCH', back.path, back.body)).toBe('409 INVALID_STATUS_TRANSITION');
  });

  let made: Product;

  it('products: pictures are uploaded and shown, a new product has empty fields [5, 9]', async () => {
    const contents = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#b91c1c' } })
      .png()
      .toBuffer();
    const { images } = (
      await admin.send('POST', '/admin/upload', {
        images: [
          [contents, 'carte.png'],
          [contents, '../é.gif'],
        ],
      })
    ).body;
    expect(images).toHaveLength(2);
    expectReads(images, [{ url: 's' }]);
    const picture = await shop.http.get(images[0].url).expect(200);
    expect(picture.headers).toMatchObject({
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    const lie = await admin.send('POST', '/admin/upload', { images: [[Buffer.from('<svg/>'), 'carte.png']] });
    expect(lie).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_IMAGE_TYPE', error: expect.any(String) } });

    const variant = {
      name: 'Standard',
      language: '',
      edition: '',
      priceCents: 1999,
      stock: 5,
      sku: '',
      isActive: true,
    };
    const form = {
      ...{ name: 'Coffret', slug: 'coffret', category: 'Pokémon', description: '' },
      images: (images as { url: string }[]).map(({ url }) => ({ url, altText: '' })),
      variants: [variant, { ...variant, name: 'Anglais', language: 'EN' }],
    };
    expect(await admin.refusal('POST', '/admin/products', { ...form, slug: 'É' })).toBe('400 VALIDATION_ERROR');
    const { product } = await admin.ok('POST', '/admin/products', form);
    expectReads(product, READS.ADMIN_PRODUCT);
    expect(product).toMatchObject({
      description: null,
      images: [{ altText: null }, {}],
      variants: [{ sku: null }, {}],
    });
    expect(await admin.refusal('POST', '/admin/products', form)).toBe('409 SLUG_ALREADY_EXISTS');
    made = product as Product;
  });

  it('products: the form sends everything back as received, and undoes no sale made meanwhile [4, 5, 6]', async () => {
    const { products, pagination } = await admin.ok('GET', '/admin/products');
    expectReads(products, [READS.ADMIN_PRODUCT]);
    expect(pagination).toMatchObject({ limit: 1000, pages: 1 });
    const open = (products as Product[]).find(({ id }) => id === made.id)!;
    const [standard, english] = open.variants as [Variant, Variant];
    const { id: variantId } = standard;
    const cart = { items: [{ variantId, quantity: 2 }] };
    const customer = new Visitor(shop);
    customer.accessToken = buyer.token;
    const { url } = await customer.ok('POST', '/checkout/create-session', cart);
    await payOnPage(shop, url as string);

    const form = { ...open, name: 'Coffret 151', variants: [{ ...standard, stock: standard.stock + 10 }, english] };
    const { product } = await admin.ok('PUT', `/admin/products/${made.id}`, form);
    expectReads(product, READS.ADMIN_PRODUCT);
    const stocks = (product.variants as Variant[]).map(({ id, stock, stockAtRead }) => ({ id, stock, stockAtRead }));
    expect(stocks).toEqual([
      { id: standard.id, stock: 13, stockAtRead: 13 },
      { id: english.id, stock: 5, stockAtRead: 5 },
    ]);
    expect(product.images).toMatchObject(open.images.map(() => ({ url: expect.stringMatching(/^\/uploads\//) })));
    const tooLate = { ...form, variants: [{ ...standard, stock: 0, stockAtRead: 100 }, english] };
    expect(await admin.refusal('PUT', `/admin/products/${made.id}`, tooLate)).toBe('409 STALE_STOCK');
    expect((await admin.read('/products/coffret')).product).toMatchObject({
      name: 'Coffret 151',
      variants: [{ stock: 13 }, {}],
    });
    expect(await admin.refusal('DELETE', `/admin/products/${made.id}`)).toBe('400 PRODUCT_HAS_ORDERS');
  });

  it('inventory: least first, its figures, and a count [4, 15]', async () => {
    const body = await admin.ok('GET', '/admin/inventory?lowStockThreshold=10');
    expectReads(body, READS.INVENTORY);
    expect(body.stats).toEqual({ total: body.variants.length, lowStock: body.lowStock.length, outOfStock: 0 });
    const { variant } = await admin.ok('PATCH', `/admin/inventory/${made.variants[1]!.id}`, { stock: 0 });
    expect(variant).toMatchObject({ stock: 0, product: { id: made.id } });
    const after = await admin.ok('GET', '/admin/inventory');
    expect(after.variants[0]).toMatchObject({ id: variant.id, product: { images: [{}] } });
    expect(after.stats.outOfStock).toBe(1);
  });

  it('promos: amounts with float noise, midnights, the code sent back; the last day counts [5, 6, 7, 8]', async () => {
    const form = {
      ...{ code: 'noel', type: 'FIXED', value: 4.35 * 100, minPurchase: 19.99 * 100 },
      ...{ maxDiscount: null, usageLimit: null, isActive: true },
      ...{ validFrom: '2026-01-01T00:00:00.000Z', validUntil: '2030-12-31T00:00:00.000Z' },
    };
    expect(Number.isInteger(form.value)).toBe(false);
    const { promo } = await admin.ok('POST', '/admin/promos', form);
    expectReads(promo, READS.PROMO);
    expect(promo).toMatchObject({
      code: 'NOEL',
      value: 435,
      minPurchase: 1999,
      validUntil: '2030-12-31T23:59:59.999Z',
    });
    expect(await admin.refusal('POST', '/admin/promos', form)).toBe('409 PROMO_ALREADY_EXISTS');
    const list = await admin.ok('GET', '/admin/promos?active=');
    expectReads(list.promos, [READS.PROMO]);
    const edited = { ...list.promos[0], value: 10, type: 'PERCENTAGE', minPurchase: null, isActive: false };
    const { promo: changed } = await admin.ok('PUT', `/admin/promos/${promo.id}`, edited);
    expect(changed).toMatchObject({ code: 'NOEL', value: 10, minPurchase: null, validUntil: promo.validUntil });
    const wrong = { ...edited, value: 300 };
    expect(await admin.refusal('PUT', `/admin/promos/${promo.id}`, wrong)).toBe('400 VALIDATION_ERROR');
    await admin.ok('DELETE', `/admin/promos/${promo.id}`);
    expect((await admin.ok('GET', '/admin/promos?active=true')).promos).toEqual([]);
  });

  it('users, by role and search, with their orders [4, 15]', async () => {
    const { users, pagination } = await admin.ok('GET', '/admin/users');
    expectReads(users, [READS.ADMIN_USER]);
    expect(pagination).toMatchObject({ limit: 1000, total: 2 });
    const found = await admin.ok('GET', `/admin/users?role=user&search=${buyer.email}`);
    expect(found.users).toMatchObject([{ id: buyer.id, _count: { orders: 3 } }]);
    expect((await admin.ok('GET', '/admin/users?role=&search=')).users).toHaveLength(2);
  });

  it('reviews: the tab of all sends an empty status, and there may be none [5, 15]', async () => {
    for (const status of ['', 'pending', 'approved']) {
      expect((await admin.ok('GET', `/admin/reviews?status=${status}`)).reviews).toEqual([]);
    }
  });

  it('sales: the report answers for every choice of the page [14]', async () => {
    const today = DateTime.now().setZone('Europe/Paris');
    const year = `&startDate=${today.startOf('year').toISODate()}&endDate=${today.toISODate()}`;
    const { total } = await admin.ok('GET', '/admin/reports/sales');
    for (const groupBy of ['day', 'week', 'month']) {
      for (const range of ['', year, '&startDate=&endDate=']) {
        const body = await admin.ok('GET', `/admin/reports/sales?groupBy=${groupBy}${range}`);
        expectReads(body, READS.SALES);
        expect(body.total).toEqual(total);
      }
    }
    expect(total).toMatchObject({ orders: 3, items: 6 });
  });

  it('an old token is refused with a sentence, and renewed when the page is loaded; nobody else is let in [19]', async () => {
    admin.accessToken = expired(shop, admin.accessToken!);
    expect(await admin.refusal('GET', '/admin/orders')).toBe('401 INVALID_TOKEN');
    await admin.load();
    await admin.ok('GET', '/admin/orders');
    await shop.prisma.user.update({ where: { id: account.id }, data: { isAdmin: false } });
    expect(await admin.refusal('GET', '/admin/orders')).toBe('403 ADMIN_ACCESS_REQUIRED');
    expect(await admin.load()).toMatchObject({ isAdmin: false });
  });
});
