import { createProduct, createVariant } from './factories/product.js';
import { createAdmin } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('the public catalogue', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());

  const names = async (query: string): Promise<string[]> => {
    const { body } = await shop.http.get(`/api/products?${query}`).expect(200);
    return body.products.map(({ name }: { name: string }) => name);
  };

  describe('GET /api/products', () => {
    beforeAll(async () => {
      const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
      const all: [string, string, string | null][] = [
        ['Coffret Cœur Étincelant', 'Pokémon', 'Un COFFRET pour l’été'],
        ['Booster 100 % brillant', 'One Piece', null],
        ['Sleeves_Noires', 'Accessoires', 'Par 50 ! Et plus'],
        ['Sleeves Noires', 'Accessoires', 'Par 60'],
      ];
      for (const [index, [name, category, description]] of all.entries()) {
        const { id } = await createProduct(shop.prisma, { name, category, description, createdAt: daysAgo(index) });
        await createVariant(shop.prisma, { productId: id, name: 'Cher', priceCents: 900, stock: 0 });
        await createVariant(shop.prisma, { productId: id, name: 'Moins cher', priceCents: 500, stock: 0 });
        await createVariant(shop.prisma, { productId: id, name: 'Retiré', priceCents: 1, isActive: false });
      }
    });

    it.each(['minPrice=3', 'page=1&foo=1'])('answers 400 to ?%s and names the parameters', async (query) => {
      const { body } = await shop.http.get(`/api/products?${query}`).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', error: expect.stringContaining('minPriceCents') });
    });

    it('answers 200 with the newest first and pages', async () => {
      const { body } = await shop.http.get('/api/products?page=2&limit=3').expect(200);
      expect(body.pagination).toEqual({ page: 2, limit: 3, total: 4, pages: 2 });
      expect(body.products).toHaveLength(1);
      expect(await names('')).toEqual([
        'Coffret Cœur Étincelant',
        'Booster 100 % brillant',
        'Sleeves_Noires',
        'Sleeves Noires',
      ]);
    });

    it('shows the variants for sale, cheapest first, and nothing else of ours', async () => {
      const { body } = await shop.http.get('/api/products?limit=1').expect(200);
      const [product] = body.products;
      const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      expect(product).toEqual({
        id: expect.any(String),
        slug: expect.any(String),
        name: 'Coffret Cœur Étincelant',
        description: 'Un COFFRET pour l’été',
        category: 'Pokémon',
        createdAt: date,
        updatedAt: date,
        image: { url: expect.stringMatching(/^\/img\//), altText: 'Coffret Cœur Étincelant' },
        images: [{ id: expect.any(String), url: expect.any(String), altText: expect.any(String), position: 0 }],
        variants: [expect.objectContaining({ name: 'Moins cher' }), expect.objectContaining({ name: 'Cher' })],
        minPriceCents: 500,
        outOfStock: true,
      });
      expect(Object.keys(product.variants[0]).sort()).toEqual(
        ['id', 'name', 'language', 'edition', 'priceCents', 'stock', 'sku', 'createdAt', 'updatedAt'].sort(),
      );
    });

    it.each([
      ['coeur etincelant', ['Coffret Cœur Étincelant']],
      ['COFFRET', ['Coffret Cœur Étincelant']],
      ["l'ete", ['Coffret Cœur Étincelant']],
      ['100 %', ['Booster 100 % brillant']],
      ['%', ['Booster 100 % brillant']],
      ['_', ['Sleeves_Noires']],
      ['s_n', ['Sleeves_Noires']],
      ['par 50, et', ['Sleeves_Noires']],
      ['100%', ['Booster 100 % brillant']],
      ['!', ['Coffret Cœur Étincelant', 'Booster 100 % brillant', 'Sleeves_Noires', 'Sleeves Noires']],
      ['sleeves noires', ['Sleeves Noires']],
      ['brillant par', []],
      ["N's Zoroark", []],
      [`Sleeves Noires${' '.repeat(86)}beyond the first hundred`, ['Sleeves Noires']],
    ])('finds by %j', async (search, found) => {
      expect(await names(`search=${encodeURIComponent(search)}`)).toEqual(found);
    });

    it('filters by the exact category, together with the search; an empty parameter is an absent one', async () => {
      expect(await names('category=Accessoires')).toEqual(['Sleeves_Noires', 'Sleeves Noires']);
      expect(await names('category=accessoires')).toEqual([]);
      expect(await names('category=Accessoires&search=60')).toEqual(['Sleeves Noires']);
      expect(await names('category=&search=&page=&limit=')).toHaveLength(4);
    });

    it.each([
      'limit=501',
      'limit=0',
      'limit=abc',
      'limit=1.5',
      'page=0',
      'page=-1',
      'search=a&search=b',
      'limit=1&limit=2',
      'search[]=a',
      'limit[gt]=1',
      'sort=cheap',
      'sort=Price',
      'sort=name&sort=price',
      'minPriceCents=-1',
      'minPriceCents=4.99',
      'minPriceCents=abc',
      'maxPriceCents=9999999999',
      'maxPriceCents=1e3',
      'maxPriceCents=400&minPriceCents=500',
      'inStock=yes',
      'inStock=1',
      'language=fr&language=en',
      'language[]=fr',
    ])('answers 400 VALIDATION_ERROR for %s', async (query) => {
      const { body } = await shop.http.get(`/api/products?${query}`).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path: query.split(/[=[]/)[0] }] });
    });

    it('answers up to 500 at once, in a handful of statements', async () => {
      expect((await shop.http.get('/api/products?limit=500').expect(200)).body.pagination.limit).toBe(500);
    });
  });

  describe('GET /api/products?sort=, prices, inStock, language', () => {
    beforeAll(async () => {
      const all: [string, Parameters<typeof createVariant>[1][]][] = [
        ['Éclat', [{ priceCents: 700 }, { priceCents: 100, isActive: false }]],
        [
          'alpha',
          [
            { priceCents: 900, stock: 0, language: 'FR' },
            { priceCents: 1500, language: 'English' },
          ],
        ],
        ['Bêta', [{ priceCents: 700, language: '日本語' }]],
        ['Zéro', []],
        ['Retiré', [{ priceCents: 300, isActive: false, language: 'Klingon' }]],
        ['Beta', [{ priceCents: 200, stock: 0, language: 'klingon' }]],
      ];
      for (const [index, [name, variants]] of all.entries()) {
        const createdAt = new Date(Date.UTC(2020, 1, 10 - index));
        const { id } = await createProduct(shop.prisma, { name, category: 'Tri', createdAt });
        for (const variant of variants) await createVariant(shop.prisma, { productId: id, ...variant });
      }
    });

    it.each([
      ['', ['Éclat', 'alpha', 'Bêta', 'Zéro', 'Retiré', 'Beta']],
      ['sort=', ['Éclat', 'alpha', 'Bêta', 'Zéro', 'Retiré', 'Beta']],
      ['sort=newest', ['Éclat', 'alpha', 'Bêta', 'Zéro', 'Retiré', 'Beta']],
      ['sort=price', ['Beta', 'Éclat', 'Bêta', 'alpha', 'Zéro', 'Retiré']],
      ['sort=-price', ['alpha', 'Éclat', 'Bêta', 'Beta', 'Zéro', 'Retiré']],
      ['minPriceCents=1000', ['alpha']],
      ['minPriceCents=1501', []],
      ['maxPriceCents=700', ['Éclat', 'Bêta', 'Beta']],
      ['minPriceCents=&maxPriceCents=', ['Éclat', 'alpha', 'Bêta', 'Zéro', 'Retiré', 'Beta']],
      ['minPriceCents=700&maxPriceCents=900&sort=price', ['Éclat', 'Bêta', 'alpha']],
      ['inStock=true', ['Éclat', 'alpha', 'Bêta']],
      ['inStock=false', ['Zéro', 'Retiré', 'Beta']],
      ['inStock=true&maxPriceCents=1000', ['Éclat', 'Bêta']],
      ['language=fr', ['Éclat', 'alpha']],
      ['language=FRAN%C3%87AIS', ['Éclat', 'alpha']],
      ['language=fr&inStock=true', ['Éclat']],
      ['language=jp', ['Bêta']],
      ['language=Klingon', ['Beta']],
      ['language=de', []],
      ['language=%25', []],
      ['search=eta&sort=name&language=ja', ['Bêta']],
      ['search=eta&sort=price', ['Beta', 'Bêta']],
    ])('answers 200 for %j', async (query, found) => {
      expect(await names(`category=Tri&${query}`)).toEqual(found);
    });

    it('sorts names whatever their case and accents', async () => {
      const sorted = await names('category=Tri&sort=name');
      expect(sorted.map((name) => name.replace('ê', 'e'))).toEqual([
        'alpha',
        'Beta',
        'Beta',
        'Éclat',
        'Retiré',
        'Zéro',
      ]);
    });

    it.each(['newest', 'price', '-price', 'name'])('has each product on one page, sorted by %s', async (sort) => {
      const { id: category } = await createProduct(shop.prisma);
      for (let index = 0; index < 25; index++) {
        const createdAt = new Date(Date.UTC(2021, 1, 1 + (index % 3)));
        const { id } = await createProduct(shop.prisma, { name: `Même ${index % 4}`, category, createdAt });
        if (index % 5) await createVariant(shop.prisma, { productId: id, priceCents: 100 + (index % 2) });
      }
      const ids: string[] = [];
      for (const page of [1, 2, 3, 4]) {
        const query = `category=${category}&sort=${sort}&limit=7&page=${page}`;
        const { body } = await shop.http.get(`/api/products?${query}`).expect(200);
        expect(body.pagination).toEqual({ page, limit: 7, total: 25, pages: 4 });
        ids.push(...body.products.map(({ id }: { id: string }) => id));
      }
      expect([ids.length, new Set(ids).size]).toEqual([25, 25]);
    });
  });

  describe('GET /api/shop', () => {
    it('answers 200 with what a storefront must not have built in', async () => {
      const { body } = await shop.http.get('/api/shop').expect(200);
      const codes = ['FR', 'BE', 'DE', 'ES', 'IT', 'NL', 'LU', 'CH', 'GB'];
      expect(body).toMatchObject({
        name: 'BoulevardTCG',
        currency: 'EUR',
        locale: 'fr-FR',
        shippingMethods: [
          { code: 'MONDIAL_RELAY', priceCents: 490, carrier: 'MONDIAL_RELAY', countries: codes },
          { code: 'COLISSIMO_HOME', priceCents: 790, carrier: 'COLISSIMO', countries: codes },
        ],
        cart: {
          maxLines: 50,
          maxQuantityPerLine: 100,
          maxUnits: 500,
          minTotalCents: 50,
          maxTotalCents: 99_999_999,
        },
        payment: { mode: 'sandbox' },
      });
      expect(body.countries).toHaveLength(9);
      expect(body.countries).toContainEqual({ code: 'DE', name: 'Allemagne' });
    });

    it('counts the products of each category, also right after one was added', async () => {
      const categories = async () => (await shop.http.get('/api/shop').expect(200)).body.categories;
      const category = `Rayon ${Date.now()}`;
      const before = await categories();
      expect(before).toContainEqual({ name: 'Accessoires', products: 2 });
      const variants = [{ name: 'Standard', priceCents: 100 }];
      const made = { name: 'Neuf', slug: 'neuf', category, variants };
      await shop.http
        .post('/api/admin/products')
        .set((await createAdmin(shop)).auth)
        .send(made)
        .expect(201);
      expect(await categories()).toEqual(expect.arrayContaining([...before, { name: category, products: 1 }]));
    });

    it('answers 304 to a client that has it', async () => {
      const { headers } = await shop.http.get('/api/shop').expect(200);
      expect(headers['cache-control']).toBe('no-cache');
      await shop.http.get('/api/shop').set('If-None-Match', headers.etag!).expect(304);
    });
  });

  describe('GET /api/products/:slug', () => {
    it('answers 200 with pictures in order and the variants for sale', async () => {
      const product = await createProduct(shop.prisma, {
        slug: 'un-coffret',
        images: { create: [1, 0].map((position) => ({ url: `/img/${position}.webp`, position })) },
      });
      await createVariant(shop.prisma, { productId: product.id, stock: 2 });
      const { body } = await shop.http.get('/api/products/un-coffret').expect(200);
      expect(body.product).toMatchObject({
        slug: 'un-coffret',
        outOfStock: false,
        image: { url: '/img/0.webp', altText: null },
        images: [{ position: 0 }, { position: 1 }],
        variants: [{ stock: 2 }],
      });
    });

    it('answers a product with nothing for sale as out of stock and without a price', async () => {
      await createProduct(shop.prisma, { slug: 'vide', images: undefined });
      const { body } = await shop.http.get('/api/products/vide').expect(200);
      expect(body.product).toMatchObject({
        variants: [],
        minPriceCents: null,
        outOfStock: true,
        image: null,
        images: [],
      });
    });

    it.each(['nothing-here', 'Un-Coffret', 'a%20b', '%00', 'x'.repeat(300), "a'%20OR%201=1"])(
      'answers 404 PRODUCT_NOT_FOUND for %s',
      async (slug) => {
        const { status, body } = await shop.http.get(`/api/products/${slug}`);
        expect([status, body.code]).toEqual(status === 400 ? [400, 'SUSPICIOUS_CONTENT'] : [404, 'PRODUCT_NOT_FOUND']);
      },
    );
  });
});
