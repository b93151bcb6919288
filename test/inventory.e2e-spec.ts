import { VariantGoneError } from '../src/catalog/stock/stock.errors.js';
import { StockService } from '../src/catalog/stock/stock.service.js';
import { VariantsService } from '../src/catalog/variants.service.js';
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
        shop.prisma.$transaction((tx) =>
          stock.decrementStock(tx, [{ variantId: id, quantity: 1 }], { reference: 'cs_test' }),
        );
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

describe('StockService and VariantsService', () => {
  let shop: RunningApp;
  let stock: StockService;
  beforeAll(async () => {
    shop = await startApp();
    stock = shop.app.get(StockService);
  });
  afterAll(() => shop.close());

  const take = (lines: { variantId: string; quantity: number }[]) =>
    shop.prisma.$transaction((tx) => stock.decrementStock(tx, lines, { reference: 'cs_test_1' }));
  const stockOf = async (id: string) => (await shop.prisma.variant.findUniqueOrThrow({ where: { id } })).stock;
  const ledger = (variantId: string) =>
    shop.prisma.stockMovement.findMany({ where: { variantId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });

  it('take: takes each line, in the order given, and writes a SALE row each', async () => {
    const [a, b] = [await createVariant(shop.prisma), await createVariant(shop.prisma, { stock: 3 })];
    const taken = await take([
      { variantId: b.id, quantity: 3 },
      { variantId: a.id, quantity: 2 },
    ]);
    expect(taken).toMatchObject([
      { id: b.id, stock: 0, priceCents: 4990, variantName: 'Standard' },
      { id: a.id, stock: 8, priceCents: 4990, variantName: 'Standard' },
    ]);
    expect(await ledger(a.id)).toMatchObject([
      { delta: 10, reason: 'INITIAL' },
      { delta: -2, stockAfter: 8, reason: 'SALE', reference: 'cs_test_1', createdBy: null },
    ]);
  });

  it('take: throws INSUFFICIENT_STOCK and leaves every line as it was', async () => {
    const [a, b] = [await createVariant(shop.prisma), await createVariant(shop.prisma, { stock: 1 })];
    const lines = [a, b].map(({ id }) => ({ variantId: id, quantity: 2 }));
    await expect(take(lines)).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK', variantId: b.id, requested: 2 });
    expect([await stockOf(a.id), await stockOf(b.id)]).toEqual([10, 1]);
    expect(await ledger(a.id)).toHaveLength(1);
  });

  it('take: takes nothing when a variant was deleted, and sells one that is no longer active', async () => {
    const inactive = await createVariant(shop.prisma, { isActive: false });
    const deleted = { variantId: 'zz-deleted', quantity: 1 };
    await expect(take([deleted, { variantId: inactive.id, quantity: 1 }])).rejects.toBeInstanceOf(VariantGoneError);
    expect(await stockOf(inactive.id)).toBe(10);
    await take([{ variantId: inactive.id, quantity: 1 }]);
    expect(await stockOf(inactive.id)).toBe(9);
  });

  it('take: of twenty buyers of ten units exactly ten get one', async () => {
    const { id } = await createVariant(shop.prisma);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => take([{ variantId: id, quantity: 1 }])));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(await stockOf(id)).toBe(0);
    const rows = await ledger(id);
    expect(rows.reduce((sum, { delta }) => sum + delta, 0)).toBe(0);
    expect(new Set(rows.slice(1).map(({ stockAfter }) => stockAfter))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  });

  it('count: sets what was counted, notes the difference, refuses another expected stock', async () => {
    const { id } = await createVariant(shop.prisma);
    const cause = { reason: 'CORRECTION', note: 'Inventaire', createdBy: 'admin' } as const;
    await shop.prisma.$transaction((tx) => stock.setStock(tx, id, 4, cause, 10));
    await shop.prisma.$transaction((tx) => stock.setStock(tx, id, 4, cause));
    expect((await ledger(id)).slice(1)).toMatchObject([{ delta: -6, stockAfter: 4, ...cause }]);
    await expect(shop.prisma.$transaction((tx) => stock.setStock(tx, id, 5, cause, 3))).rejects.toMatchObject({
      code: 'STALE_STOCK',
    });
  });

  it('listForSale: active variants alone, with the first picture', async () => {
    const product = await createProduct(shop.prisma, {
      slug: 'a',
      name: 'A',
      images: {
        create: [
          { url: '/img/2.webp', position: 1 },
          { url: '/img/1.webp', position: 0 },
        ],
      },
    });
    const active = await createVariant(shop.prisma, { productId: product.id });
    const inactive = await createVariant(shop.prisma, { productId: product.id, isActive: false });
    const found = await shop.app.get(VariantsService).listForSale([active.id, inactive.id, 'unknown']);
    expect(found).toEqual([
      {
        id: active.id,
        productId: product.id,
        productName: 'A',
        variantName: 'Standard',
        language: 'Français',
        edition: '1re édition',
        sku: active.sku,
        priceCents: 4990,
        stock: 10,
        imageUrl: '/img/1.webp',
      },
    ]);
  });
});
