import { readFileSync } from 'node:fs';
import type { Prisma } from '../src/prisma/client.js';
import type { PrismaService } from '../src/prisma/prisma.service.js';
import { cartOf } from './factories/cart.js';
import { createVariant } from './factories/product.js';
import { createAdmin, createUser } from './factories/user.js';
import { expectLedgerToBalance } from './support/ledger.js';
import { startPostgres, type Postgres } from './support/postgres.js';
import { paySession } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

/** The main flows on the other database. `npm run test:postgresql` runs every other e2e test there as well. */
describe('on PostgreSQL, two instances on one empty database', () => {
  let postgres: Postgres;
  let shop: RunningApp;
  let second: RunningApp;
  const account = { email: 'sacha@example.com', username: 'sacha', password: 'Pikachu25' };

  beforeAll(async () => {
    postgres = await startPostgres();
    const DATABASE_URL = await postgres.createDatabase();
    shop = await startApp({ DATABASE_URL });
    second = await startApp({ DATABASE_URL }, shop.dataDir);
  });
  afterAll(async () => {
    await Promise.all([second.close(), shop.close()]);
    await postgres.stop();
  });

  it('have every migration, and the same document as on SQLite', async () => {
    await shop.http.get('/api/health/ready').expect(200);
    await second.http.get('/api/health/ready').expect(200);
    const committed: unknown = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'));
    const { body } = await shop.http.get('/api/docs-json').expect(200);
    expect(body).toEqual(committed);
  });

  it('make one account of two registrations at once', async () => {
    const answers = await Promise.all(
      [shop, second].map(({ http }) => http.post('/api/auth/register').send({ ...account, firstName: 'Sacha' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toMatch(/^(EMAIL|USERNAME)_ALREADY_EXISTS$/);
  });

  it('let the account log in on one and read its profile on the other', async () => {
    const { email, password } = account;
    const { body } = await shop.http.post('/api/auth/login').send({ email, password }).expect(200);
    const profile = await second.http.get('/api/users/profile').set('Authorization', `Bearer ${body.accessToken}`);
    expect(profile.body.user).toMatchObject({ email, username: 'sacha', _count: { orders: 0 } });
    await second.http.post('/api/auth/refresh').send({ refreshToken: body.refreshToken }).expect(200);
    await shop.http.post('/api/auth/logout').send({ refreshToken: body.refreshToken }).expect(200);
    const refused = await second.http.post('/api/auth/refresh').send({ refreshToken: body.refreshToken }).expect(401);
    expect(refused.body.code).toBe('INVALID_REFRESH_TOKEN');
  });

  it('take a product from an administrator and find it without regard to case and accents', async () => {
    const admin = await createAdmin(shop);
    const variants = [{ name: 'Standard', language: 'Français', priceCents: 5490, stock: 12 }];
    const product = { name: 'Coffret Évoli', slug: 'coffret-evoli', category: 'Pokémon', variants };
    await shop.http.post('/api/admin/products').set(admin.auth).send(product).expect(201);
    const again = await second.http.post('/api/admin/products').set(admin.auth).send(product).expect(409);
    expect(again.body.code).toBe('SLUG_ALREADY_EXISTS');

    const { body } = await second.http.get('/api/products?search=EVOLI').expect(200);
    expect(body.products).toMatchObject([{ slug: 'coffret-evoli', minPriceCents: 5490, outOfStock: false }]);
  });

  it('sell two of ten: one order, its ledger, eight left', async () => {
    const buyer = await createUser(shop);
    const { id } = await createVariant(shop.prisma, { stock: 10, priceCents: 4990 });
    const cart = cartOf([{ variantId: id, quantity: 2 }]);
    const { body: session } = await shop.http
      .post('/api/checkout/create-session')
      .set(buyer.auth)
      .set('Idempotency-Key', 'the-cart-of-one-guest')
      .send(cart)
      .expect(201);
    await shop.http
      .post('/api/checkout/create-session')
      .set(buyer.auth)
      .set('Idempotency-Key', 'the-cart-of-one-guest')
      .send(cart)
      .expect(200);
    await paySession(shop, session.sessionId, { delivery: 'twice' });

    const { body } = await second.http.get('/api/users/orders').set(buyer.auth).expect(200);
    expect(body.orders).toMatchObject([{ status: 'CONFIRMED', totalCents: 2 * 4990 + 790, items: [{ quantity: 2 }] }]);
    await expect(shop.prisma.variant.findUnique({ where: { id } })).resolves.toMatchObject({ stock: 8 });
    await expectLedgerToBalance(shop.prisma);
  });

  it('run a transaction again that the database ended because two waited for one another', async () => {
    const [a, b] = [await createVariant(shop.prisma, { stock: 0 }), await createVariant(shop.prisma, { stock: 0 })];
    const raise = async (tx: Prisma.TransactionClient, id: string, isRaw: boolean) => {
      if (isRaw) await tx.$executeRaw`UPDATE "Variant" SET "stock" = "stock" + 1 WHERE "id" = ${id}`;
      else await tx.variant.update({ where: { id }, data: { stock: { increment: 1 } } });
    };
    for (const isRaw of [false, true]) {
      let runs = 0;
      let holding = 0;
      const inOrder = (prisma: PrismaService, [first, second]: string[]) =>
        prisma.$transaction(async (tx) => {
          runs++;
          await raise(tx, first!, isRaw);
          holding++;
          // Each has one of the two before either asks for the other's.
          while (holding < 2) await new Promise((resolve) => setTimeout(resolve, 5));
          await raise(tx, second!, isRaw);
        });
      await Promise.all([inOrder(shop.prisma, [a.id, b.id]), inOrder(second.prisma, [b.id, a.id])]);
      expect(runs).toBeGreaterThan(2);
    }
    const rows = await shop.prisma.variant.findMany({ where: { id: { in: [a.id, b.id] } } });
    expect(rows.map(({ stock }) => stock)).toEqual([4, 4]);
    await shop.prisma.variant.updateMany({ where: { id: { in: [a.id, b.id] } }, data: { stock: 0 } });
  });

  it('sell the last one once when two buyers want it at the same moment', async () => {
    const { id } = await createVariant(shop.prisma, { stock: 1 });
    const answers = await Promise.all(
      [shop, second].map(async ({ http }) =>
        http.post('/api/checkout/create-session').send(cartOf([{ variantId: id, quantity: 1 }])),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { sessionId } = answers.find(({ status }) => status === 201)!.body as { sessionId: string };
    await Promise.all([
      paySession(shop, sessionId, { delivery: 'twice' }),
      ...[shop, second].map(async ({ http }) => http.get(`/api/checkout/verify-session/${sessionId}`)),
    ]);

    await expect(shop.prisma.order.count({ where: { stripeSessionId: sessionId } })).resolves.toBe(1);
    await expect(shop.prisma.variant.findUnique({ where: { id } })).resolves.toMatchObject({ stock: 0 });
    await expectLedgerToBalance(shop.prisma);
  });
});
