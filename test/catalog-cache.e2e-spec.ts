import { CacheVersion } from '../src/cache/cache-version.js';
import { createProduct, createVariant } from './factories/product.js';
import { createAdmin, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('answers of the catalogue are kept', () => {
  let shop: RunningApp;
  let admin: TestUser;
  beforeAll(async () => {
    shop = await startApp();
    admin = await createAdmin(shop);
  });
  afterAll(() => shop.close());

  const stockShown = async (slug: string): Promise<number> =>
    (await shop.http.get(`/api/products/${slug}`).expect(200)).body.product.variants[0].stock;

  it('carries an ETag, asks to revalidate, and answers 304 without a body', async () => {
    const product = await createProduct(shop.prisma, { slug: 'etag' });
    for (const address of ['/api/products', '/api/products/etag']) {
      const first = await shop.http.get(address).expect(200).expect('Content-Type', 'application/json; charset=utf-8');
      expect(first.headers['cache-control']).toBe('no-cache');
      const again = await shop.http.get(address).expect(200);
      expect(again.headers.etag).toBe(first.headers.etag);
      expect(again.body).toEqual(first.body);
      const unchanged = await shop.http.get(address).set('If-None-Match', first.headers.etag!).expect(304);
      expect(unchanged.text).toBe('');
      expect(unchanged.headers.etag).toBe(first.headers.etag);
    }
    await shop.http.put(`/api/admin/products/${product.id}`).set(admin.auth).send({ name: 'Autre' }).expect(200);
    const { headers } = await shop.http.get('/api/products/etag');
    await shop.http.get('/api/products/etag').set('If-None-Match', headers.etag!).expect(304);
  });

  // On PostgreSQL another instance may have changed it, so every read looks.
  (process.env.TEST_POSTGRES ? it.skip : it)(
    'does not read the database again for the same address, on SQLite',
    async () => {
      const { id } = await createProduct(shop.prisma, { slug: 'kept', name: 'Avant' });
      await shop.http.get('/api/products/kept').expect(200);
      await shop.prisma.product.update({ where: { id }, data: { name: 'Après' } });
      expect((await shop.http.get('/api/products/kept')).body.product.name).toBe('Avant');
      await shop.app.get(CacheVersion).invalidate();
      expect((await shop.http.get('/api/products/kept')).body.product.name).toBe('Après');
    },
  );

  it('does not keep failures', async () => {
    await shop.http.get('/api/products/later').expect(404);
    await createProduct(shop.prisma, { slug: 'later' });
    await shop.http.get('/api/products/later').expect(200);
  });

  it('shows every change in the very next read', async () => {
    const product = await createProduct(shop.prisma, { slug: 'changing' });
    const { id } = await createVariant(shop.prisma, { productId: product.id });
    await shop.app.get(CacheVersion).invalidate();
    for (const stock of [9, 5, 0, 7]) {
      await stockShown('changing');
      await shop.http.patch(`/api/admin/inventory/${id}`).set(admin.auth).send({ stock }).expect(200);
      expect(await stockShown('changing')).toBe(stock);
    }
    await shop.http.delete(`/api/admin/products/${product.id}`).set(admin.auth).expect(200);
    await shop.http.get('/api/products/changing').expect(404);
  });

  it('leaves nothing stale behind when a read was under way during the change', async () => {
    const product = await createProduct(shop.prisma, { slug: 'busy' });
    const { id } = await createVariant(shop.prisma, { productId: product.id, stock: 500 });
    for (let stock = 499; stock > 470; stock -= 1) {
      const reads = Array.from({ length: 5 }, () => stockShown('busy'));
      await shop.http.patch(`/api/admin/inventory/${id}`).set(admin.auth).send({ stock }).expect(200);
      const late = stockShown('busy');
      await Promise.all(reads);
      expect([await late, await stockShown('busy')]).toEqual([stock, stock]);
    }
  });
});

describe('CACHE_TTL_MS=0', () => {
  it('keeps nothing, and still answers 304 to who has the ETag', async () => {
    const shop = await startApp({ CACHE_TTL_MS: '0' });
    try {
      const { id } = await createProduct(shop.prisma, { slug: 'fresh', name: 'Avant' });
      const { headers } = await shop.http.get('/api/products/fresh').expect(200);
      expect(headers['cache-control']).toBe('no-cache');
      await shop.http.get('/api/products/fresh').set('If-None-Match', headers.etag!).expect(304);
      await shop.prisma.product.update({ where: { id }, data: { name: 'Après' } });
      expect((await shop.http.get('/api/products/fresh').expect(200)).body.product.name).toBe('Après');
    } finally {
      await shop.close();
    }
  });
});
