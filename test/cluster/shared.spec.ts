import { setTimeout as wait } from 'node:timers/promises';
import { createProduct, createVariant } from '../factories/product.js';
import { createAdmin, createUser, type TestUser } from '../factories/user.js';
import { hasRedis } from '../support/redis.js';
import { startCluster, type Cluster } from './cluster.js';
import { withSeed } from './seed.js';

const LOGIN_FAILURES = 10;
const PROMO_CHECKS = 30;
const CHANGES = 25;
const PATIENCE_MS = 60_000;

const withRedis = hasRedis() ? describe : describe.skip;
if (!hasRedis()) console.warn('No redis-server on this machine: the tests of what instances share are skipped');

withRedis('three instances with one Redis', () => {
  let cluster: Cluster;
  let admin: TestUser;
  let variantId: string;
  beforeAll(async () => {
    const limits = { RATE_LIMIT_LOGIN_FAILURES: String(LOGIN_FAILURES), RATE_LIMIT_PROMO: String(PROMO_CHECKS) };
    // The tests' own many reads and changes.
    const env = { RATE_LIMIT_ENABLED: 'true', RATE_LIMIT_GENERAL: '100000', ...limits };
    cluster = await startCluster({ env });
    admin = await createAdmin(cluster.shop);
    const { id: productId } = await createProduct(cluster.shop.prisma, { slug: 'shared' });
    ({ id: variantId } = await createVariant(cluster.shop.prisma, { productId, stock: 1_000_000 }));
  });
  afterAll(() => cluster.close());

  /** Through the balancer, all at once. @returns how many were not refused for their number */
  async function allowed(count: number, ask: (http: Cluster['shop']['http']) => PromiseLike<{ status: number }>) {
    const answers = await Promise.all(Array.from({ length: count }, async () => ask(cluster.shop.http)));
    return answers.filter(({ status }) => status !== 429).length;
  }

  async function wrongLogins(count: number): Promise<number> {
    const { email } = await createUser(cluster.shop);
    return allowed(count, (http) => http.post('/api/auth/login').send({ email, password: 'Salameche4' }));
  }

  it('count failed logins together, also at once', async () => {
    expect(await wrongLogins(3 * LOGIN_FAILURES)).toBe(LOGIN_FAILURES);
  });

  it('count the requests of an account together', async () => {
    const { auth } = await createUser(cluster.shop);
    const body = { code: 'NONE', subtotal: 5000 };
    const check = (http: Cluster['shop']['http']) => http.post('/api/promo/validate').set(auth).send(body);
    expect(await allowed(PROMO_CHECKS + 12, check)).toBe(PROMO_CHECKS);
  });

  it('show a change of stock in the very next read while Redis dies, is away and comes back', () =>
    withSeed(async ({ below }) => {
      const redis = cluster.redis!;
      const wrong: string[] = [];
      let stock = 500_000;
      let phase = 'before';

      const read = async (instance: number): Promise<number | string> => {
        const { status, body } = await cluster.at(instance).get('/api/products/shared');
        return status === 200 ? (body.product.variants[0].stock as number) : `${status} ${body.code}`;
      };
      /** On one instance; then each of them is asked. */
      const change = async (): Promise<void> => {
        stock += 1;
        const by = below(3);
        const path = `/api/admin/inventory/${variantId}`;
        const { status } = await cluster.at(by).patch(path).set(admin.auth).send({ stock });
        if (status !== 200) wrong.push(`${phase}: ${status} to a change on ${by}`);
        const seen = await Promise.all([0, 1, 2].map(read));
        seen.forEach((one, i) => {
          if (one !== stock) wrong.push(`${phase}: changed on ${by} to ${stock}, read on ${i}: ${one}`);
        });
      };
      const changes = async (count: number): Promise<void> => {
        for (let i = 0; i < count; i++) await change();
      };
      /** Connections of the instances and of the back office. */
      const connected = async (): Promise<number> => (await redis.command('CLIENT LIST')).match(/^id=/gm)?.length ?? 0;

      await changes(CHANGES);
      const all = await connected();
      phase = 'as it dies';
      await Promise.all([changes(CHANGES), wait(20).then(() => redis.kill())]);
      phase = 'while it is away';
      await changes(CHANGES);
      // They lost it together; so that they don't look for it in step, and one is back before another.
      for (const [instance, ms] of [900, 700].entries()) await cluster.instances[instance]!.hang(ms);
      await changes(CHANGES);
      phase = 'as it comes back';
      await redis.restart();
      const end = Date.now() + PATIENCE_MS;
      while ((await connected()) < all) {
        if (Date.now() > end) throw new Error(`${await connected()} of ${all} are back`);
        await change();
      }
      phase = 'after';
      await changes(CHANGES);
      expect(wrong).toEqual([]);
    }));

  it('count together again once it is back', async () => {
    expect(await wrongLogins(2 * LOGIN_FAILURES)).toBe(LOGIN_FAILURES);
  });
});
