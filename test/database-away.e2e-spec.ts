import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Response } from 'supertest';
import { createPostgresServer, type PostgresServer } from '../scripts/postgres-server.mjs';
import { JobsService } from '../src/jobs/jobs.service.js';
import { cartOf, openSession } from './factories/cart.js';
import { createVariant } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { captureLog } from './support/captured-log.js';
import { expectConsistent } from './support/consistency.js';
import { expectLedgerToBalance } from './support/ledger.js';
import { deliverEvent, paySession, type Paid } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

interface Refusal {
  code: string;
  requestId: string;
}

/** Starts a separate server: the other tests use the shared one. */
describe('PostgreSQL goes away and comes back', () => {
  let server: PostgresServer;
  let proxy: DeafProxy;
  let shop: RunningApp;
  /** Reaches the database through the proxy. */
  let deaf: RunningApp;
  let buyer: TestUser;
  let admin: TestUser;
  let variantId: string;

  beforeAll(async () => {
    server = await createPostgresServer({ settings: ['fsync=off'] });
    await server.start();
    proxy = await startDeafProxy(server.url);
    const limits = { DATABASE_POOL_SIZE: '4', DATABASE_LOCK_TIMEOUT_MS: '200' };
    shop = await startApp({ DATABASE_URL: server.url, ...limits });
    deaf = await startApp({ DATABASE_URL: proxy.url, ...limits }, shop.dataDir);
    buyer = await createUser(shop);
    admin = await createAdmin(shop);
    variantId = (await createVariant(shop.prisma, { stock: 1000 })).id;
  });
  afterAll(async () => {
    await deaf.close();
    await shop.close();
    await proxy.close();
    await server.remove();
  });

  const open = (app: RunningApp, key: string) =>
    app.http
      .post('/api/checkout/create-session')
      .set('Idempotency-Key', `a-guest-with-key-${key}`)
      .send(cartOf([{ variantId, quantity: 1 }]));

  /** The event that makes an order, and what the shop answered to it. */
  const ofPayment = ({ events, deliveries }: Paid) => {
    const { id } = events.find(({ type }) => type === 'checkout.session.completed')!;
    return { event: id, status: deliveries.find(({ event }) => event === id)?.status ?? null };
  };

  const expectUnavailable = ({ status, body, headers }: Response) => {
    expect({ status, code: (body as Refusal).code }).toEqual({ status: 503, code: 'DATABASE_UNAVAILABLE' });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  };

  it('in mid-traffic: 503 DATABASE_UNAVAILABLE meanwhile, then all goes on, each purchase made once', async () => {
    const unexpected: unknown[] = [];
    let refusals = 0;
    /** As a client does that reads Retry-After, only sooner. */
    const untilServed = async (send: () => PromiseLike<Response>): Promise<Response> => {
      for (;;) {
        const answer = await send();
        if (answer.status < 300) return answer;
        refusals++;
        if (answer.status !== 503 || answer.body.code !== 'DATABASE_UNAVAILABLE') unexpected.push(answer.body);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const sessions: string[] = [];
    let isOver = false;
    const buyAndBuy = async (name: string) => {
      for (let n = 0; !isOver; n++) {
        const { body } = await untilServed(() => open(shop, `${name}-${n}`));
        sessions.push(body.sessionId);
        const paid = await paySession(shop, body.sessionId);
        const { event, status: first } = ofPayment(paid);
        let status = first;
        while (status !== 200) {
          if (status !== 503) unexpected.push({ webhook: status });
          refusals++;
          ({ status } = await deliverEvent(shop, event));
        }
      }
    };
    const buyers = ['a', 'b', 'c', 'd'].map(buyAndBuy);
    while (sessions.length < 8) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.stop();
    while (refusals < 8) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.start();
    const before = sessions.length;
    while (sessions.length < before + 8) await new Promise((resolve) => setTimeout(resolve, 5));
    isOver = true;
    await Promise.all(buyers);

    expect(unexpected).toEqual([]);
    const orders = await shop.prisma.order.findMany({ select: { stripeSessionId: true } });
    expect(orders.map(({ stripeSessionId }) => stripeSessionId).sort()).toEqual([...sessions].sort());
    await expectLedgerToBalance(shop.prisma);
    await expectConsistent(shop);
  });

  it('answers 503 DATABASE_UNAVAILABLE on routes of every kind, says so as a warning, and lives on', async () => {
    // Of all that run in this process, Nest's logger writes to the last one's.
    const log = captureLog(deaf);
    await server.stop();
    const { http } = shop;
    const { email, password } = buyer;
    const answers = await Promise.all([
      http.get('/api/products'),
      http.get('/api/products/pikachu'),
      http.get('/api/users/profile').set(buyer.auth),
      http.get('/api/admin/orders').set(admin.auth),
      http.post('/api/auth/login').send({ email, password }),
      http.post('/api/auth/refresh').send({ refreshToken: buyer.refreshToken }),
      http.post('/api/users/favorites').set(buyer.auth).send({ cardId: 'swsh3-1', cardName: 'Pikachu' }),
      http.put('/api/users/profile').set(buyer.auth).send({ bio: 'Sacha' }),
      http.get('/api/checkout/verify-session/cs_test_1'),
      open(shop, 'away'),
    ]);
    for (const answer of answers) expectUnavailable(answer);
    await http.get('/api/health').expect(200);
    expect((await http.get('/api/health/ready').expect(503)).body.code).toBe('NOT_READY');
    expect(await shop.app.get(JobsService).run('outbox')).toBe(false);

    await server.start();
    await http.get('/api/products').expect(200);
    await http.get('/api/health/ready').expect(200);
    expect(await shop.app.get(JobsService).run('outbox')).toBe(true);

    const levels = log.lines.map((line) => JSON.parse(line) as { level: number; msg?: string; requestId?: string });
    expect(levels.filter(({ level }) => level > 40)).toEqual([]);
    // The sandbox may send events of purchases before once more, which are refused and logged as well.
    const warned = levels.filter(({ msg }) => msg === 'The database does not serve').map(({ requestId }) => requestId);
    expect(warned).toEqual(expect.arrayContaining(answers.map(({ body }) => (body as Refusal).requestId)));
    expect(log.lines.join('\n')).not.toMatch(/postgres:postgres|Invalid `prisma/);
  });

  it('waits for a lock as long as DATABASE_LOCK_TIMEOUT_MS, then answers 503 with nothing written', async () => {
    const { body } = await open(shop, 'locked').expect(201);
    await shop.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE "Variant" SET "stock" = "stock" WHERE "id" = ${variantId}`;
      expectUnavailable(await open(shop, 'waits'));
      expect(ofPayment(await paySession(shop, body.sessionId)).status).toBe(503);
    });
    await expect(shop.prisma.order.count({ where: { stripeSessionId: body.sessionId } })).resolves.toBe(0);
    await open(shop, 'waits').expect(201);
  });

  it('loses the answer to a COMMIT: 503, and who asks again gets what was done, once', async () => {
    const before = proxy.lost();
    proxy.loseNextCommit();
    expectUnavailable(await open(deaf, 'lost'));
    const { body } = await open(deaf, 'lost');
    expect(body).toMatchObject({ sessionId: expect.any(String) });
    await expect(shop.prisma.checkoutSession.count({ where: { stripeSessionId: body.sessionId } })).resolves.toBe(1);

    const paid = await paySession(deaf, body.sessionId, { delivery: 'none' });
    const { event } = ofPayment(paid);
    proxy.loseNextCommit();
    expect((await deliverEvent(deaf, event)).status).toBe(503);
    await expect(shop.prisma.order.count({ where: { stripeSessionId: body.sessionId } })).resolves.toBe(1);
    expect((await deliverEvent(deaf, event)).status).toBe(200);
    await expect(shop.prisma.order.count({ where: { stripeSessionId: body.sessionId } })).resolves.toBe(1);

    expect(proxy.lost()).toBe(before + 2);
    await expectLedgerToBalance(shop.prisma);
    await expectConsistent(shop);
  });
});

/** Stands between an application and its PostgreSQL; everything passes but what it is told to lose. */
interface DeafProxy {
  /** The database's address, through this proxy. */
  url: string;
  /** Hands over the next COMMIT; what the server answers to it is lost, with the connection. */
  loseNextCommit(): void;
  /** How many commits were lost so. */
  lost(): number;
  close(): Promise<void>;
}

async function startDeafProxy(database: string): Promise<DeafProxy> {
  const target = new URL(database);
  let isToLose = false;
  let lost = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    client.on('data', (chunk: Buffer) => {
      if (isToLose && chunk.includes('COMMIT')) {
        isToLose = false;
        lost++;
        upstream.removeAllListeners('data');
        // It has answered, so it has committed.
        upstream.once('data', () => client.destroy());
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => client.write(chunk));
    client.on('close', () => upstream.end());
    upstream.on('close', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(database);
  url.host = `127.0.0.1:${(server.address() as { port: number }).port}`;
  return {
    url: url.href,
    loseNextCommit: () => (isToLose = true),
    lost: () => lost,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const PAYMENTS = 12;

describe('SQLite finds its disk full while the shop runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-full-'));
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp({ DATABASE_URL: `file:${join(folder, 'shop.db')}` });
  });
  afterAll(async () => {
    await shop.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** SQLite then answers SQLITE_FULL as it does for a disk without room. */
  const limitPages = (pages: number) => shop.prisma.$queryRawUnsafe(`PRAGMA max_page_count = ${pages}`);
  const fill = async () => {
    await limitPages(1);
    // Pages that are in use may have room left for some rows.
    const text = 'x'.repeat(3000);
    for (let n = 0; ; n++) {
      const row = { key: `fill-${n}`, body: { text }, fetchedAt: new Date() };
      const written = await shop.prisma.cardSnapshot.create({ data: row }).then(
        () => true,
        () => false,
      );
      if (!written) return;
    }
  };

  it('answers 503 DATABASE_UNAVAILABLE to what would write, reads on, and sells on once there is room', async () => {
    const { id } = await createVariant(shop.prisma, { stock: 100 });
    const events: string[] = [];
    for (let n = 0; n < PAYMENTS; n++) {
      const { sessionId } = await openSession(shop, { variantId: id, quantity: 1 });
      const paid = await paySession(shop, sessionId, { delivery: 'none' });
      events.push(paid.events.find(({ type }) => type === 'checkout.session.completed')!.id);
    }
    await fill();

    // The pages that each table has already take some rows.
    const statuses: (number | null)[] = [];
    for (const event of events) statuses.push((await deliverEvent(shop, event)).status);
    const sold = statuses.filter((status) => status === 200).length;
    expect(statuses.filter((status) => status === 503)).toHaveLength(PAYMENTS - sold);
    expect(sold).toBeLessThan(PAYMENTS);
    await expect(shop.prisma.order.count()).resolves.toBe(sold);
    await expect(shop.prisma.variant.findUniqueOrThrow({ where: { id } })).resolves.toMatchObject({
      stock: 100 - sold,
    });
    await shop.http.get('/api/products').expect(200);
    await shop.http.get('/api/health/ready').expect(200);

    await limitPages(1_000_000);
    for (const event of events) expect((await deliverEvent(shop, event)).status).toBe(200);
    await expect(shop.prisma.order.count()).resolves.toBe(PAYMENTS);
    await expectLedgerToBalance(shop.prisma);
    await expectConsistent(shop);
  });
});
