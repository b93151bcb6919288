import { cartOf } from './factories/cart.js';
import { createVariant } from './factories/product.js';
import { createUser, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('units reserved from one client IP', () => {
  let limited: RunningApp;
  let variantId: string;
  beforeAll(async () => {
    limited = await startApp({ RATE_LIMIT_ENABLED: 'true', RATE_LIMIT_OPEN_SESSIONS: '1000', TRUST_PROXY: '1' });
  });
  beforeEach(async () => {
    variantId = (await createVariant(limited.prisma, { stock: 5000 })).id;
  });
  afterAll(() => limited.close());

  /** Of one variant a cart has 100 at most. */
  const send = async (ip: string, quantities: number[], user?: TestUser) => {
    const more = await Promise.all(quantities.slice(1).map(() => createVariant(limited.prisma, { stock: 5000 })));
    const ids = [variantId, ...more.map(({ id }) => id)];
    return limited.http
      .post('/api/checkout/create-session')
      .set({ ...user?.auth, 'X-Forwarded-For': ip })
      .send(cartOf(quantities.map((quantity, i) => ({ variantId: ids[i]!, quantity }))));
  };
  const held = async () =>
    (await limited.prisma.stockReservation.aggregate({ _sum: { quantity: true } }))._sum.quantity ?? 0;

  it('are 100 for guests and unverified accounts together, and the refusal says that an account helps', async () => {
    expect((await send('192.0.2.1', [60])).status).toBe(201);
    expect((await send('192.0.2.1', [30], await createUser(limited))).status).toBe(201);
    const before = await held();
    for (const user of [undefined, await createUser(limited)]) {
      const { status, body, headers } = await send('192.0.2.1', [11], user);
      expect([status, body.code]).toEqual([429, 'RATE_LIMIT_EXCEEDED']);
      expect(body.error).toContain('Connectez-vous à un compte dont l’adresse e-mail est vérifiée');
      expect(headers['retry-after']).toBe('60');
    }
    expect(await held()).toBe(before);
    expect((await send('192.0.2.1', [10])).status).toBe(201);
    expect((await send('192.0.2.2', [100])).status).toBe(201);
  });

  it('are 500 for each verified account, which do not count for the guests’ limit', async () => {
    const largest = [100, 100, 100, 100, 100];
    for (let i = 0; i < 2; i++) {
      const user = await createUser(limited, { isVerified: true });
      expect((await send('192.0.2.3', largest, user)).status).toBe(201);
      // Its new page replaces the old one, which holds nothing any more.
      expect((await send('192.0.2.3', largest, user)).status).toBe(201);
    }
    expect((await send('192.0.2.3', [100])).status).toBe(201);
    expect((await send('192.0.2.3', [1])).status).toBe(429);
  });

  it('stay within the limit with 12 concurrent requests', async () => {
    const users = await Promise.all(Array.from({ length: 6 }, () => createUser(limited)));
    const before = await held();
    const answers = await Promise.all([...users, ...Array<undefined>(6)].map((user) => send('192.0.2.4', [30], user)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(3).fill(201),
      ...Array<number>(9).fill(429),
    ]);
    expect((await held()) - before).toBe(90);
  });

  it('follow RATE_LIMIT_HELD_UNITS and RATE_LIMIT_HELD_UNITS_ACCOUNT, and nothing counts with limits off', async () => {
    const tight = { RATE_LIMIT_HELD_UNITS: '1', RATE_LIMIT_HELD_UNITS_ACCOUNT: '2' };
    for (const [enabled, refused] of [
      ['true', 429],
      ['false', 201],
    ] as const) {
      const shopOf = await startApp({ ...tight, RATE_LIMIT_ENABLED: enabled });
      try {
        const { id } = await createVariant(shopOf.prisma, { stock: 100 });
        const user = await createUser(shopOf, { isVerified: true });
        const buy = (quantity: number, headers = {}) =>
          shopOf.http
            .post('/api/checkout/create-session')
            .set(headers)
            .send(cartOf([{ variantId: id, quantity }]));
        await buy(2).expect(refused);
        await buy(1).expect(201);
        await buy(3, user.auth).expect(refused);
        await buy(2, user.auth).expect(201);
      } finally {
        await shopOf.close();
      }
    }
  });
});
