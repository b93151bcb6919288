import { StockService } from '../src/catalog/stock/stock.service.js';
import { VariantsService } from '../src/catalog/variants.service.js';
import { createProduct, createVariant } from './factories/product.js';
import { VariantGoneError } from '../src/catalog/stock/stock.errors.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('StockService and VariantsService', () => {
  let shop: RunningApp;
  let stock: StockService;
  beforeAll(async () => {
    shop = await startApp();
    stock = shop.app.get(StockService);
  });
  afterAll(() => shop.close());

  const take = (lines: { variantId: string; quantity: number }[]) =>
    shop.prisma.$transaction((tx) => stock.take(tx, lines, { reference: 'cs_test_1' }));
  const stockOf = async (id: string) => (await shop.prisma.variant.findUniqueOrThrow({ where: { id } })).stock;
  const ledger = (variantId: string) =>
    shop.prisma.stockMovement.findMany({ where: { variantId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });

  it('take: takes each line, in the order given, and writes a SALE row each', async () => {
    const [a, b] = [await createVariant(shop.prisma), await createVariant(shop.prisma, { stock: 3 })];
    const taken = await take([
      { variantId: b.id, quantity: 3 },
      { variantId: a.id, quantity: 2 },
    ]);
    expect(taken).toEqual([
      { variantId: b.id, quantity: 3, priceCents: 4990 },
      { variantId: a.id, quantity: 2, priceCents: 4990 },
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
    await shop.prisma.$transaction((tx) => stock.count(tx, id, 4, cause, 10));
    await shop.prisma.$transaction((tx) => stock.count(tx, id, 4, cause));
    expect((await ledger(id)).slice(1)).toMatchObject([{ delta: -6, stockAfter: 4, ...cause }]);
    await expect(shop.prisma.$transaction((tx) => stock.count(tx, id, 5, cause, 3))).rejects.toMatchObject({
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
        productSlug: 'a',
        variantName: 'Standard',
        language: 'Français',
        edition: '1re édition',
        priceCents: 4990,
        stock: 10,
        imageUrl: '/img/1.webp',
      },
    ]);
  });
});
