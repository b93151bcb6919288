import { StockService } from '../src/catalog/stock/stock.service.js';
import { createProduct, createVariant } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { expectLedgerToBalance } from './support/ledger.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('the inventory', () => {
  let shop: RunningApp;
  let admin: TestUser;
  beforeAll(async () => {
    shop = await startApp();
    admin = await createAdmin(shop);
  });
  afterAll(async () => {
    await expectLedgerToBalance(shop.prisma);
    await shop.close();
  });

  const patch = (id: string, body: object) => shop.http.patch(`/api/admin/inventory/${id}`).set(admin.auth).send(body);
  const stockOf = async (id: string) => (await shop.prisma.variant.findUniqueOrThrow({ where: { id } })).stock;

  describe('GET /api/admin/inventory', () => {
    it('answers 200 with active variants, least stock first, the low ones and the counts', async () => {
      const product = await createProduct(shop.prisma, {
        images: {
          create: [
            { url: '/img/b.webp', position: 1 },
            { url: '/img/a.webp', position: 0 },
          ],
        },
      });
      const make = (stock: number, isActive = true) =>
        createVariant(shop.prisma, { productId: product.id, stock, isActive });
      const [many, none, few] = [await make(11), await make(0), await make(10)];
      await make(1, false);

      const { body } = await shop.http.get('/api/admin/inventory').set(admin.auth).expect(200);
      expect(body.variants.map(({ id }: { id: string }) => id)).toEqual([none.id, few.id, many.id]);
      expect(body.variants[0]).toEqual({
        id: none.id,
        productId: product.id,
        name: 'Standard',
        language: 'Français',
        edition: '1re édition',
        priceCents: 4990,
        stock: 0,
        stockAtRead: 0,
        sku: none.sku,
        isActive: true,
        createdAt: none.createdAt.toISOString(),
        updatedAt: none.updatedAt.toISOString(),
        product: {
          id: product.id,
          name: product.name,
          slug: product.slug,
          images: [expect.objectContaining({ url: '/img/a.webp', position: 0 })],
        },
      });
      expect(body.lowStock.map(({ id }: { id: string }) => id)).toEqual([none.id, few.id]);
      expect(body.stats).toEqual({ total: 3, lowStock: 2, outOfStock: 1 });
      expect(body.pagination).toEqual({ page: 1, limit: 1000, total: 3, pages: 1 });

      const strict = await shop.http
        .get('/api/admin/inventory?lowStockThreshold=0&limit=1')
        .set(admin.auth)
        .expect(200);
      expect(strict.body).toMatchObject({
        stats: { lowStock: 1 },
        lowStock: [{ id: none.id }],
        pagination: { pages: 3 },
      });
    });

    it('answers 400 for a bad threshold, 401 to guests, 403 to customers', async () => {
      for (const query of ['lowStockThreshold=-1', 'lowStockThreshold=1001', 'lowStockThreshold=x', 'limit=1001'])
        await shop.http.get(`/api/admin/inventory?${query}`).set(admin.auth).expect(400);
      await shop.http.get('/api/admin/inventory').expect(401);
      await shop.http
        .get('/api/admin/inventory')
        .set((await createUser(shop)).auth)
        .expect(403);
    });
  });

  describe('PATCH /api/admin/inventory/:variantId', () => {
    it('answers 200, sets a count and writes difference, reason and administrator to the ledger', async () => {
      const { id, productId } = await createVariant(shop.prisma, { stock: 10 });
      const { body } = await patch(id, { stock: 4, reason: 'Inventaire', expectedStock: 10 }).expect(200);
      expect(body.variant).toMatchObject({ id, stock: 4, stockAtRead: 4, product: { id: productId } });
      expect(Object.keys(body.variant.product)).toEqual(['id', 'name']);
      const [, row] = await shop.prisma.stockMovement.findMany({
        where: { variantId: id },
        orderBy: { createdAt: 'asc' },
      });
      expect(row).toMatchObject({
        delta: -6,
        stockAfter: 4,
        reason: 'CORRECTION',
        note: 'Inventaire',
        createdBy: admin.id,
      });
      await patch(id, { stock: 4, reason: '' }).expect(200);
      expect(await shop.prisma.stockMovement.count({ where: { variantId: id } })).toBe(2);
    });

    it('answers 409 STALE_STOCK for another stock than expected, or below zero', async () => {
      const { id } = await createVariant(shop.prisma, { stock: 3 });
      expect((await patch(id, { stock: 5, expectedStock: 2 }).expect(409)).body.code).toBe('STALE_STOCK');
      expect((await patch(id, { delta: -4 }).expect(409)).body.code).toBe('STALE_STOCK');
      expect(await stockOf(id)).toBe(3);
    });

    it('answers 404 VARIANT_NOT_FOUND', async () => {
      for (const id of ['unknown', 'a.b', 'x'.repeat(65)])
        expect((await patch(id, { stock: 5 }).expect(404)).body.code).toBe('VARIANT_NOT_FOUND');
    });

    it.each<[string, object]>([
      ['stock', {}],
      ['stock', { stock: 1, delta: 1 }],
      ['stock', { stock: -1 }],
      ['stock', { stock: '5' }],
      ['stock', { stock: null }],
      ['stock', { stock: 1_000_001 }],
      ['delta', { delta: 1e300 }],
      ['delta', { delta: 1_000_000 }],
      ['reason', { stock: 1, reason: 'x'.repeat(201) }],
      ['reason', { stock: 1, reason: 5 }],
      ['expectedStock', { stock: 1, expectedStock: 'x' }],
    ])('answers 400 VALIDATION_ERROR naming %s for %j', async (path, wrong) => {
      const { id } = await createVariant(shop.prisma);
      const { body } = await patch(id, wrong).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
      expect(await stockOf(id)).toBe(10);
    });

    it('of two counts at once that expect the same stock one wins', async () => {
      const { id } = await createVariant(shop.prisma, { stock: 10 });
      const answers = await Promise.all([20, 30].map((stock) => patch(id, { stock, expectedStock: 10 })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it('loses no unit between differences, counts and sales at once', async () => {
      const { id } = await createVariant(shop.prisma, { stock: 100 });
      const stock = shop.app.get(StockService);
      const sell = () =>
        shop.prisma.$transaction((tx) => stock.take(tx, [{ variantId: id, quantity: 1 }], { reference: 'cs_test' }));
      await Promise.all(
        Array.from({ length: 12 }, () => [
          patch(id, { delta: 3 }).expect(200),
          patch(id, { delta: -2 }).expect(200),
          sell(),
        ]).flat(),
      );
      expect(await stockOf(id)).toBe(100);
      await Promise.all([patch(id, { stock: 40 }).expect(200), sell(), sell(), patch(id, { stock: 60 }).expect(200)]);
      expect(await stockOf(id)).toBeLessThanOrEqual(60);
      await expectLedgerToBalance(shop.prisma);
    });
  });
});
