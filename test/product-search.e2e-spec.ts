import fc from 'fast-check';
import { findProducts } from '../src/catalog/products/find-products.js';
import { ProductSearch } from '../src/catalog/products/search/product-search.js';
import { foldForSearch, searchTextOf } from '../src/common/text/fold-text.js';
import { createProduct } from './factories/product.js';
import { createAdmin, type TestUser } from './factories/user.js';
import { cardNames } from './support/card-names.js';
import { expectWholeIndex } from './support/search-index.js';
import { startApp, type RunningApp } from './support/start-app.js';

/** Parts of names: what a wildcard, an operator or a change of case could make something else of. */
const PARTS = [
  ...['a', 'b', 'é', 'e\u0301', 'É', 'œ', 'OE', 'ß', 'ẞ', 'ss', 'İ', 'ı', 'I', 'K', 'Σ', 'σ', 'ς', 'ﬁ', 'fi', 'ǅ'],
  ...['%', '_', '!', '"', "'", '’', '*', '-', '^', ':', '(', ')', '+', '{', '}', '\\', '?', ' ', '\t', '100', '0'],
  ...['AND', 'OR', 'NOT', 'NEAR', 'text', 'rowid', 'ポケ', 'モン', 'カード', '寶可夢', '한글', '🃏', '👩‍👧', '\uFFFD'],
];
const words = fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));

describe('the search of products', () => {
  let shop: RunningApp;
  let search: ProductSearch;
  let admin: TestUser;
  beforeAll(async () => {
    shop = await startApp();
    search = shop.app.get(ProductSearch);
    admin = await createAdmin(shop);
  });
  afterAll(() => shop.close());

  /** Beneath the route, which refuses some of the texts and cleans others. */
  const find = (text: string) => findProducts(shop.prisma, search, { search: text }, { skip: 0, take: 10_000 });
  const isOnPostgresql = () => Boolean(shop.env.DATABASE_URL);

  /** What a look through all of them finds. */
  async function expected(text: string): Promise<{ ids: string[]; total: number }> {
    const all = await shop.prisma.product.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] });
    const ids = all.filter(({ searchText }) => searchText.includes(text)).map(({ id }) => id);
    return { ids, total: ids.length };
  }

  describe('GET /api/products and /api/admin/products', () => {
    beforeAll(async () => {
      const all: [string, string | null][] = [
        ['Zarude « 100 % » brut_', 'Un cœur d’Œuf'],
        ['Zarude 100 pour cent bruts', 'Deux coeurs'],
        ['Le "Zarude" AND NEAR OR*', 'a-b (c) : d ^ e'],
        ['ポケモンカード 寶可夢', 'ザルード 🃏👩‍👧'],
        ['Straße nach İzmir', 'Zebulon'],
      ];
      for (const [name, description] of all) await createProduct(shop.prisma, { name, description });
    });

    it.each([
      ['100 %', 1],
      ['% brut', 1],
      ['%', 1],
      ['brut_', 1],
      ['_', 1],
      ['ZARUDE', 3],
      ['zarude 100', 2],
      ['"zarude"', 3],
      ['and near or*', 1],
      ['zarude AND near', 1],
      ['zarude* or', 0],
      ['Zarude OR Zebulon', 0],
      ['a-b (c) : d ^ e', 1],
      ['100%', 1],
      ['a b c d^e', 1],
      ['or *', 1],
      ['or', 1],
      ['text:zarude', 0],
      ['cœur d’œuf', 1],
      ["COEUR D'OEUF", 1],
      ['ポケモンカード', 1],
      ['ケモ', 1],
      ['寶', 1],
      ['寶可夢', 1],
      ['🃏', 1],
      ['🃏👩‍👧', 1],
      ['strasse nach i', 1],
      ['izm', 1],
      ['izmir zeb', 0],
      ['zebulon', 1],
      ['bulo', 1],
    ])('find by %j as it is written: %d', async (text, count) => {
      const query = `search=${encodeURIComponent(text)}&limit=500`;
      const { body } = await shop.http.get(`/api/products?${query}`).expect(200);
      expect(body.pagination.total).toBe(count);
      const ids = body.products.map(({ id }: { id: string }) => id);
      expect(ids).toEqual((await expected(foldForSearch(text))).ids);
      const { body: forAdmin } = await shop.http.get(`/api/admin/products?${query}`).set(admin.auth).expect(200);
      expect(forAdmin.products.map(({ id }: { id: string }) => id)).toEqual(ids);
    });

    it.each(['izmir zebulon', 'izmirzebulon', 'izmir\nzebulon', 'izmir\r\nzebulon'])(
      'find nothing by %j, which runs from a name into the description',
      async (text) => {
        const { body } = await shop.http.get(`/api/products?search=${encodeURIComponent(text)}`).expect(200);
        expect(body.pagination.total).toBe(0);
      },
    );

    it.each(['"', ' - ', '?!', '« » …'])('take %j, punctuation alone, for no search', async (text) => {
      const { body } = await shop.http.get(`/api/products?search=${encodeURIComponent(text)}`).expect(200);
      expect(body.pagination.total).toBe(await shop.prisma.product.count());
    });

    it.each([
      ['Porygon-Z', ['porygon z', 'PORYGON‑Z', 'porygon - z']],
      ['Coffret X : Écarlate', ['X:ecarlate', 'x ecarlate', 'coffret x,écarlate']],
      ['L’Éveil 50%', ['l éveil', "l'eveil 50 %", '50%']],
    ])('find %s whatever its punctuation', async (name, texts) => {
      const { id } = await createProduct(shop.prisma, { name, description: null });
      for (const text of texts) expect([text, await find(text)]).toEqual([text, { ids: [id], total: 1 }]);
    });

    it('count whole characters: the first hundred, and no half of an emoji', async () => {
      const name = `${'x'.repeat(99)}🃏`;
      const { id } = await createProduct(shop.prisma, { name });
      expect(await find(`${name} and more`)).toEqual({ ids: [id], total: 1 });
    });

    it('see what was added, renamed and deleted in the very next search', async () => {
      const total = async (text: string) =>
        (await shop.http.get(`/api/products?search=${text}`).expect(200)).body.pagination.total as number;
      expect([await total('quaquaval'), await total('miascarade')]).toEqual([0, 0]);
      const variants = [{ name: 'Standard', priceCents: 100, stock: 1 }];
      const made = { name: 'Quaquaval', slug: 'quaquaval', category: 'Pokémon', variants };
      const { body } = await shop.http.post('/api/admin/products').set(admin.auth).send(made).expect(201);
      const path = `/api/admin/products/${body.product.id}`;
      expect([await total('quaquaval'), await total('miascarade')]).toEqual([1, 0]);
      await shop.http.put(path).set(admin.auth).send({ name: 'Miascarade' }).expect(200);
      expect([await total('quaquaval'), await total('miascarade')]).toEqual([0, 1]);
      await shop.http.put(path).set(admin.auth).send({ description: 'Quaquaval' }).expect(200);
      expect([await total('quaquaval'), await total('miascarade')]).toEqual([1, 1]);
      await shop.http.delete(path).set(admin.auth).expect(200);
      expect([await total('quaquaval'), await total('miascarade')]).toEqual([0, 0]);
    });
  });

  it('finds each of many cards by its name', async () => {
    const names = cardNames(150);
    const rows = names.map((name, index) => ({
      ...{ name, slug: `carte-${index}`, category: 'Pokémon', searchText: searchTextOf(name, null) },
      createdAt: new Date(Date.now() - index * 60_000),
    }));
    await shop.prisma.product.createMany({ data: rows });
    const all = await shop.prisma.product.findMany({ orderBy: { createdAt: 'desc' } });
    for (const [index, name] of names.entries()) {
      const found = await find(name);
      expect(found.ids).toContain(all.find(({ slug }) => slug === `carte-${index}`)?.id);
      const same = all.filter(({ searchText }) => searchText.includes(foldForSearch(name))).map(({ id }) => id);
      expect([name, found]).toEqual([name, { ids: same, total: same.length }]);
    }
  });

  it('asks an index for what few products hold', async () => {
    const rows = await search.rowsWith(foldForSearch('Porygon-Z'));
    if (!isOnPostgresql()) return expect(rows.sql).toContain('"ProductSearch" MATCH');
    const plan = await shop.prisma.$transaction(async (tx) => {
      // What is left is an index that can answer the condition, however few the rows are.
      for (const way of ['seqscan', 'indexscan', 'indexonlyscan'])
        await tx.$executeRawUnsafe(`SET LOCAL enable_${way} = off`);
      return tx.$queryRaw<object[]>`EXPLAIN SELECT "id" ${rows}`;
    });
    expect(JSON.stringify(plan)).toMatch(/Bitmap Index Scan on .*Product_searchText_idx/);
  });

  it('finds, whatever is written in whatever products, just what a look through all of them finds', async () => {
    const ids = (await shop.prisma.product.findMany({ take: 60, orderBy: { createdAt: 'desc' } })).map(({ id }) => id);
    const change = fc.tuple(fc.nat(ids.length - 1), words, words, fc.nat(3));
    const part = fc.tuple(fc.nat(ids.length - 1), fc.nat(), fc.integer({ min: 1, max: 40 }));
    await fc.assert(
      fc.asyncProperty(change, fc.array(part, { maxLength: 3 }), words, async (changed, parts, question) => {
        const [which, name, description, kind] = changed;
        const where = { id: ids[which]! };
        const data = { name, description, searchText: searchTextOf(name, description) };
        await (kind ? shop.prisma.product.update({ where, data }) : replace(where.id, data));
        const texts = await Promise.all(parts.map(([index, from, length]) => partOf(ids[index]!, from, length)));
        for (const text of [question, name, ...texts]) {
          if (asked(text)) expect([text, await find(text)]).toEqual([text, await expected(asked(text))]);
        }
      }),
      { seed: 20_261_123, numRuns: 60, endOnFailure: true },
    );
    if (!isOnPostgresql()) await expectWholeIndex(shop.prisma);
  });

  /** As `find` understands a question. */
  const asked = (text: string) => foldForSearch(text);

  /** Some of what is there, so that there is something to be found. */
  async function partOf(id: string, from: number, length: number): Promise<string> {
    const characters = Array.from((await shop.prisma.product.findUniqueOrThrow({ where: { id } })).searchText);
    const start = from % characters.length;
    return characters.slice(start, start + length).join('');
  }

  async function replace(id: string, data: { name: string; description: string; searchText: string }) {
    const row = await shop.prisma.product.delete({ where: { id } });
    await shop.prisma.product.create({ data: { ...row, ...data } });
  }

  it('is right after writes that were undone, and after VACUUM has put the table in another order', async () => {
    const total = async (text: string) => (await find(text)).total;
    const row = (slug: string) => ({ slug, name: slug, category: 'x', searchText: `qwxzk ${slug}\n` });
    const [{ slug }, { id }] = [await createProduct(shop.prisma), await createProduct(shop.prisma, row('vbnwq'))];
    await expect(shop.prisma.product.createMany({ data: [row('un'), row(slug), row('deux')] })).rejects.toThrow();
    const undone = shop.prisma.$transaction(async (tx) => {
      await tx.product.deleteMany({ where: { id } });
      await tx.product.create({ data: row('trois') });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect([await total('qwxzk'), await total('vbnwq')]).toEqual([1, 1]);

    await shop.prisma.product.deleteMany({ where: { slug: { startsWith: 'carte-1' } } });
    await shop.prisma.$executeRaw`VACUUM`;
    await shop.prisma.product.updateMany({ where: { id }, data: { id: 'another', searchText: 'grenousse' } });
    expect([await total('qwxzk'), await find('grenousse')]).toEqual([0, { ids: ['another'], total: 1 }]);
    if (!isOnPostgresql()) await expectWholeIndex(shop.prisma);
  });
});
