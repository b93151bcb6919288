import type { Variant } from '../src/prisma/client.js';
import { createOrder } from './factories/order.js';
import { createVariant } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { differences } from './support/declared-answers.js';
import { orderDesk } from './support/order-desk.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('the dashboard', () => {
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
      expect(body.topProducts[0].product.variants[0]).toMatchObject({
        id: variant.id,
        stockAtRead: expect.any(Number),
      });
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

  it('GET /api/admin/dashboard answers 401 to guests and 403 to customers', async () => {
    await shop.http.get('/api/admin/dashboard').expect(401);
    await shop.http.get('/api/admin/dashboard').set(buyer.auth).expect(403);
  });
});

describe('the sales report', () => {
  let shop: RunningApp;
  let admin: TestUser;
  let variant: Variant;
  afterEach(() => shop.prisma.order.deleteMany());
  afterAll(() => shop.close());

  /** A shop in a time zone, Paris unless given, in the place of the one before. */
  async function open(env: Record<string, string> = {}): Promise<void> {
    await (shop as RunningApp | undefined)?.close();
    shop = await startApp(env);
    admin = await createAdmin(shop);
    variant = await createVariant(shop.prisma, { stock: 1000, priceCents: 1000 });
  }

  const report = async (query: string, status = 200) =>
    (await shop.http.get(`/api/admin/reports/sales?${query}`).set(admin.auth).expect(status)).body;

  const row = (period: string, orders: number, items: number, revenue: number) => ({ period, orders, items, revenue });

  type Sold = { quantity?: number } & Pick<NonNullable<Parameters<typeof createOrder>[1]>, 'status' | 'refundedCents'>;

  /** 7,90 € of shipping come on top. */
  const order = (createdAt: string, { quantity = 1, ...rest }: Sold = {}) =>
    createOrder(shop, { createdAt: new Date(createdAt), lines: [{ variant, quantity }], ...rest });

  /** Periods with their number of orders. */
  const periodsOf = async (query: string) =>
    (await report(query)).sales.map(({ period, orders }: { period: string; orders: number }) => [period, orders]);

  describe('GET /api/admin/reports/sales', () => {
    beforeAll(() => open());

    it('answers 200 by day of Paris, oldest first, without empty days, both bounds included', async () => {
      await order('2026-10-31T22:59:59.999Z');
      await order('2026-10-31T23:00:00.000Z', { quantity: 2 });
      await order('2026-11-03T12:00:00.000Z', { refundedCents: 790 });
      await order('2026-11-03T22:59:59.999Z', { status: 'DELIVERED' });
      await order('2026-11-03T22:00:00.000Z', { status: 'REFUNDED' });
      await order('2026-11-03T23:00:00.000Z');
      const sales = [row('2026-11-01', 1, 2, 2790), row('2026-11-03', 2, 2, 1000 + 1790)];
      const body = await report('startDate=2026-11-01&endDate=2026-11-03');
      expect(body).toEqual({ sales, total: { orders: 3, items: 4, revenue: 5580 } });
      expect(differences('GET /api/admin/reports/sales', 200, body)).toEqual([]);

      const exact = 'startDate=2026-11-03T12:00:00.000Z&endDate=2026-11-03T22:59:59.999Z&groupBy=day';
      expect((await report(exact)).total.orders).toBe(2);
      const inside = 'startDate=2026-11-03T12:00:00.001Z&endDate=2026-11-03T22:59:59.998Z';
      expect((await report(inside)).sales).toEqual([]);
    });

    it('groups by week from Sunday, and by month, in Paris', async () => {
      // Half past midnight of the days after.
      for (const day of ['2026-10-31', '2026-11-01', '2026-11-07', '2026-11-08', '2026-12-31']) {
        await order(`${day}T23:30:00.000Z`);
      }
      const range = 'startDate=2026-10-01&endDate=2027-01-31';
      expect(await periodsOf(`${range}&groupBy=week`)).toEqual([
        ['2026-11-01', 2],
        ['2026-11-08', 2],
        ['2026-12-27', 1],
      ]);
      expect(await periodsOf(`${range}&groupBy=month`)).toEqual([
        ['2026-11', 4],
        ['2027-01', 1],
      ]);
    });

    it('follows summer time: a day of 23 hours and one of 25, in a range with both changes', async () => {
      for (const moment of [
        '2026-03-28T22:59:59.999Z',
        '2026-03-28T23:00:00.000Z',
        '2026-03-29T21:59:59.999Z',
        '2026-03-29T22:00:00.000Z',
        '2026-10-24T21:59:59.999Z',
        '2026-10-24T22:00:00.000Z',
        '2026-10-25T00:59:59.999Z',
        '2026-10-25T01:00:00.000Z',
        '2026-10-25T22:59:59.999Z',
        '2026-10-25T23:00:00.000Z',
      ]) {
        await order(moment);
      }
      const days = [
        ['2026-03-28', 1],
        ['2026-03-29', 2],
        ['2026-03-30', 1],
        ['2026-10-24', 1],
        ['2026-10-25', 4],
        ['2026-10-26', 1],
      ];
      expect(await periodsOf('startDate=2026-01-01&endDate=2026-12-31')).toEqual(days);
      expect(await periodsOf('startDate=2022-01-01&endDate=2026-12-31')).toEqual(days);
      expect(await periodsOf('startDate=2026-10-25&endDate=2026-10-25')).toEqual([['2026-10-25', 4]]);
    });

    it('counts neither units that came back nor those whose money did, and no unit twice', async () => {
      const desk = orderDesk(shop, admin);
      const units = async () => (await report('startDate=2026-11-01&endDate=2026-11-01')).total.items as number;
      const { id, items } = await order('2026-11-01T12:00:00Z', { quantity: 5, status: 'DELIVERED' });
      const back = (quantity: number, amountCents?: number) =>
        desk.give(id, { lines: [{ orderItemId: items[0]!.id, quantity }], restock: true, amountCents }).expect(201);
      expect(await units()).toBe(5);
      await back(1, 0);
      expect(await units()).toBe(4);
      await shop.prisma.orderItem.updateMany({ where: { orderId: id }, data: { unitsRefunded: 1 } });
      expect(await units()).toBe(4);
      await shop.prisma.orderItem.updateMany({ where: { orderId: id }, data: { unitsRefunded: 3 } });
      expect(await units()).toBe(2);
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

    it('answers 401 to guests and 403 to customers', async () => {
      const { auth } = await createUser(shop);
      await shop.http.get('/api/admin/reports/sales').expect(401);
      await shop.http.get('/api/admin/reports/sales').set(auth).expect(403);
    });
  });

  describe('GET /api/admin/reports/sales › SHOP_TIME_ZONE', () => {
    // First, because Nest still loads the other modules when the start has failed.
    it('stops the start when no such zone is known', async () => {
      await expect(startApp({ SHOP_TIME_ZONE: 'Europe/Pariss' })).rejects.toThrow(/SHOP_TIME_ZONE/);
    });

    it.each([
      ['Asia/Kolkata', '2026-11-01T18:29:59.999Z', '2026-11-01T18:30:00.000Z'],
      ['America/New_York', '2026-11-02T04:59:59.999Z', '2026-11-02T05:00:00.000Z'],
      ['Australia/Lord_Howe', '2026-11-01T12:59:59.999Z', '2026-11-01T13:00:00.000Z'],
      ['UTC', '2026-11-01T23:59:59.999Z', '2026-11-02T00:00:00.000Z'],
    ])('%s ends the first of November at its own midnight', async (timeZone, before, after) => {
      await open({ SHOP_TIME_ZONE: timeZone });
      await order(before);
      await order(after);
      const days = [
        ['2026-11-01', 1],
        ['2026-11-02', 1],
      ];
      expect(await periodsOf('startDate=2026-11-01&endDate=2026-11-02')).toEqual(days);
      expect(await periodsOf('startDate=2022-01-01&endDate=2026-12-31')).toEqual(days);
      expect(await periodsOf('startDate=2026-11-02&endDate=2026-11-02')).toEqual(days.slice(1));
      expect(await periodsOf('startDate=9999-12-31&endDate=9999-12-31')).toEqual([]);
      expect(await periodsOf('startDate=1970-01-01&endDate=1970-01-01')).toEqual([]);
    });
  });
});
