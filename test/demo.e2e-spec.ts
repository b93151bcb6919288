import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DEMO_ADMIN, DEMO_CUSTOMERS, readDemoAdmin } from '../src/demo/demo-accounts.js';
import { DemoData } from '../src/demo/demo-data.js';
import { seedCommand } from '../src/demo/seed-command.js';
import { createProduct } from './factories/product.js';
import { createUser } from './factories/user.js';
import { expectLedgerToBalance } from './support/ledger.js';
import { expectConsistent, paymentsAtStripe } from './support/consistency.js';
import { startApp, withEnv, type RunningApp } from './support/start-app.js';

const DEMO = fileURLToPath(new URL('../scripts/demo.mjs', import.meta.url));

interface Shown {
  createdAt: string;
  outOfStock: boolean;
  images: { url: string; altText: string }[];
  variants: { id: string; name: string; language: string | null; edition: string | null; stock: number }[];
}

describe('the demo', () => {
  const shops: RunningApp[] = [];
  const start = async (...args: Parameters<typeof startApp>): Promise<RunningApp> => {
    const shop = await startApp(...args);
    shops.push(shop);
    return shop;
  };
  afterAll(() => Promise.all(shops.map((shop) => shop.close())));

  describe('at the first start in development', () => {
    let shop: RunningApp;
    let products: Shown[];
    beforeAll(async () => {
      shop = await start({ NODE_ENV: 'development' });
      products = (await shop.http.get('/api/products?limit=500').expect(200)).body.products as Shown[];
    });

    const login = async (account: { email: string; password: string }) => {
      const { body } = await shop.http
        .post('/api/auth/login')
        .send({ email: account.email, password: account.password })
        .expect(200);
      return { Authorization: `Bearer ${body.accessToken as string}` };
    };

    it('fills the catalogue in every category, with articles that are sold out and last ones', () => {
      expect(products.length).toBeGreaterThanOrEqual(16);
      expect(products[0]).toMatchObject({ id: 'demo-etb-flammes', slug: 'coffret-dresseur-elite-flammes' });
      expect(products[0]!.variants.find(({ id }) => id === 'demo-etb-flammes-fr')!.stock).toBe(10);
      const categories = new Set(products.map((product) => (product as unknown as { category: string }).category));
      expect([...categories].sort()).toEqual(['Accessoires', 'One Piece', 'Pokémon', 'Protections']);
      const stocks = products.flatMap(({ variants }) => variants.map(({ stock }) => stock));
      expect(stocks).toEqual(expect.arrayContaining([0, 1]));
      expect(products.some(({ outOfStock }) => outOfStock)).toBe(true);
    });

    it('has a picture with a text for every product, and each is served', async () => {
      for (const { images } of products) {
        expect(images.length).toBeGreaterThan(0);
        for (const { url, altText } of images) {
          const { headers } = await shop.http.get(url).expect(200).expect('Content-Type', 'image/webp');
          expect(headers['content-security-policy']).toContain("default-src 'none'");
          expect(altText).not.toBe('');
        }
      }
    });

    it('gives the variants of a product different names', () => {
      for (const { variants } of products) {
        const names = variants.map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        if (names.length > 1) expect(names).not.toContain('Standard');
      }
    });

    it('has a customer with an order in each state, and stock, ledger and orders agree', async () => {
      const ondine = await login(DEMO_CUSTOMERS[0]);
      const { body } = await shop.http.get('/api/users/orders').set(ondine).expect(200);
      const orders = body.orders as { status: string; createdAt: string; items: { product?: unknown }[] }[];
      expect(orders.map(({ status }) => status).sort()).toEqual(
        ['CANCELLED', 'CONFIRMED', 'DELIVERED', 'PENDING', 'REFUNDED', 'SHIPPED'].sort(),
      );
      await expectLedgerToBalance(shop.prisma);
      await expectConsistent(shop);
      const sold = await shop.prisma.orderItem.findMany({ include: { product: true } });
      expect(sold.filter(({ createdAt, product }) => createdAt < product!.createdAt)).toEqual([]);
    });

    it('has orders whose payments the sandbox knows: one that is paid can be refunded, one that is back can not', async () => {
      const admin = await login((await readDemoAdmin(shop.dataDir))!);
      const { body } = await shop.http.get('/api/admin/orders?status=CONFIRMED').set(admin).expect(200);
      const { id, totalCents } = (body.orders as { id: string; totalCents: number }[])[0]!;
      await shop.http.patch(`/api/admin/orders/${id}/status`).set(admin).send({ status: 'CANCELLED' }).expect(200);
      const refund = await shop.prisma.refund.findFirstOrThrow({ where: { orderId: id } });
      expect(refund).toMatchObject({ amountCents: totalCents, status: 'SUCCEEDED' });
      for (const { paidCents, returnedCents, sessionId } of await paymentsAtStripe(shop)) {
        const order = await shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId: sessionId } });
        expect([paidCents, returnedCents]).toEqual([order.totalCents, order.refundedCents]);
      }
      await expectConsistent(shop);
    });

    it('has reviews, one of them for an administrator to approve, and a promo code', async () => {
      const { body } = await shop.http.get('/api/reviews/product/demo-sleeves').expect(200);
      expect(body.reviews).toHaveLength(2);
      const admin = await login((await readDemoAdmin(shop.dataDir))!);
      const { body: all } = await shop.http.get('/api/admin/reviews').set(admin).expect(200);
      expect(all.reviews.filter(({ isApproved }: { isApproved: boolean }) => !isApproved)).toHaveLength(1);
      await shop.http.post('/api/promo/validate').send({ code: 'BIENVENUE10', totalCents: 5490 }).expect(200);
    });

    it('has an administrator whose password is random and kept in a file of its owner', async () => {
      const first = shop.app.get(DemoData, { strict: false });
      const admin = first.newAdmin()!;
      expect(admin).toEqual(await readDemoAdmin(shop.dataDir));
      await shop.http
        .get('/api/admin/dashboard')
        .set(await login(admin))
        .expect(200);
      const other = await start({ NODE_ENV: 'development' });
      expect((await readDemoAdmin(other.dataDir))!.password).not.toBe(admin.password);
    });

    it('is not written again at the next start', async () => {
      const { dataDir, prisma } = shop;
      const before = await prisma.order.count();
      await shop.app.close();
      const again = await startApp({ NODE_ENV: 'development' }, dataDir);
      shops.push(again);
      expect(await again.prisma.order.count()).toBe(before);
      expect(again.app.get(DemoData, { strict: false }).newAdmin()).toBeNull();
      expect(await again.app.get(DemoData, { strict: false }).accounts()).toHaveLength(3);
    });
  });

  it('is not written with SEED_DEMO=false or outside development', async () => {
    const off = await start({ NODE_ENV: 'development', SEED_DEMO: 'false' });
    expect(await off.prisma.product.count()).toBe(0);
    const shop = await start();
    expect(await shop.prisma.product.count()).toBe(0);
    expect(existsSync(join(shop.dataDir, 'demo-admin-password'))).toBe(false);
  });

  it('is written by npm run db:seed, once, and never in production', async () => {
    const shop = await start();
    const seed = (env: Record<string, string> = {}) => withEnv({ NODE_ENV: 'test', ...shop.env, ...env }, seedCommand);
    await expect(seed({ NODE_ENV: 'production', UPLOAD_DIR: shop.dataDir })).rejects.toThrow('production');
    expect(await seed()).toMatch(/^Wrote \d+ demo products\. Administrator: admin@example\.com, password \S+$/);
    expect(await shop.prisma.product.count()).toBeGreaterThanOrEqual(16);
    expect(await seed()).toMatch(/^Nothing written/);
  });

  it('leaves a shop with a product as it is, and gives a shop with accounts the catalogue alone', async () => {
    const seed = (shop: RunningApp) => withEnv({ NODE_ENV: 'test', ...shop.env }, seedCommand);
    const sells = await start();
    await createProduct(sells.prisma);
    expect(await seed(sells)).toMatch(/^Nothing written/);
    expect(await sells.prisma.product.count()).toBe(1);

    const has = await start();
    await createUser(has, { email: DEMO_ADMIN.email });
    expect(await seed(has)).toMatch(/^Wrote \d+ demo products\.$/);
    expect(await has.prisma.user.count()).toBe(1);
    expect(await has.prisma.order.count()).toBe(0);
    await expectConsistent(has);
  });
});

describe('npm run demo', () => {
  it('ends with 0 when every step was as told: each asserts what it says', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [DEMO]);
    for (const title of ['A purchase', 'Two buyers, one card', 'Paid, and gone', 'Consistency']) {
      expect(stdout).toContain(`\n${title}\n`);
    }
    expect(stdout.trimEnd().endsWith('All as told.')).toBe(true);
  }, 60_000);
});
