import { Readable } from 'node:stream';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PRODUCT_COLUMNS } from '../src/catalog/csv/product-row.js';
import { ProductImport } from '../src/catalog/csv/product-import.service.js';
import { buyOrder } from './factories/paid-order.js';
import { createProduct, createVariant } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { expectLedgerToBalance } from './support/ledger.js';
import { runCommand } from './support/run-command.js';
import { startApp, type RunningApp } from './support/start-app.js';

const isBuilt = existsSync('dist/cli/main.js');
const BOM = '\ufeff';
let made = 0;
/** A slug and a SKU that no other test has. */
const newSlug = () => `csv-${++made}`;

describe('CSV files', () => {
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

  const send = (csv: string | Buffer, query = '') =>
    shop.http
      .post(`/api/admin/products/import${query}`)
      .set(admin.auth)
      .attach('file', Buffer.from(csv), 'products.csv');
  const exported = async (path: string): Promise<string> => {
    const { body, headers } = await shop.http.get(path).set(admin.auth).buffer().parse(asBytes).expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    return (body as Buffer).toString();
  };
  const rowsOf = (csv: string) => csv.replace(BOM, '').trimEnd().split('\r\n');
  const product = (slug: string) =>
    shop.prisma.product.findUnique({
      where: { slug },
      include: { images: true, variants: { orderBy: { name: 'asc' } } },
    });

  describe('POST /api/admin/products/import', () => {
    it.each([
      ['semicolons and decimal commas', ';', '12,50'],
      ['commas and decimal points', ',', '12.50'],
    ])('creates a product with its variants from a file with %s', async (_, delimiter, price) => {
      const slug = newSlug();
      const lines = [
        'product_slug,product_name,category,description,image_url,sku,variant_name,language,price_eur,stock,active',
        `${slug},Coffret,Pokémon,Neuf boosters,/img/a.webp,${slug}-FR,Standard,Français,PRICE,3,oui`,
        `${slug},,,,,${slug}-EN,Standard,Anglais,9,,false`,
      ];
      const csv = lines.join('\n').replaceAll(',', delimiter).replace('PRICE', price);
      const { body } = await send(csv).expect(200);
      expect(body).toEqual({
        rows: 2,
        productsCreated: 1,
        productsUpdated: 0,
        variantsCreated: 2,
        variantsUpdated: 0,
        stockChanges: 1,
        unchangedRows: 0,
      });
      expect(await product(slug)).toMatchObject({
        name: 'Coffret',
        category: 'Pokémon',
        description: 'Neuf boosters',
        images: [{ url: '/img/a.webp' }],
        variants: expect.arrayContaining([
          expect.objectContaining({ sku: `${slug}-FR`, priceCents: 1250, stock: 3, isActive: true }),
          expect.objectContaining({ sku: `${slug}-EN`, priceCents: 900, stock: 0, isActive: false }),
        ]),
      });
      const shown = await shop.http.get(`/api/products/${slug}`).expect(200);
      expect(shown.body.product ?? shown.body).toMatchObject({ name: 'Coffret' });
    });

    it('changes what the file says, by SKU in any case, and leaves what its cells leave empty', async () => {
      const [slug, sku] = [newSlug(), `SKU-${newSlug()}`];
      const { id: productId } = await createProduct(shop.prisma, { slug, name: 'Avant', description: 'Texte' });
      const variant = await createVariant(shop.prisma, { productId, sku, skuKey: sku.toUpperCase(), stock: 5 });
      const csv = `product_slug;product_name;sku;price_eur;description\n${slug};Après;${sku.toLowerCase()};7;`;
      const { body } = await send(csv).expect(200);
      expect(body).toMatchObject({ productsUpdated: 1, variantsUpdated: 1, variantsCreated: 0, stockChanges: 0 });
      const after = await product(slug);
      expect(after).toMatchObject({ name: 'Après', description: 'Texte' });
      expect(after!.variants).toMatchObject([{ id: variant.id, name: variant.name, priceCents: 700, stock: 5 }]);
    });

    it('changes a product alone where no cell is about a variant', async () => {
      const slug = newSlug();
      const { id: productId } = await createProduct(shop.prisma, { slug });
      await createVariant(shop.prisma, { productId });
      const { body } = await send(`product_slug;category;sku\n${slug};Magic;`).expect(200);
      expect(body).toMatchObject({ productsUpdated: 1, variantsCreated: 0, variantsUpdated: 0 });
      expect((await send(`product_slug;category;sku\n${slug};Magic;`).expect(200)).body.unchangedRows).toBe(1);
    });

    it('changes a product alone that an earlier row of the file made', async () => {
      const slug = newSlug();
      const header = 'product_slug;product_name;category;description;variant_name;price_eur';
      const { body } = await send(`${header}\n${slug};Nom;Magic;;Standard;5\n${slug};;;Texte;;`).expect(200);
      expect(body).toMatchObject({ rows: 2, productsCreated: 1, variantsCreated: 1, unchangedRows: 0 });
      expect(await product(slug)).toMatchObject({ description: 'Texte', variants: [{ name: 'Standard' }] });
    });

    it('takes stock as a count or as a difference, and writes the ledger', async () => {
      const slug = newSlug();
      const { id: productId } = await createProduct(shop.prisma, { slug });
      const [counted, added, taken] = await Promise.all(
        ['A', 'B', 'C'].map((name) =>
          createVariant(shop.prisma, {
            productId,
            name,
            sku: `${slug}-${name}`,
            skuKey: `${slug}-${name}`.toUpperCase(),
            stock: 5,
          }),
        ),
      );
      const csv = `product_slug;sku;stock;stock_delta\n${slug};${slug}-A;2;\n${slug};${slug}-B;;+4\n${slug};${slug}-C;;-5`;
      expect((await send(csv).expect(200)).body).toMatchObject({ variantsUpdated: 3, stockChanges: 3 });
      const stocks = (await product(slug))!.variants.map(({ stock }) => stock);
      expect(stocks).toEqual([2, 9, 0]);
      const ids = [counted!.id, added!.id, taken!.id];
      const note = { reason: 'CORRECTION', note: 'Import CSV', createdBy: admin.id } as const;
      expect(await shop.prisma.stockMovement.count({ where: { variantId: { in: ids }, ...note } })).toBe(3);
    });

    it('does nothing with ?dryRun=true, and says the same as the import', async () => {
      const slug = newSlug();
      const csv = `product_slug;product_name;category;variant_name;price_eur;stock\n${slug};Nom;Pokémon;Standard;5;1`;
      const dry = await send(csv, '?dryRun=true').expect(200);
      expect(await product(slug)).toBeNull();
      const real = await send(csv).expect(200);
      expect(real.body).toEqual(dry.body);
    });

    it('mails who waited for a variant that comes back', async () => {
      const [slug, email] = [newSlug(), `${newSlug()}@example.test`];
      const { id: productId } = await createProduct(shop.prisma, { slug });
      const sku = `${slug}-A`;
      const variant = await createVariant(shop.prisma, { productId, sku, skuKey: sku.toUpperCase(), stock: 0 });
      await shop.prisma.stockAlert.create({ data: { email, productId, variantId: variant.id } });
      await send(`product_slug;sku;stock_delta\n${slug};${sku};1`).expect(200);
      expect(await shop.prisma.stockAlert.count({ where: { email } })).toBe(0);
    });

    it('imports one of two files at the same time that create the same product; the other is told', async () => {
      const slug = newSlug();
      const csv = `product_slug;product_name;category;variant_name;price_eur;stock\n${slug};Nom;Pokémon;Standard;5;1`;
      const answers = await Promise.all([send(csv), send(csv)]);
      for (const { status } of answers) expect([200, 409]).toContain(status);
      expect(answers.filter(({ body }) => body.productsCreated === 1)).toHaveLength(1);
      expect((await product(slug))!.variants).toMatchObject([{ stock: 1 }]);
    });

    describe('refuses a file and writes nothing of it', () => {
      const HEADER = 'product_slug;product_name;category;sku;variant_name;price_eur;stock;stock_delta';
      const GOOD = 'csv-good;Nom;Pokémon;;Standard;5;1;';
      afterEach(async () => expect(await product('csv-good')).toBeNull());

      it.each<[string, string | Buffer, { row?: number; path: string }]>([
        ['with an unknown delimiter', 'product_slug|sku\ncsv-good|A', { row: 1, path: 'file' }],
        ['with an unknown column', `${HEADER};colour\n${GOOD};red`, { row: 1, path: 'colour' }],
        ['with a column twice', `${HEADER};sku\n${GOOD};A`, { row: 1, path: 'sku' }],
        ['without product_slug', 'sku;stock\nA;1', { row: 1, path: 'product_slug' }],
        ['that is empty', '', { row: 1, path: 'file' }],
        [
          'in another encoding',
          Buffer.from(`${HEADER}\n${GOOD}\ncsv-x;Pok\xe9mon;;;;;;`, 'latin1'),
          { row: 2, path: 'file' },
        ],
        ['in UTF-16', Buffer.from(`${BOM}${HEADER}\n${GOOD}`, 'utf16le'), { row: 1, path: 'file' }],
        ['with a zero byte', `${HEADER}\n${GOOD}\ncsv-x;\0`, { row: 3, path: 'file' }],
        [
          'with a row that is too long',
          `${HEADER}\n${GOOD}\ncsv-x;${'a'.repeat(25_000)};;;;;;`,
          { row: 3, path: 'file' },
        ],
        ['cut off inside quotes', `${HEADER}\n${GOOD}\ncsv-x;"Nom`, { row: 3, path: 'file' }],
        ['cut off inside a row', `${HEADER}\n${GOOD}\ncsv-x;Nom;Pok`, { row: 3, path: 'file' }],
        ['with a formula', `${HEADER}\n${GOOD}\ncsv-x;=1+1;Pokémon;;S;5;;`, { row: 3, path: 'product_name' }],
        [
          'with a script',
          `${HEADER}\n${GOOD}\ncsv-x;<script>alert(1)</script>;Pokémon;;S;5;;`,
          { row: 3, path: 'product_name' },
        ],
        ['with a negative price', `${HEADER}\n${GOOD}\ncsv-x;N;P;;S;-5;;`, { row: 3, path: 'price_eur' }],
        ['with a price of 0', `${HEADER}\n${GOOD}\ncsv-x;N;P;;S;0;;`, { row: 3, path: 'price_eur' }],
        ['with three decimals', `${HEADER}\n${GOOD}\ncsv-x;N;P;;S;1,234;;`, { row: 3, path: 'price_eur' }],
        ['with half a unit', `${HEADER}\n${GOOD}\ncsv-x;N;P;;S;5;1,5;`, { row: 3, path: 'stock' }],
        ['with a count and a difference', `${HEADER}\n${GOOD}\ncsv-x;N;P;;S;5;1;1`, { row: 3, path: 'stock_delta' }],
        ['that takes units of nothing', `${HEADER}\n${GOOD}\ncsv-x;N;P;;S;5;;-1`, { row: 3, path: 'stock_delta' }],
        ['with a bad slug', `${HEADER}\n${GOOD}\nA b;N;P;;S;5;1;`, { row: 3, path: 'product_slug' }],
        ['with a new product without a name', `${HEADER}\n${GOOD}\ncsv-x;;P;;S;5;1;`, { row: 3, path: 'product_name' }],
        ['with a new variant without a price', `${HEADER}\n${GOOD}\ncsv-x;N;P;;S;;1;`, { row: 3, path: 'price_eur' }],
        ['with a SKU twice', `${HEADER}\ncsv-good;N;P;TWICE;S;5;1;\ncsv-x;N;P;twice;S;5;1;`, { row: 3, path: 'sku' }],
        ['with a variant twice', `${HEADER}\n${GOOD}\n${GOOD}`, { row: 3, path: 'variant_name' }],
        ['with a new product without a variant', `${HEADER}\ncsv-good;N;P;;;;;`, { row: 2, path: 'variant_name' }],
        [
          'with two names of a product',
          `${HEADER}\n${GOOD}\ncsv-good;Autre;;;B;5;1;`,
          { row: 3, path: 'product_name' },
        ],
      ])('%s', async (_, csv, problem) => {
        const { body } = await send(csv).expect(400);
        expect(body.code).toBe('INVALID_CSV');
        expect(body.details[0]).toMatchObject({ ...problem, msg: expect.any(String) });
      });

      it('with the SKU of another product', async () => {
        const sku = `OTHER-${newSlug()}`;
        await createVariant(shop.prisma, { sku, skuKey: sku.toUpperCase() });
        const { body } = await send(`${HEADER}\ncsv-good;N;P;${sku};S;5;1;`).expect(400);
        expect(body.details).toMatchObject([{ row: 2, path: 'sku' }]);
      });

      it('with more units taken than there are', async () => {
        const slug = newSlug();
        const { id: productId } = await createProduct(shop.prisma, { slug });
        await createVariant(shop.prisma, { productId, sku: slug, skuKey: slug.toUpperCase(), stock: 2 });
        const { body } = await send(`product_slug;sku;stock_delta\n${slug};${slug};-3`).expect(400);
        expect(body.details).toMatchObject([{ row: 2, path: 'stock_delta' }]);
      });

      it('and names up to 100 problems', async () => {
        const rows = Array.from({ length: 150 }, (_, i) => `csv-${i};N;P;;S;x;;`);
        const { body } = await send([HEADER, ...rows].join('\n')).expect(400);
        expect(body.details).toHaveLength(100);
        expect(body.details[99]).toMatchObject({ row: 101, path: 'price_eur' });
      });

      it('over 32 MB, of which it reads no more', async () => {
        const importer = shop.app.get(ProductImport, { strict: false });
        let read = 0;
        const endless = Readable.from(
          (function* () {
            yield `${HEADER}\n`;
            for (;;) yield '\n'.repeat((read += 1_000_000) && 1_000_000);
          })(),
        ).map((text: string) => Buffer.from(text));
        await expect(importer.import(endless)).rejects.toMatchObject({ code: 'INVALID_CSV' });
        expect(read).toBeLessThan(64_000_000);
      });
    });

    it('answers 400 TOO_MANY_FILES to two files, with a text that is true for any file', async () => {
      const { body } = await send('product_slug').attach('file', Buffer.from('product_slug'), 'b.csv').expect(400);
      expect(body).toMatchObject({ code: 'TOO_MANY_FILES', error: 'Trop de fichiers à la fois.' });
    });

    it('answers 400 NO_FILES without a file, 400 VALIDATION_ERROR to another dryRun or a misspelt one, 403 to customers', async () => {
      const empty = await shop.http.post('/api/admin/products/import').set(admin.auth).field('a', 'b').expect(400);
      expect(empty.body.code).toBe('NO_FILES');
      for (const query of ['dryRun=perhaps', 'dryrun=true', 'dry_run=true'])
        expect((await send('product_slug', `?${query}`).expect(400)).body.code).toBe('VALIDATION_ERROR');
      const customer = await createUser(shop);
      await shop.http.post('/api/admin/products/import').set(customer.auth).expect(403);
      await shop.http.get('/api/admin/products/export').set(customer.auth).expect(403);
      await shop.http.get('/api/admin/orders/export').set(customer.auth).expect(403);
    });
  });

  describe('GET /api/admin/products/export', () => {
    it('answers a file that changes nothing when it is imported again, however awkward the texts', async () => {
      const texts = ['=1+1', "'=quoted", '@x', 'a;b,c', 'a "b"', 'ligne 1\nligne 2', "L'œuvre", '+2 Mace'];
      for (const [index, name] of texts.entries()) {
        const { id: productId } = await createProduct(shop.prisma, { slug: newSlug(), name, description: name });
        // Without a SKU, with one, not for sale.
        await createVariant(shop.prisma, { productId, name, sku: null, stock: index });
        await createVariant(shop.prisma, { productId, name, language: name, isActive: false, sku: null });
      }
      const csv = await exported('/api/admin/products/export');
      expect(csv.startsWith(BOM + PRODUCT_COLUMNS.join(';'))).toBe(true);
      const before = await shop.prisma.variant.findMany({ orderBy: { id: 'asc' } });
      const { body } = await send(csv).expect(200);
      expect(body).toMatchObject({ rows: before.length, unchangedRows: before.length });
      expect(await shop.prisma.variant.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
    });

    it('disarms formulas', async () => {
      const slug = newSlug();
      const { id: productId } = await createProduct(shop.prisma, { slug, name: '=HYPERLINK("http://evil.test")' });
      await createVariant(shop.prisma, { productId });
      const row = rowsOf(await exported('/api/admin/products/export')).find((line) => line.startsWith(slug));
      expect(row).toContain(`"'=HYPERLINK(`);
    });
  });

  describe('GET /api/admin/orders/export', () => {
    it('answers a row for each line of an order, with amounts in euros, from a day of the shop’s time zone on', async () => {
      const { id, orderNumber } = await buyOrder(shop);
      const lost = { lostCents: 250, createdAt: new Date('2026-11-30T23:30:00Z') };
      await shop.prisma.order.update({ where: { id }, data: lost });
      const order = await shop.prisma.order.findUniqueOrThrow({ where: { orderNumber }, include: { items: true } });
      const all = rowsOf(await exported('/api/admin/orders/export'));
      const [header, rows] = [all[0]!.split(';'), all.filter((line) => line.startsWith(orderNumber))];
      expect(rows).toHaveLength(order.items.length);
      const cell = (column: string) => rows[0]!.split(';')[header.indexOf(column)];
      expect(cell('order_total_eur')).toBe((order.totalCents / 100).toFixed(2).replace('.', ','));
      expect(cell('quantity')).toBe(String(order.items[0]!.quantity));
      expect(cell('status')).toBe(order.status);
      expect(cell('order_lost_eur')).toBe('2,50');
      expect(cell('created_at')).toBe('2026-12-01T00:30:00.000+01:00');

      const since = async (when: string) => rowsOf(await exported(`/api/admin/orders/export?since=${when}`)).slice(1);
      expect(await since('2026-12-01')).toEqual(expect.arrayContaining(rows));
      expect(await since('2026-12-01T00:00:00Z')).not.toEqual(expect.arrayContaining(rows));
      expect(await since('2999-01-01')).toEqual([]);
      await shop.http.get('/api/admin/orders/export?since=never').set(admin.auth).expect(400);
    });
  });

  (isBuilt ? describe : describe.skip)('npm run products:import, products:export, orders:export', () => {
    const folder = mkdtempSync(join(tmpdir(), 'boulevard-csv-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('write and read files, and say what they did', async () => {
      const file = join(folder, 'products.csv');
      expect(await runCommand(['products:export', '--to', file], shop.env)).toMatchObject({ code: 0, stderr: '' });
      expect(readFileSync(file, 'utf8')).toContain(PRODUCT_COLUMNS.join(';'));
      const again = await runCommand(['products:import', '--from', file, '--dry-run'], shop.env);
      expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('Would import') });
      const orders = await runCommand(['orders:export', '--to', join(folder, 'o.csv'), '--since', '3d'], shop.env);
      expect(orders).toMatchObject({ code: 0, stdout: expect.stringContaining('Wrote') });
    }, 180_000);

    it('say row and column of each problem, and exit with 1', async () => {
      const file = join(folder, 'bad.csv');
      writeFileSync(file, 'product_slug;price_eur\ncsv-a;-1\ncsv-b;x');
      const { code, stderr } = await runCommand(['products:import', '--from', file], shop.env);
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /Not imported: nothing was written\.\nLigne 2, colonne price_eur : .*\nLigne 3, colonne price_eur : /,
      );
      const missing = await runCommand(['products:import', '--from', join(folder, 'none.csv')], shop.env);
      expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('is no file') });
    });
  });
});

/** Supertest has no parser for text/csv. */
function asBytes(response: unknown, done: (error: Error | null, body: Buffer) => void): void {
  const stream = response as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}
