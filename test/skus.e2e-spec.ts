import { SharedSkus } from '../src/catalog/admin/shared-skus.service.js';
import { createProduct, createVariant } from './factories/product.js';
import { createAdmin, type TestUser } from './factories/user.js';
import { captureLog } from './support/captured-log.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('SKUs', () => {
  let shop: RunningApp;
  let admin: TestUser;
  beforeAll(async () => {
    shop = await startApp();
    admin = await createAdmin(shop);
  });
  afterAll(() => shop.close());

  let made = 0;
  const sku = () => `CARTE-${(made += 1)}`;
  const variant = (given: object) => ({ name: 'Standard', priceCents: 990, ...given });
  const post = (...variants: object[]) => {
    const slug = `skus-${(made += 1)}`;
    const body = { name: 'Display', slug, category: 'Pokémon', variants: variants.map(variant) };
    return shop.http.post('/api/admin/products').set(admin.auth).send(body);
  };
  const put = (productId: string, variants: object[]) =>
    shop.http.put(`/api/admin/products/${productId}`).set(admin.auth).send({ variants });
  const skusOf = async (productId: string) => {
    const rows = await shop.prisma.variant.findMany({ where: { productId }, orderBy: { name: 'asc' } });
    return rows.map((row) => row.sku);
  };
  const taken = expect.objectContaining({ code: 'SKU_ALREADY_EXISTS' });

  /** As the version before left them: the first has the key. */
  const shareSku = async () => {
    const shared = sku();
    const first = await createVariant(shop.prisma, { sku: shared, skuKey: shared });
    const second = await createVariant(shop.prisma, { sku: shared });
    return { shared, first, second };
  };

  describe('POST /api/admin/products', () => {
    it('answers 409 SKU_ALREADY_EXISTS for one in use, in any case, and writes nothing', async () => {
      const used = sku();
      await post({ sku: used }).expect(201);
      const products = await shop.prisma.product.count();
      for (const again of [used, used.toLowerCase()]) {
        expect((await post({ sku: sku() }, { sku: again }).expect(409)).body).toEqual(taken);
      }
      expect((await post({ sku: 'twice-1' }, { sku: 'TWICE-1' }).expect(409)).body).toEqual(taken);
      expect(await shop.prisma.product.count()).toBe(products);
    });

    it('takes any number without one', async () => {
      await post({ sku: '' }, { sku: null }, {}).expect(201);
      await post({ sku: '' }, {}).expect(201);
    });

    it('gives one SKU to one of ten requests at once', async () => {
      const wanted = sku();
      const answers = await Promise.all(Array.from({ length: 10 }, () => post({ sku: wanted })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
      expect(await shop.prisma.variant.count({ where: { sku: wanted } })).toBe(1);
    });
  });

  describe('PUT /api/admin/products/:productId', () => {
    it('answers 409 for a SKU of another variant, and leaves the product as it was', async () => {
      const [used, own] = [sku(), sku()];
      await post({ sku: used }).expect(201);
      const { product } = (await post({ sku: own }).expect(201)).body;
      const [{ id }] = product.variants;
      expect((await put(product.id, [{ id, sku: used }]).expect(409)).body).toEqual(taken);
      expect((await put(product.id, [{ id }, variant({ sku: used })]).expect(409)).body).toEqual(taken);
      expect(await skusOf(product.id)).toEqual([own]);
    });

    it('swaps the SKUs of two variants, changes the case of one, and frees one that is cleared', async () => {
      const [a, b] = [sku(), sku()];
      const { product } = (await post({ name: '1', sku: a }, { name: '2', sku: b }).expect(201)).body;
      const [one, two] = ['1', '2'].map(
        (name) => product.variants.find((row: { name: string }) => row.name === name).id,
      );
      await put(product.id, [
        { id: one, sku: b },
        { id: two, sku: a.toLowerCase() },
      ]).expect(200);
      expect(await skusOf(product.id)).toEqual([b, a.toLowerCase()]);
      await put(product.id, [
        { id: one, sku: '' },
        { id: two, sku: a },
      ]).expect(200);
      expect(await skusOf(product.id)).toEqual([null, a]);
      await post({ sku: b }).expect(201);
      await post({ sku: a }).expect(409);
    });

    it('gives one SKU to one of several changes at once', async () => {
      const wanted = sku();
      const made = await Promise.all([1, 2, 3, 4].map(() => post({ sku: sku() })));
      const answers = await Promise.all(
        made.map(({ body: { product } }) => put(product.id, [{ id: product.variants[0].id, sku: wanted }])),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    });
  });

  describe('variants that share one since before SKUs were unique', () => {
    it('are changed and keep it; a further variant is refused, also when one of them has given it up', async () => {
      const { shared, first, second } = await shareSku();
      const { body } = await put(second.productId, [{ id: second.id, sku: shared, priceCents: 1290 }]).expect(200);
      expect(body.product.variants).toMatchObject([{ sku: shared, priceCents: 1290 }]);
      await post({ sku: shared }).expect(409);
      await put(first.productId, [{ id: first.id, sku: sku() }]).expect(200);
      await post({ sku: shared }).expect(409);
      await put(second.productId, [{ id: second.id, sku: sku() }]).expect(200);
      await post({ sku: shared }).expect(201);
    });

    it('are named in the log at start; one whose SKU is free by then gets its key', async () => {
      const { second, first } = await shareSku();
      const product = await createProduct(shop.prisma);
      const alone = await createVariant(shop.prisma, { productId: product.id, sku: sku() });
      const renamed = await createVariant(shop.prisma, { sku: sku(), skuKey: 'BEFORE' });
      const log = captureLog(shop);
      await shop.app.get(SharedSkus).onApplicationBootstrap();
      const [line] = log.lines.map((text) => JSON.parse(text) as { level: number; variants?: unknown[] });
      expect(line).toMatchObject({ level: 40, variants: [{ id: second.id, sku: second.sku }] });
      const keys = await shop.prisma.variant.findMany({
        where: { id: { in: [first.id, second.id, alone.id, renamed.id] } },
        select: { id: true, skuKey: true },
      });
      expect(new Map(keys.map(({ id, skuKey }) => [id, skuKey]))).toEqual(
        new Map([
          [first.id, first.sku],
          [second.id, null],
          [alone.id, alone.sku],
          [renamed.id, renamed.sku],
        ]),
      );
    });
  });
});
