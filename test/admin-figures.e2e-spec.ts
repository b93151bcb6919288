import type { Variant } from '../src/generated/sqlite/client.js';
import { createOrder } from './factories/order.js';
import { createVariant } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { differences } from './support/declared-answers.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
let admin: TestUser;
let buyer: TestUser;
let variant: Variant;
beforeAll(async () => {
  shop = await startApp();
  [admin, buyer] = [await createAdmin(shop), await createUser(shop)];
  variant = await createVariant(shop.prisma, { stock: 1000, priceCents: 1000 });
});
afterAll(() => shop.close());
afterEach(() => shop.prisma.order.deleteMany());

const get = async (path: string, status = 200) => (await shop.http.get(path).set(admin.auth).expect(status)).body;

type Sold = { quantity?: number } & Pick<
  NonNullable<Parameters<typeof createOrder>[1]>,
  'status' | 'userId' | 'refundedCents'
>;

/** 7,90 € of shipping come on top. */
const order = (createdAt: string, { quantity = 1, ...rest }: Sold = {}) =>
  createOrder(shop, { createdAt: new Date(createdAt), lines: [{ variant, quantity }], ...rest });

describe('GET /api/admin/dashboard', () => {
  const dashboard = () => get('/api/admin/dashboard');

  it('answers 200 for an empty shop as well', async () => {
    const body = await dashboard();
    expect(body).toEqual({
      stats: {
        orders: { total: 0, pending: 0 },
        users: { total: 1 },
        products: { total: 1, lowStock: 0 },
        revenue: { total: 0 },
      },
      recentOrders: [],
      topProducts: [],
    });
  });

  it('counts revenue and units of what is confirmed, shipped or delivered, less what went back', async () => {
    await order('2026-11-01T10:00:00Z', { quantity: 2, userId: buyer.id });
    await order('2026-11-02T10:00:00Z', { status: 'SHIPPED', refundedCents: 90 });
    await order('2026-11-03T10:00:00Z', { status: 'DELIVERED' });
    for (const status of ['PENDING', 'CANCELLED', 'REFUNDED'] as const) {
      await order('2026-11-04T10:00:00Z', { status, quantity: 50 });
    }
    const body = await dashboard();
    expect(body.stats.orders).toEqual({ total: 6, pending: 1 });
    expect(body.stats.revenue).toEqual({ total: 2790 + 1700 + 1790 });
    const { stats } = await get('/api/admin/stats/orders');
    expect(stats.totalRevenue).toBe(body.stats.revenue.total);
    expect(body.topProducts).toMatchObject([{ product: { id: variant.productId }, totalSold: 4 }]);
    expect(body.topProducts[0].product.variants[0]).toMatchObject({ id: variant.id, stockAtRead: expect.any(Number) });
    expect(body.recentOrders).toHaveLength(5);
    expect(differences('GET /api/admin/dashboard', 200, body)).toEqual([]);
  });

  it('shows the newest five orders with their buyers, and five best sellers, most units first', async () => {
    for (let index = 1; index <= 6; index++) {
      const sold = await createVariant(shop.prisma, { stock: 20 - index });
      const lines = [{ variant: sold, quantity: index }];
      const userId = index === 6 ? buyer.id : null;
      await createOrder(shop, { userId, lines, createdAt: new Date(`2026-11-0${index}T00:00:00Z`) });
    }
    const { stats, recentOrders, topProducts } = await dashboard();
    const days = recentOrders.map(({ createdAt }: { createdAt: string }) => createdAt.slice(8, 10));
    expect(days).toEqual(['06', '05', '04', '03', '02']);
    expect(recentOrders[0]).toMatchObject({ user: { email: buyer.email, username: buyer.username } });
    expect(recentOrders[1].user).toBeNull();
    expect(topProducts.map(({ totalSold }: { totalSold: number }) => totalSold)).toEqual([6, 5, 4, 3, 2]);
    // 18, 16, 14, 12, 10 and 8 units are left of them.
    expect(stats.products).toEqual({ total: 7, lowStock: 2 });
  });

  it('tells deleted products apart by the name they were sold under', async () => {
    const gone = { productId: null, productVariantId: null };
    for (const [productName, quantity] of [
      ['Coffret', 3],
      ['Display', 5],
    ] as const) {
      const { items } = await createOrder(shop, { lines: [{ variant, quantity, productName }] });
      await shop.prisma.orderItem.update({ where: { id: items[0]!.id }, data: gone });
    }
    const { topProducts } = await dashboard();
    expect(topProducts).toEqual([
      { product: null, totalSold: 5 },
      { product: null, totalSold: 3 },
    ]);
  });
});

describe('GET /api/admin/reports/sales', () => {
  const report = (query: string, status = 200) => get(`/api/admin/reports/sales?${query}`, status);
  const row = (period: string, orders: number, items: number, revenue: number) => ({ period, orders, items, revenue });

  it('answers 200 by day, oldest first, without empty days, both bounds included', async () => {
    await order('2026-10-31T23:59:59.999Z');
    await order('2026-11-01T00:00:00.000Z', { quantity: 2 });
    await order('2026-11-03T12:00:00.000Z', { refundedCents: 790 });
    await order('2026-11-03T23:59:59.999Z', { status: 'DELIVERED' });
    await order('2026-11-03T23:00:00.000Z', { status: 'REFUNDED' });
    await order('2026-11-04T00:00:00.000Z');
    const sales = [row('2026-11-01', 1, 2, 2790), row('2026-11-03', 2, 2, 1000 + 1790)];
    const body = await report('startDate=2026-11-01&endDate=2026-11-03');
    expect(body).toEqual({ sales, total: { orders: 3, items: 4, revenue: 5580 } });
    expect(differences('GET /api/admin/reports/sales', 200, body)).toEqual([]);

    const exact = 'startDate=2026-11-03T12:00:00.000Z&endDate=2026-11-03T23:59:59.999Z&groupBy=day';
    expect((await report(exact)).total.orders).toBe(2);
    const inside = 'startDate=2026-11-03T12:00:00.001Z&endDate=2026-11-03T23:59:59.998Z';
    expect((await report(inside)).sales).toEqual([]);
  });

  it('groups by week from Sunday, and by month, in UTC', async () => {
    for (const day of ['2026-10-31', '2026-11-01', '2026-11-07', '2026-11-08', '2026-12-01']) {
      await order(`${day}T23:30:00.000Z`);
    }
    const range = 'startDate=2026-10-01&endDate=2026-12-31';
    const periodsOf = async (groupBy: string) =>
      (await report(`${range}&groupBy=${groupBy}`)).sales.map(
        ({ period, orders }: { period: string; orders: number }) => [period, orders],
      );
    expect(await periodsOf('week')).toEqual([
      ['2026-10-25', 1],
      ['2026-11-01', 2],
      ['2026-11-08', 1],
      ['2026-11-29', 1],
    ]);
    expect(await periodsOf('month')).toEqual([
      ['2026-10', 1],
      ['2026-11', 3],
      ['2026-12', 1],
    ]);
  });

  it('takes the last 30 days by day unless told otherwise; empty parameters are none', async () => {
    await order(new Date(Date.now() - 29 * 86_400_000).toISOString());
    await order(new Date(Date.now() - 31 * 86_400_000).toISOString());
    for (const query of ['', 'startDate=&endDate=&groupBy=']) {
      const { sales, total } = await report(query);
      expect(sales).toEqual([row(expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as unknown as string, 1, 1, 1790)]);
      expect(total).toEqual({ orders: 1, items: 1, revenue: 1790 });
    }
  });

  it('answers 200 with zeros where nothing was sold', async () => {
    const none = { sales: [], total: { revenue: 0, orders: 0, items: 0 } };
    expect(await report('startDate=2021-11-23&endDate=2026-11-23&groupBy=month')).toEqual(none);
  });

  it.each([
    'startDate=2026-11-02&endDate=2026-11-01',
    'startDate=2021-11-22&endDate=2026-11-23',
    'startDate=2026-02-30',
    'endDate=hier',
    'endDate=2026-11-01T25:00:00Z',
    'startDate=2026-11-01&startDate=2026-11-02',
    'groupBy=year',
  ])('answers 400 VALIDATION_ERROR to %s', async (query) => {
    expect((await report(query, 400)).code).toBe('VALIDATION_ERROR');
  });
});

it.each(['dashboard', 'reports/sales'])('%s answers 401 to guests and 403 to customers', async (path) => {
  await shop.http.get(`/api/admin/${path}`).expect(401);
  await shop.http.get(`/api/admin/${path}`).set(buyer.auth).expect(403);
});
