import { seedCommand } from '../src/catalog/demo/seed-command.js';
import { seedDemo } from '../src/catalog/demo/seed-demo.js';
import { createProduct } from './factories/product.js';
import { expectLedgerToBalance } from './support/ledger.js';
import { startApp, withEnv, type RunningApp } from './support/start-app.js';

describe('the demo catalogue', () => {
  const shops: RunningApp[] = [];
  const start = async (...args: Parameters<typeof startApp>): Promise<RunningApp> => {
    const shop = await startApp(...args);
    shops.push(shop);
    return shop;
  };
  afterAll(() => Promise.all(shops.map((shop) => shop.close())));

  it('is there after the first start in development, with its ledger, and is not written again', async () => {
    const shop = await start({ NODE_ENV: 'development' });
    const { body } = await shop.http.get('/api/products?limit=500').expect(200);
    expect(body.products.length).toBeGreaterThanOrEqual(16);
    expect(body.products[0]).toMatchObject({ id: 'demo-etb-flammes', slug: 'coffret-dresseur-elite-flammes' });
    expect(body.products[0].variants.find(({ id }: { id: string }) => id === 'demo-etb-flammes-fr').stock).toBe(10);
    const categories = new Set(body.products.map(({ category }: { category: string }) => category));
    expect([...categories].sort()).toEqual(['Accessoires', 'One Piece', 'Pokémon', 'Protections']);
    const stocks = body.products.flatMap(({ variants }: { variants: { stock: number }[] }) =>
      variants.map(({ stock }) => stock),
    );
    expect(stocks).toEqual(expect.arrayContaining([0, 1]));
    expect(body.products.some(({ outOfStock }: { outOfStock: boolean }) => outOfStock)).toBe(true);
    await expectLedgerToBalance(shop.prisma);
    expect(await seedDemo(shop.prisma)).toBe(0);
  });

  it('is not written with SEED_DEMO=false, nor outside development, nor beside a product of the shop', async () => {
    const off = await start({ NODE_ENV: 'development', SEED_DEMO: 'false' });
    expect(await off.prisma.product.count()).toBe(0);
    const shop = await start();
    expect(await shop.prisma.product.count()).toBe(0);
    await createProduct(shop.prisma);
    expect(await seedDemo(shop.prisma)).toBe(0);
    expect(await shop.prisma.product.count()).toBe(1);
  });

  it('is written by npm run db:seed, once', async () => {
    const shop = await start();
    const seed = () => withEnv({ NODE_ENV: 'test', ...shop.env }, seedCommand);
    expect(await seed()).toMatch(/^Wrote \d+ demo products/);
    expect(await shop.prisma.product.count()).toBeGreaterThanOrEqual(16);
    expect(await seed()).toMatch(/^Nothing written/);
  });
});
