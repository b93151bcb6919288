import getPort from 'get-port';
import { createProduct, createVariant } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { captureLog, type CapturedLog } from './support/captured-log.js';
import { hasRedis, RedisServer } from './support/redis.js';
import { until } from './support/sandbox-server.js';
import { startApp, type RunningApp } from './support/start-app.js';

// Several instances are served by PostgreSQL alone.
const withRedis = hasRedis() && process.env.TEST_POSTGRES ? describe : describe.skip;
if (!hasRedis()) console.warn('No redis-server on this machine: the tests of REDIS_URL are skipped');

const PASSWORD = 'p@ss/word';
const FAILURES = 6;
const PATIENCE_MS = 30_000;

withRedis('two instances with REDIS_URL', () => {
  let redis: RedisServer;
  let one: RunningApp;
  let two: RunningApp;
  let log: CapturedLog;
  let admin: TestUser;
  let variantId: string;
  let env: Record<string, string>;
  beforeAll(async () => {
    redis = await RedisServer.start({ password: PASSWORD });
    env = {
      REDIS_URL: redis.url,
      RATE_LIMIT_ENABLED: 'true',
      RATE_LIMIT_LOGIN_FAILURES: String(FAILURES),
      RATE_LIMIT_FORGOT_PASSWORD: '5',
      // The tests' own many reads and logins.
      RATE_LIMIT_GENERAL: '100000',
      RATE_LIMIT_GENERAL_IP: '100000',
      RATE_LIMIT_LOGIN_ATTEMPTS: '100000',
    };
    one = await startApp(env);
    two = await startApp(env, one.dataDir);
    // Nest's logger is one for the process: the last application's.
    log = captureLog(two);
    admin = await createAdmin(one);
    const { id: productId } = await createProduct(one.prisma, { slug: 'shared' });
    ({ id: variantId } = await createVariant(one.prisma, { productId, stock: 1000 }));
  });
  afterAll(async () => {
    redis.goOn();
    await two.close();
    await one.close();
    await redis.stop();
  });

  const both = <T>(count: number, ask: (shop: RunningApp) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: count }, (_, i) => ask(i % 2 ? one : two)));
  const stockAt = async (shop: RunningApp): Promise<number> =>
    (await shop.http.get('/api/products/shared').expect(200)).body.product.variants[0].stock;
  const setStock = (shop: RunningApp, stock: number) =>
    shop.http.patch(`/api/admin/inventory/${variantId}`).set(admin.auth).send({ stock }).expect(200);
  const logIn = async (shop: RunningApp, { email }: TestUser, password: string): Promise<number> =>
    (await shop.http.post('/api/auth/login').send({ email, password })).status;
  const wrongLogins = async (user: TestUser, count: number): Promise<number> => {
    const statuses = await both(count, (shop) => logIn(shop, user, 'Salameche4'));
    expect([...new Set(statuses)].sort()).toEqual([401, 429]);
    return statuses.filter((status) => status === 401).length;
  };
  const said = (what: string): number => log.lines.filter((line) => line.includes(what)).length;

  it('shows a change made on one in the very next read on the other, however many read meanwhile', async () => {
    for (let stock = 0; stock < 30; stock++) {
      const reads = both(6, stockAt);
      await setStock(stock % 2 ? one : two, stock);
      const late = both(4, stockAt);
      await reads;
      expect(await late).toEqual([stock, stock, stock, stock]);
    }
  });

  it('answers on one what the other has made, until something changes', async () => {
    const { id } = await createProduct(one.prisma, { slug: 'kept', name: 'Avant' });
    const nameAt = async (shop: RunningApp) => (await shop.http.get('/api/products/kept')).body.product.name as string;
    const { headers } = await one.http.get('/api/products/kept').expect(200);
    await one.prisma.product.update({ where: { id }, data: { name: 'Après' } });
    expect(await both(2, nameAt)).toEqual(['Avant', 'Avant']);
    await two.http.get('/api/products/kept').set('If-None-Match', headers.etag!).expect(304);
    await setStock(two, 100);
    expect(await both(2, nameAt)).toEqual(['Après', 'Après']);
  });

  it('goes on when Redis is emptied', async () => {
    await both(2, stockAt);
    await redis.command('FLUSHALL');
    expect(await both(4, stockAt)).toEqual([100, 100, 100, 100]);
    await setStock(one, 101);
    expect(await both(4, stockAt)).toEqual([101, 101, 101, 101]);
  });

  it('counts requests and failures of both together, also at once, and successes not at all', async () => {
    const user = await createUser(one);
    // Pending logins count as failures until they succeed, so at most as many run at once.
    for (let i = 0; i < 5; i++)
      expect(await both(4, (shop) => logIn(shop, user, user.password))).toEqual([200, 200, 200, 200]);
    expect(await wrongLogins(user, 20)).toBe(FAILURES);
    expect(await both(2, (shop) => logIn(shop, user, user.password))).toEqual([429, 429]);

    const links = await both(12, async ({ http }) =>
      http.post('/api/auth/forgot-password').send({ email: 'a@b.test' }),
    );
    expect(links.filter(({ status }) => status === 200)).toHaveLength(5);
    const refused = links.find(({ status }) => status === 429)!;
    expect(refused.body.code).toBe('RATE_LIMIT_EXCEEDED');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3000);
  });

  it.each([
    ['is killed', () => redis.kill(), () => redis.restart()],
    ['hangs', () => redis.hang(), () => redis.goOn()],
  ])('goes on when Redis %s, shows nothing old then or later, and each says so once', async (_, stop, start) => {
    const saidBefore = [said('Redis is away'), said('Redis is back')];
    await setStock(one, 200);
    await both(4, stockAt);
    await Promise.resolve(stop());
    // Each notices with its first command, or before.
    await both(8, stockAt);
    for (const stock of [201, 202, 203]) {
      await setStock(stock % 2 ? one : two, stock);
      expect(await both(6, stockAt)).toEqual(Array(6).fill(stock));
    }
    const failures = await wrongLogins(await createUser(one), 30);
    expect(failures).toBe(2 * FAILURES);

    await Promise.resolve(start());
    await until(() => said('Redis is back') >= saidBefore[1]! + 2, PATIENCE_MS);
    expect(await both(4, stockAt)).toEqual([203, 203, 203, 203]);
    await setStock(one, 204);
    expect(await both(4, stockAt)).toEqual([204, 204, 204, 204]);
    expect(await wrongLogins(await createUser(one), 20)).toBe(FAILURES);
    expect(said('Redis is away')).toEqual(saidBefore[0]! + 2);
    expect(said('Redis is back')).toEqual(saidBefore[1]! + 2);
  });

  it('works with the rights that docs/operations.md names, and uses only its own keys', async () => {
    const commands = 'ping set get mget eval incrby pttl expire';
    const rights = `-@all ${commands.replace(/(^| )/g, '$1+')}`;
    await redis.command(`ACL SETUSER shop on >narrow resetchannels ~boulevard:* ${rights}`);
    const url = redis.url.replace(/\/\/.*@/, '//shop:narrow@');
    const narrow = await startApp({ ...env, REDIS_URL: url }, one.dataDir);
    const keys = async () => (await redis.command('KEYS *')).match(/^[a-z].*$/gm)!;
    try {
      // Some seconds after Redis came back, responses are cached again.
      while (!(await keys()).some((key) => key.startsWith('boulevard:cache::'))) {
        await stockAt(narrow);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await setStock(narrow, 300);
      expect(await stockAt(narrow)).toBe(300);
      expect(await logIn(narrow, admin, 'Salameche4')).toBe(401);
      expect(await redis.command('ACL LOG')).not.toContain('shop');
    } finally {
      await narrow.close();
    }
    expect((await keys()).filter((key) => !key.startsWith('boulevard:'))).toEqual([]);
  });

  it('leaves no connection behind', async () => {
    const clients = async () => (await redis.command('CLIENT LIST')).match(/^id=/gm)?.length;
    const before = await clients();
    const three = await startApp(env, one.dataDir);
    expect(await clients()).toBe(before! + 1);
    await three.close();
    expect(await clients()).toBe(before);
  });

  it.each([
    ['nobody listens there', async () => `redis://:secret-word@127.0.0.1:${await getPort()}`],
    ['user or password is wrong', () => redis.url.replace(encodeURIComponent(PASSWORD), 'secret-word')],
    ['it wants a password', () => redis.url.replace(`:${encodeURIComponent(PASSWORD)}@`, '')],
    ['REDIS_URL must be redis://', () => redis.url.replace('redis', 'http')],
  ])('does not start when %s, and does not repeat the address', async (reason, url) => {
    const error = await startApp({ REDIS_URL: await url() }, one.dataDir).catch((e: unknown) => e as Error);
    expect((error as Error).message).toMatch(/^REDIS_URL .*/);
    expect((error as Error).message).toContain(reason);
    expect((error as Error).message).not.toMatch(/secret-word|127\.0\.0\.1|p@ss/);
  });
});
