import { openSession } from './factories/cart.js';
import { createProduct, createVariant } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { captureLog, type CapturedLog } from './support/captured-log.js';
import { startReplicatedServers, type ReplicatedServers } from './support/postgresql/replicated-servers.js';
import { readMetrics } from './support/prometheus.js';
import { hasRedis, RedisServer } from './support/redis.js';
import { paySession } from './support/sandbox.js';
import { freePort, startApp, type RunningApp } from './support/start-app.js';

const withRedis = hasRedis() ? describe : describe.skip;
if (!hasRedis()) console.warn('No redis-server on this machine: the tests of DATABASE_REPLICA_URLS are skipped');

const PATIENCE_MS = 30_000;
const WARNING = 'A replica can not be used';

withRedis('two instances with DATABASE_REPLICA_URLS', () => {
  let servers: ReplicatedServers;
  let redis: RedisServer;
  let one: RunningApp;
  let two: RunningApp;
  let log: CapturedLog;
  let admin: TestUser;
  let variantId: string;
  let env: Record<string, string>;
  beforeAll(async () => {
    [servers, redis] = await Promise.all([startReplicatedServers(), RedisServer.start()]);
    const { primary, standby } = servers;
    env = { DATABASE_URL: primary.url, DATABASE_REPLICA_URLS: standby.url, REDIS_URL: redis.url };
    one = await startApp(env);
    two = await startApp(env, one.dataDir);
    // Nest's logger is one for the process: the last application's.
    log = captureLog(two);
    admin = await createAdmin(one);
    const { id: productId } = await createProduct(one.prisma, { slug: 'shown' });
    ({ id: variantId } = await createVariant(one.prisma, { productId, stock: 1000 }));
  });
  afterAll(async () => {
    await two.close();
    await one.close();
    await redis.stop();
    await servers.remove();
  });

  const both = <T>(count: number, ask: (shop: RunningApp) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: count }, (_, i) => ask(i % 2 ? one : two)));
  const stockAt = async (shop: RunningApp): Promise<number> =>
    (await shop.http.get('/api/products/shown').expect(200)).body.product.variants[0].stock;
  const setStock = (shop: RunningApp, stock: number) =>
    shop.http.patch(`/api/admin/inventory/${variantId}`).set(admin.auth).send({ stock }).expect(200);
  /** Those that a machine which has too much to do is not the reason of. */
  const warnings = () =>
    log.lines
      .filter((line) => line.includes(WARNING))
      .map((line) => JSON.parse(line) as { level: number; replica: number; reason: string })
      .filter(({ reason }) => !/^no answer in time$|^P2028$|TIMEOUT/.test(reason));
  const readsOf = async (shop: RunningApp) => {
    const { value } = await readMetrics(shop);
    return (outcome: string) => value('shop_replica_reads_total', `outcome="${outcome}"`) ?? 0;
  };
  let asked = 0;
  /** An answer that nobody has made before. */
  const readAnew = (shop: RunningApp) => shop.http.get(`/api/products?search=shown&page=${(asked += 1)}`).expect(200);
  const catalogueReads = (statements: string[]) => statements.filter((sql) => /FROM ("public"\.)?"Product"/.test(sql));
  const sent = () => Promise.all([servers.primary.sent(), servers.standby.sent()]);
  const untilTrue = async (isSo: () => Promise<boolean>): Promise<void> => {
    for (const end = Date.now() + PATIENCE_MS; !(await isSo());) {
      if (Date.now() > end) throw new Error(`Not within ${PATIENCE_MS} ms: ${isSo.toString()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const untilReplicaAnswers = async (): Promise<void> => {
    for (const shop of [one, two]) {
      const before = (await readsOf(shop))('replica');
      await untilTrue(async () => {
        await readAnew(shop);
        return (await readsOf(shop))('replica') > before;
      });
    }
  };
  const pauseReplay = async () => {
    await servers.standby.query('SELECT pg_wal_replay_pause()');
    await untilTrue(async () => {
      const [row] = await servers.standby.query<{ state: string }>('SELECT pg_get_wal_replay_pause_state() AS "state"');
      return row?.state === 'paused';
    });
  };

  it('read the catalogue from the replica', async () => {
    await untilReplicaAnswers();
    await untilTrue(async () => {
      await sent();
      await readAnew(one);
      await one.http.get(`/api/products/unknown-${asked}`).expect(404);
      const [atPrimary, atStandby] = (await sent()).map(catalogueReads);
      return atPrimary!.length === 0 && atStandby!.length >= 2;
    });
    expect((await readMetrics(one)).value('shop_database_replicas', 'state="used"')).toBe(1);
    expect(warnings()).toEqual([]);
  });

  it('buy, count and manage without it', async () => {
    await sent();
    const buyer = await createUser(two);
    const { sessionId } = await openSession(one, { variantId, user: buyer });
    await paySession(two, sessionId);
    await one.http.get(`/api/checkout/verify-session/${sessionId}`).set(buyer.auth).expect(200);
    const { body } = await two.http.get('/api/users/orders').set(buyer.auth).expect(200);
    expect(body.orders).toHaveLength(1);
    await one.http.get('/api/admin/inventory').set(admin.auth).expect(200);
    await one.http.get('/api/admin/products').set(admin.auth).expect(200);
    const [atPrimary, atStandby] = await sent();
    expect(atPrimary.length).toBeGreaterThan(20);
    expect(atStandby).toEqual([]);
  });

  it('show a change made on one in the very next read on the other, while the replica follows', async () => {
    for (let stock = 0; stock < 10; stock++) {
      const reads = both(4, stockAt);
      await setStock(stock % 2 ? one : two, stock);
      const late = both(4, stockAt);
      await reads;
      expect(await late).toEqual([stock, stock, stock, stock]);
    }
  });

  it('and while it stands still; then it is used again', async () => {
    await setStock(one, 100);
    await untilReplicaAnswers();
    await pauseReplay();
    const before = await Promise.all([one, two].map(readsOf));
    for (const stock of [101, 102, 103, 104]) {
      await setStock(stock % 2 ? one : two, stock);
      expect(await both(4, stockAt)).toEqual([stock, stock, stock, stock]);
    }
    const after = await Promise.all([one, two].map(readsOf));
    expect(after.map((outcomes) => outcomes('replica'))).toEqual(before.map((outcomes) => outcomes('replica')));
    const [row] = await servers.standby.query<{ stock: number }>(
      `SELECT "stock" FROM "Variant" WHERE "id" = '${variantId}'`,
    );
    expect(row?.stock).toBe(100);

    await servers.standby.query('SELECT pg_wal_replay_resume()');
    await untilReplicaAnswers();
    expect(await both(2, stockAt)).toEqual([104, 104]);
    // Being behind is nobody's fault, and passes.
    expect(warnings()).toEqual([]);
  });

  it('answer from the primary what the replica has to break off', async () => {
    const conflicts = async () => {
      const [row] = await servers.standby.query<{ n: number }>(
        'SELECT sum("confl_lock" + "confl_snapshot")::int AS "n" FROM pg_stat_database_conflicts',
      );
      return row!.n;
    };
    let isOver = false;
    const readers = [one, two, one, two].map(async (shop) => {
      while (!isOver) await readAnew(shop);
    });
    await untilTrue(async () => {
      for (let n = 0; n < 10; n++)
        await servers.primary.query('BEGIN; LOCK TABLE "Product" IN ACCESS EXCLUSIVE MODE; COMMIT');
      return (await conflicts()) > 0;
    });
    isOver = true;
    await Promise.all(readers);
    await untilReplicaAnswers();
  });

  it('go on when it is killed, say so once each, and use it again when it is back', async () => {
    log.lines.length = 0;
    let isOver = false;
    const readers = [one, two].map(async (shop) => {
      while (!isOver) await readAnew(shop);
    });
    await servers.standby.stop();
    await untilTrue(async () => {
      const states = await Promise.all([one, two].map((shop) => readMetrics(shop)));
      return states.every(({ value }) => value('shop_database_replicas', 'state="away"') === 1);
    });
    await setStock(one, 105);
    expect(await both(4, stockAt)).toEqual([105, 105, 105, 105]);
    await servers.standby.start();
    await untilReplicaAnswers();
    isOver = true;
    await Promise.all(readers);
    expect(await both(4, stockAt)).toEqual([105, 105, 105, 105]);
    const back = log.lines.filter((line) => line.includes('A replica is used again'));
    expect(back.length).toBeGreaterThanOrEqual(2);
    expect(warnings()).toEqual(Array(2).fill(expect.objectContaining({ level: 40, replica: 1 })));
  });

  it('do not take a replica that was promoted for one', async () => {
    log.lines.length = 0;
    await servers.standby.query('SELECT pg_promote()');
    await servers.standby.query('UPDATE "Variant" SET "stock" = 999');
    const noReplica = () => warnings().filter(({ reason }) => reason === 'no replica');
    for (let stock = 106; noReplica().length < 2; stock++) {
      await setStock(two, stock);
      expect(await both(4, stockAt)).toEqual([stock, stock, stock, stock]);
    }
    expect(noReplica()).toHaveLength(2);
    expect(log.lines.join()).not.toContain('postgres:postgres');
  });

  it('start and serve where the addresses lead to nobody, or to what is no replica', async () => {
    const nobody = `postgresql://shop:secret-word@127.0.0.1:${await freePort()}/shop`;
    const DATABASE_REPLICA_URLS = [nobody, servers.primary.url].join(', ');
    const three = await startApp({ ...env, DATABASE_REPLICA_URLS }, one.dataDir);
    try {
      expect(await stockAt(three)).toBe(await stockAt(one));
      expect((await readMetrics(three)).value('shop_database_replicas', 'state="away"')).toBe(2);
    } finally {
      await three.close();
    }
  });

  it('read from the primary while Redis can not say how new a replica has to be', async () => {
    const before = await Promise.all([one, two].map(readsOf));
    await redis.kill();
    await setStock(one, 500);
    expect(await both(4, stockAt)).toEqual([500, 500, 500, 500]);
    const after = await Promise.all([one, two].map(readsOf));
    for (const i of [0, 1]) expect(after[i]!('unknown')).toBeGreaterThan(before[i]!('unknown'));
  });
});
