import { createOrder } from './factories/order.js';
import { createProduct } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('the administration of accounts', () => {
  let shop: RunningApp;
  let admin: TestUser;
  beforeAll(async () => {
    shop = await startApp();
    admin = await createAdmin(shop, { username: 'prof-chen' });
  });
  afterAll(() => shop.close());
  /** Leaves the administrator as the only account. */
  beforeEach(async () => {
    await shop.prisma.user.deleteMany({ where: { id: { not: admin.id } } });
    await shop.prisma.user.update({ where: { id: admin.id }, data: { isAdmin: true } });
    await shop.prisma.auditLogEntry.deleteMany();
  });

  const list = (query = '') => shop.http.get(`/api/admin/users${query}`).set(admin.auth);
  const get = (id: string) => shop.http.get(`/api/admin/users/${id}`).set(admin.auth);
  const patch = (id: string, body: object, by = admin) =>
    shop.http.patch(`/api/admin/users/${id}`).set(by.auth).send(body);
  const found = async (query: string) => {
    const { body } = await list(query).expect(200);
    return (body.users as { username: string }[]).map(({ username }) => username);
  };
  const admins = () => shop.prisma.user.count({ where: { isAdmin: true } });

  it('answers 401 to guests and 403 to customers on every route', async () => {
    const user = await createUser(shop);
    for (const [method, path] of [
      ['get', ''],
      ['get', `/${admin.id}`],
      ['patch', `/${user.id}`],
    ] as const) {
      const call = () =>
        shop.http[method](`/api/admin/users${path}`).send(method === 'patch' ? { isAdmin: true } : undefined);
      expect((await call().expect(401)).body.code).toBe('ACCESS_TOKEN_REQUIRED');
      expect((await call().set(user.auth).expect(403)).body.code).toBe('ADMIN_ACCESS_REQUIRED');
    }
    expect(await admins()).toBe(1);
  });

  describe('GET /api/admin/users', () => {
    it('answers 200, newest first, by pages, with the orders counted', async () => {
      const [first, second] = [await createUser(shop, { username: 'ondine' }), await createUser(shop)];
      await shop.prisma.user.update({ where: { id: first.id }, data: { createdAt: new Date('2099-01-01') } });
      for (let i = 0; i < 2; i++) await createOrder(shop, { userId: first.id });
      const { body } = await list('?limit=2').expect(200);
      expect(body.pagination).toEqual({ page: 1, limit: 2, total: 3, pages: 2 });
      expect(body.users[0]).toEqual({
        id: first.id,
        email: first.email,
        username: 'ondine',
        firstName: 'Sacha',
        lastName: 'Ketchum',
        isAdmin: false,
        isVerified: false,
        createdAt: '2099-01-01T00:00:00.000Z',
        _count: { orders: 2 },
      });
      expect(body.users[1]).toMatchObject({ id: second.id, _count: { orders: 0 } });
      expect(await found('?limit=2&page=2')).toEqual(['prof-chen']);
      expect(await found('?limit=2&page=3')).toEqual([]);
    });

    it('finds by e-mail, username and names, whatever their case, and takes % and _ for themselves', async () => {
      await createUser(shop, { username: 'Misty_99', firstName: 'Éléonore', lastName: 'DUPRÉ' });
      await createUser(shop, {
        username: 'Pierre',
        email: 'roc+100%@example.test',
        firstName: null,
        lastName: 'O’Neil',
      });
      expect(await found('?search=MISTY')).toEqual(['Misty_99']);
      expect(await found('?search=Y_9')).toEqual(['Misty_99']);
      expect(await found('?search=M_S')).toEqual([]);
      expect(await found(`?search=${encodeURIComponent('100%')}`)).toEqual(['Pierre']);
      expect(await found('?search=%25')).toEqual(['Pierre']);
      for (const text of ['éléonore', 'ÉLÉONORE', 'Éléonore', 'léo', 'dupré', 'Dupré', 'éléonore dupré', 'ORE DUP']) {
        expect([text, await found(`?search=${encodeURIComponent(text)}`)]).toEqual([text, ['Misty_99']]);
      }
      expect(await found(`?search=${encodeURIComponent('o’NEIL')}`)).toEqual(['Pierre']);
      expect(await found('?search=pierre&role=admin')).toEqual([]);
      expect(await found('?search=')).toHaveLength(3);
    });

    it('lists administrators or the others alone', async () => {
      await createUser(shop, { username: 'ondine' });
      expect(await found('?role=admin')).toEqual(['prof-chen']);
      expect(await found('?role=user')).toEqual(['ondine']);
      expect(await found('?role=')).toHaveLength(2);
    });

    it.each(['role=root', 'role=admin&role=user', 'limit=1001', 'page=0', 'search=a&search=b'])(
      'answers 400 for %s',
      async (query) => {
        expect((await list(`?${query}`).expect(400)).body.code).toBe('VALIDATION_ERROR');
      },
    );
  });

  describe('GET /api/admin/users/:userId', () => {
    it('answers 200 with the account, its profile, its last ten orders and its counts, and nothing secret', async () => {
      const user = await createUser(shop, { bio: 'Dresseur', avatar: null });
      await shop.prisma.profile.update({ where: { userId: user.id }, data: { city: 'Lyon' } });
      await shop.prisma.twoFactor.create({ data: { userId: user.id, secret: 'sealed-secret', enabledAt: new Date() } });
      const { id: productId } = await createProduct(shop.prisma);
      await shop.prisma.review.create({ data: { userId: user.id, productId, rating: 5 } });
      const card = { cardId: 'base1-4', cardName: 'Dracaufeu', cardImage: '/c.webp', cardSet: 'Set de Base' };
      await shop.prisma.favorite.create({ data: { userId: user.id, ...card } });
      const orders = [];
      for (let i = 0; i < 11; i++) {
        orders.push(await createOrder(shop, { userId: user.id, createdAt: new Date(Date.UTC(2026, 0, i + 1)) }));
      }

      const { body, text } = await get(user.id).expect(200);
      expect(body.user).toMatchObject({
        id: user.id,
        bio: 'Dresseur',
        profile: { city: 'Lyon' },
        twoFactorEnabled: true,
      });
      expect(body.user._count).toEqual({ orders: 11, reviews: 1, favorites: 1 });
      expect(body.user.orders.map(({ id }: { id: string }) => id)).toEqual(
        orders
          .map(({ id }) => id)
          .reverse()
          .slice(0, 10),
      );
      expect(Object.keys(body.user).sort()).toEqual(
        [
          ...['id', 'email', 'username', 'firstName', 'lastName', 'avatar', 'bio', 'isAdmin', 'isVerified'],
          ...['createdAt', 'updatedAt', 'profile', 'twoFactorEnabled', 'orders', '_count'],
        ].sort(),
      );
      const { passwordHash } = await shop.prisma.user.findUniqueOrThrow({ where: { id: user.id } });
      for (const secret of [passwordHash, 'sealed-secret', user.refreshToken]) expect(text).not.toContain(secret);
    });

    it('says whether two-factor is on: not while it is only pending', async () => {
      const user = await createUser(shop);
      expect((await get(user.id).expect(200)).body.user.twoFactorEnabled).toBe(false);
      await shop.prisma.twoFactor.create({ data: { userId: user.id, secret: 'sealed-secret' } });
      expect((await get(user.id).expect(200)).body.user.twoFactorEnabled).toBe(false);
    });

    it.each(['unknown', 'a'.repeat(65), '%20'])('answers 404 USER_NOT_FOUND for %s', async (id) => {
      expect((await get(id).expect(404)).body.code).toBe('USER_NOT_FOUND');
    });
  });

  describe('PATCH /api/admin/users/:userId', () => {
    it('answers 200 and counts at once, for tokens that are open already too; both ways are noted', async () => {
      const user = await createUser(shop);
      const look = () => shop.http.get('/api/admin/users').set(user.auth);
      const { body } = await patch(user.id, { isAdmin: true, isVerified: true }).expect(200);
      expect(body).toEqual({
        user: { id: user.id, email: user.email, username: user.username, isAdmin: true, isVerified: true },
      });
      await look().expect(200);

      expect((await patch(user.id, { isAdmin: false }).expect(200)).body.user).toMatchObject({
        isAdmin: false,
        isVerified: true,
      });
      expect((await look().expect(403)).body.code).toBe('ADMIN_ACCESS_REQUIRED');
      await shop.http.get('/api/users/profile').set(user.auth).expect(200);
      const changes = await shop.prisma.auditLogEntry.findMany();
      expect(changes).toHaveLength(2);
      expect(changes.find(({ after }) => (after as { isAdmin: boolean }).isAdmin)).toMatchObject({
        adminId: admin.id,
        action: 'user.update',
        subjectId: user.id,
        before: { isAdmin: false, isVerified: false },
        after: { isAdmin: true, isVerified: true },
      });
    });

    it('changes and notes nothing when it is so already, or nothing is asked', async () => {
      const user = await createUser(shop, { isVerified: true });
      for (const body of [{}, { isAdmin: false }, { isVerified: true }, { isVerified: null, passwordHash: 'x' }]) {
        const answer = await patch(user.id, body).expect(200);
        expect(answer.body.user).toMatchObject({ isAdmin: false, isVerified: true });
      }
      expect(await shop.prisma.auditLogEntry.count()).toBe(0);
    });

    it.each([{ isAdmin: 'true' }, { isVerified: 1 }, { isAdmin: {} }, { isVerified: [] }])(
      'answers 400 for %j',
      async (body) => {
        const user = await createUser(shop);
        expect((await patch(user.id, body).expect(400)).body.code).toBe('VALIDATION_ERROR');
      },
    );

    it('answers 404 USER_NOT_FOUND for an account that is not there', async () => {
      for (const body of [{ isAdmin: true }, { isAdmin: false }]) {
        expect((await patch('unknown', body).expect(404)).body.code).toBe('USER_NOT_FOUND');
      }
    });

    it('answers 409 LAST_ADMIN to the only administrator, who stays one', async () => {
      const { body } = await patch(admin.id, { isAdmin: false, isVerified: true }).expect(409);
      expect(body.code).toBe('LAST_ADMIN');
      const { isAdmin, isVerified } = await shop.prisma.user.findUniqueOrThrow({ where: { id: admin.id } });
      expect({ isAdmin, isVerified }).toEqual({ isAdmin: true, isVerified: false });
      expect(await shop.prisma.auditLogEntry.count()).toBe(0);
    });

    it('leaves one administrator when all demote one another at once', async () => {
      const team = [admin];
      for (let i = 0; i < 4; i++) team.push(await createAdmin(shop));
      const calls = team.flatMap((by) => team.filter((other) => other !== by).map((other) => ({ by, other })));
      const answers = await Promise.all(calls.map(({ by, other }) => patch(other.id, { isAdmin: false }, by)));
      expect(await admins()).toBe(1);
      for (const { status, body } of answers) {
        if (status !== 200) expect(['LAST_ADMIN', 'ADMIN_ACCESS_REQUIRED']).toContain(body.code);
      }
      expect(await shop.prisma.auditLogEntry.count()).toBe(4);
    });
  });
});
