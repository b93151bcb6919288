import { orderWith } from './factories/order.js';
import { createProduct, createVariant } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { expectLedgerToBalance } from './support/ledger.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('products in the administration', () => {
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

  let made = 0;
  const newProduct = (overrides: object = {}) => {
    made += 1;
    return {
      name: 'Display Nuées',
      slug: `display-nuees-${made}`,
      category: 'Pokémon',
      description: 'Trente-six boosters.',
      images: [{ url: '/uploads/a.webp', altText: 'Devant' }, { url: 'https://cdn.example.com/b.png?x=1' }],
      variants: [
        { name: 'Standard', language: 'fr', edition: '1re', priceCents: 14990, stock: 7, sku: `NUEES-${made}` },
        { name: 'Standard', language: '', edition: '', priceCents: 13990, sku: '', isActive: false },
      ],
      ...overrides,
    };
  };
  const post = (body: object) => shop.http.post('/api/admin/products').set(admin.auth).send(body);
  const put = (id: string, body: object) => shop.http.put(`/api/admin/products/${id}`).set(admin.auth).send(body);
  const ledger = (variantId: string) =>
    shop.prisma.stockMovement.findMany({ where: { variantId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  /** So that the product counts as ordered. */
  const order = (productId: string, variantId: string | null) => orderWith(shop, productId, variantId);

  describe('every route', () => {
    it.each([
      ['get', ''],
      ['post', ''],
      ['put', '/x'],
      ['delete', '/x'],
    ] as const)('%s answers 401 to guests and 403 ADMIN_ACCESS_REQUIRED to customers', async (method, path) => {
      const guest = await shop.http[method](`/api/admin/products${path}`).expect(401);
      expect(guest.body.code).toBe('ACCESS_TOKEN_REQUIRED');
      const { auth } = await createUser(shop);
      const customer = await shop.http[method](`/api/admin/products${path}`).set(auth).expect(403);
      expect(customer.body.code).toBe('ADMIN_ACCESS_REQUIRED');
    });
  });

  describe('POST /api/admin/products', () => {
    it('answers 201, stores pictures and variants, the stock in the ledger, and who did it', async () => {
      const body = newProduct();
      const { product } = (await post(body).expect(201)).body;
      expect(product).toEqual({
        id: expect.any(String),
        slug: body.slug,
        name: body.name,
        description: body.description,
        category: body.category,
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
        images: [
          expect.objectContaining({ productId: product.id, url: '/uploads/a.webp', altText: 'Devant', position: 0 }),
          expect.objectContaining({ url: 'https://cdn.example.com/b.png?x=1', altText: null, position: 1 }),
        ],
        variants: [
          expect.objectContaining({ language: 'fr', priceCents: 14990, stock: 7, stockAtRead: 7, isActive: true }),
          expect.objectContaining({ language: null, edition: null, sku: null, stock: 0, isActive: false }),
        ],
        _count: { reviews: 0 },
      });
      expect(await ledger(product.variants[0].id)).toMatchObject([
        { delta: 7, stockAfter: 7, reason: 'INITIAL', createdBy: admin.id },
      ]);
      expect(await shop.prisma.auditLogEntry.findMany({ where: { subjectId: product.id } })).toMatchObject([
        { adminId: admin.id, action: 'product.create' },
      ]);
      const shown = (await shop.http.get(`/api/products/${body.slug}`).expect(200)).body.product;
      expect(shown.variants).toHaveLength(1);
      const found = await shop.http.get('/api/products?search=nuees').expect(200);
      expect(found.body.products.map(({ slug }: { slug: string }) => slug)).toContain(body.slug);
    });

    it('answers 409 SLUG_ALREADY_EXISTS, also to one of two at once, and leaves nothing behind', async () => {
      const body = newProduct();
      const answers = await Promise.all([post(body), post(body)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(answers.find(({ status }) => status === 409)!.body.code).toBe('SLUG_ALREADY_EXISTS');
      expect(await shop.prisma.variant.count({ where: { product: { slug: body.slug } } })).toBe(2);
    });

    it.each<[string, object]>([
      ['name', { name: '' }],
      ['name', { name: 'x'.repeat(201) }],
      ['name', { name: null }],
      ['name', { name: ['x'] }],
      ['slug', { slug: 'Pas-Bon' }],
      ['slug', { slug: 'a--b' }],
      ['category', { category: 5 }],
      ['description', { description: 'x'.repeat(5001) }],
      ['images', { images: Array.from({ length: 21 }, () => ({ url: '/img/a.png' })) }],
      ['images.0.url', { images: [{ url: 'ftp://example.com/a.png' }] }],
      ['images.0.url', { images: [{ url: '/etc/passwd' }] }],
      ['images.0.url', { images: [{ url: '/uploads/../x' }] }],
      ['images.0.url', { images: [{}] }],
      ['images.0.url', { images: [{ url: 'https://cdn.example.com:84430/carte.png' }] }],
      ['images.0.url', { images: [{ url: 'https://cdn.example.com:0/carte.png' }] }],
      ['images.0.url', { images: [{ url: 'http://999.1.1.1/carte.png' }] }],
      ['images.0.url', { images: [{ url: 'https:///carte.png' }] }],
      ['images.0.altText', { images: [{ url: '/img/a.png', altText: 'x'.repeat(201) }] }],
      ['images.0', { images: [[]] }],
      ['variants.0', { variants: [[]] }],
      ['variants.1', { variants: [{ name: 'a', priceCents: 1 }, []] }],
      ['variants', { variants: [] }],
      ['variants', { variants: 'x' }],
      ['variants', { variants: undefined }],
      ['variants', { variants: Array.from({ length: 51 }, () => ({ name: 'a', priceCents: 1 })) }],
      ['variants.0.name', { variants: [{ priceCents: 1 }] }],
      ['variants.0.priceCents', { variants: [{ name: 'a', priceCents: 0 }] }],
      ['variants.0.priceCents', { variants: [{ name: 'a', priceCents: '100' }] }],
      ['variants.0.priceCents', { variants: [{ name: 'a', priceCents: 10_000_001 }] }],
      ['variants.0.priceCents', { variants: [{ name: 'a', priceCents: 1.5 }] }],
      ['variants.0.stock', { variants: [{ name: 'a', priceCents: 1, stock: -1 }] }],
      ['variants.0.stock', { variants: [{ name: 'a', priceCents: 1, stock: 1e300 }] }],
      ['variants.0.sku', { variants: [{ name: 'a', priceCents: 1, sku: 'a b' }] }],
      ['variants.0.isActive', { variants: [{ name: 'a', priceCents: 1, isActive: 'true' }] }],
    ])('answers 400 VALIDATION_ERROR naming %s', async (path, wrong) => {
      const { body } = await post(newProduct(wrong)).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
      expect(body.error).toBe(body.details[0].msg);
    });
  });

  describe('GET /api/admin/products', () => {
    it('answers 200 with inactive variants, all products by default, and searches ignoring case', async () => {
      const { product } = (await post(newProduct({ name: 'ÉTINCELLE rare' })).expect(201)).body;
      const all = (await shop.http.get('/api/admin/products').set(admin.auth).expect(200)).body;
      expect(all.pagination).toMatchObject({ page: 1, limit: 1000, pages: 1, total: all.products.length });
      const found = await shop.http.get('/api/admin/products?search=etincelle&category=').set(admin.auth).expect(200);
      expect(found.body.products).toEqual([product]);
      await shop.http.get('/api/admin/products?limit=1001').set(admin.auth).expect(400);
    });
  });

  describe('PUT /api/admin/products/:productId', () => {
    it('takes a product back as it was read, and changes nothing but updatedAt', async () => {
      const { product } = (await post(newProduct()).expect(201)).body;
      const { product: after } = (await put(product.id, product).expect(200)).body;
      const { updatedAt: _, images, ...rest } = after;
      expect(rest).toMatchObject({ ...rest, name: product.name, slug: product.slug, category: product.category });
      expect(after.variants.map(({ id, stock }: { id: string; stock: number }) => [id, stock])).toEqual(
        product.variants.map(({ id, stock }: { id: string; stock: number }) => [id, stock]),
      );
      expect(images.map(({ url }: { url: string }) => url)).toEqual(
        product.images.map(({ url }: { url: string }) => url),
      );
      expect(await ledger(product.variants[0].id)).toHaveLength(1);
    });

    it('changes what is given alone; description "" clears; the search follows', async () => {
      const { product } = (await post(newProduct()).expect(201)).body;
      const changed = (await put(product.id, { name: 'Zébulon', description: '' }).expect(200)).body.product;
      expect(changed).toMatchObject({ name: 'Zébulon', description: null, slug: product.slug });
      expect(changed.variants).toHaveLength(2);
      const search = async (text: string) =>
        (await shop.http.get(`/api/products?search=${text}`)).body.products.map(({ id }: { id: string }) => id);
      expect(await search('zebulon')).toEqual([product.id]);
      await put(product.id, { description: 'Rebondit' }).expect(200);
      expect(await search('rebondit')).toEqual([product.id]);
      expect(await search('zebulon')).toEqual([product.id]);
    });

    it('changes, adds and removes variants; one that was ordered is taken out of sale and its lines stay', async () => {
      const product = await createProduct(shop.prisma);
      const [kept, ordered, unused] = await Promise.all(
        [1, 2, 3].map((stock) => createVariant(shop.prisma, { productId: product.id, stock })),
      );
      const { items } = await order(product.id, ordered!.id);
      const { product: after } = (
        await put(product.id, {
          variants: [
            { id: kept!.id, priceCents: 123, edition: '' },
            { id: '', name: 'Neuf', priceCents: 5, stock: 4 },
          ],
        }).expect(200)
      ).body;
      const byId = new Map(after.variants.map((variant: { id: string }) => [variant.id, variant]));
      expect(byId.size).toBe(3);
      expect(byId.get(kept!.id)).toMatchObject({ priceCents: 123, edition: null, name: 'Standard', stock: 1 });
      expect(byId.get(ordered!.id)).toMatchObject({ isActive: false, stock: 2 });
      expect(byId.has(unused!.id)).toBe(false);
      expect(await shop.prisma.orderItem.findMany({ where: { orderId: items[0]!.orderId } })).toEqual(items);
      expect((await ledger(unused!.id)).map(({ delta }) => delta)).toEqual([3, -3]);
    });

    it('applies the difference when stockAtRead is given, so that a sale in between is not undone', async () => {
      const { id, productId } = await createVariant(shop.prisma, { stock: 10 });
      await shop.http.patch(`/api/admin/inventory/${id}`).set(admin.auth).send({ delta: -4 }).expect(200);
      const same = await put(productId, { variants: [{ id, stock: 10, stockAtRead: 10 }] }).expect(200);
      expect(same.body.product.variants[0].stock).toBe(6);
      const more = await put(productId, { variants: [{ id, stock: 13, stockAtRead: 10 }] }).expect(200);
      expect(more.body.product.variants[0]).toMatchObject({ stock: 9, stockAtRead: 9 });
      const counted = await put(productId, { variants: [{ id, stock: 2 }] }).expect(200);
      expect(counted.body.product.variants[0].stock).toBe(2);
      expect((await ledger(id)).map(({ delta }) => delta)).toEqual([10, -4, 3, -7]);
    });

    it('answers 409 STALE_STOCK when the difference goes below zero, and leaves everything as it was', async () => {
      const { id, productId } = await createVariant(shop.prisma, { stock: 1 });
      const { body } = await put(productId, {
        name: 'Autre nom',
        images: [],
        variants: [
          { name: 'Neuf', priceCents: 5, stock: 4 },
          { id, stock: 0, stockAtRead: 5 },
        ],
      }).expect(409);
      expect(body.code).toBe('STALE_STOCK');
      const product = await shop.prisma.product.findUniqueOrThrow({
        where: { id: productId },
        include: { images: true, variants: true },
      });
      expect(product.name).not.toBe('Autre nom');
      expect([product.images.length, product.variants.length]).toEqual([1, 1]);
    });

    it('answers 409 SLUG_ALREADY_EXISTS, 404 PRODUCT_NOT_FOUND', async () => {
      const [a, b] = [await createProduct(shop.prisma), await createProduct(shop.prisma)];
      expect((await put(a.id, { slug: b.slug }).expect(409)).body.code).toBe('SLUG_ALREADY_EXISTS');
      expect((await put('unknown', { name: 'x' }).expect(404)).body.code).toBe('PRODUCT_NOT_FOUND');
      expect((await put('a.b', { name: 'x' }).expect(404)).body.code).toBe('PRODUCT_NOT_FOUND');
    });

    it.each<[string, object]>([
      ['name', { name: null }],
      ['slug', { slug: '' }],
      ['variants', { variants: [] }],
      ['variants', { variants: null }],
      ['variants.0.name', { variants: [{ priceCents: 5 }] }],
      ['variants.0.name', { variants: [{ id: 'x', name: null }] }],
      ['variants.0.id', { variants: [{ id: 'of-another-product', name: 'x', priceCents: 5 }] }],
      ['variants.0.stock', { variants: [{ id: 'x', stock: null }] }],
      ['variants.0.stockAtRead', { variants: [{ id: 'x', stock: 1, stockAtRead: 1e300 }] }],
      [
        'variants',
        {
          variants: [
            { id: 'x', stock: 1 },
            { id: 'x', stock: 2 },
          ],
        },
      ],
    ])('answers 400 VALIDATION_ERROR naming %s', async (path, wrong) => {
      const { productId } = await createVariant(shop.prisma);
      const { body } = await put(productId, wrong).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
    });

    it('of many changes at once each is whole', async () => {
      const { id, productId } = await createVariant(shop.prisma, { stock: 50 });
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          put(productId, {
            images: [{ url: `/img/${index}-a.png` }, { url: `/img/${index}-b.png` }],
            variants: [{ id, stock: 49, stockAtRead: 50 }],
          }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
      const { images, variants } = await shop.prisma.product.findUniqueOrThrow({
        where: { id: productId },
        include: { images: true, variants: true },
      });
      expect(images).toHaveLength(2);
      expect(variants).toMatchObject([{ stock: 40 }]);
    });
  });

  describe('DELETE /api/admin/products/:productId', () => {
    const del = (id: string) => shop.http.delete(`/api/admin/products/${id}`).set(admin.auth);

    it('answers 200 once, then 404 PRODUCT_NOT_FOUND; pictures and variants go, the ledger stays', async () => {
      const { id, productId } = await createVariant(shop.prisma, { stock: 3 });
      expect((await del(productId).expect(200)).body).toEqual({ message: expect.any(String) });
      expect((await del(productId).expect(404)).body.code).toBe('PRODUCT_NOT_FOUND');
      expect(await shop.prisma.productImage.count({ where: { productId } })).toBe(0);
      expect((await ledger(id)).map(({ delta }) => delta)).toEqual([3, -3]);
    });

    it('answers 400 PRODUCT_HAS_ORDERS and leaves it as it was', async () => {
      const { id, productId } = await createVariant(shop.prisma);
      await order(productId, id);
      expect((await del(productId).expect(400)).body.code).toBe('PRODUCT_HAS_ORDERS');
      const bare = await createProduct(shop.prisma);
      await order(bare.id, null);
      expect((await del(bare.id).expect(400)).body.code).toBe('PRODUCT_HAS_ORDERS');
      expect(await shop.prisma.variant.count({ where: { id } })).toBe(1);
    });
  });
});
