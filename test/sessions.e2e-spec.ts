import { createUser, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('one’s own logins', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());

  type Bearer = Pick<TestUser, 'auth'>;
  const list = ({ auth }: Bearer, query = '') => shop.http.get(`/api/auth/sessions${query}`).set(auth);
  const end = ({ auth }: Bearer, id: string) => shop.http.delete(`/api/auth/sessions/${id}`).set(auth);
  const isGood = async ({ auth }: Bearer) => (await shop.http.get('/api/auth/verify').set(auth)).status === 200;
  const refresh = (refreshToken: string, rotate = false) =>
    shop.http.post('/api/auth/refresh').send({ refreshToken, rotate });

  /** Logs in once more, from another device. */
  async function loginAs({ email, password }: TestUser, userAgent = FIREFOX) {
    const { body } = await shop.http
      .post('/api/auth/login')
      .set('User-Agent', userAgent)
      .send({ email, password })
      .expect(200);
    return { refreshToken: body.refreshToken as string, auth: { Authorization: `Bearer ${body.accessToken}` } };
  }
  const sessionsOf = async (who: Bearer) => (await list(who).expect(200)).body.sessions as { id: string }[];
  /** As if the login had been made that many minutes ago. */
  const age = (id: string, minutes: number) =>
    shop.prisma.authSession.update({ where: { id }, data: { createdAt: new Date(Date.now() - minutes * 60_000) } });
  const usedAt = async (id: string) => (await shop.prisma.authSession.findUniqueOrThrow({ where: { id } })).usedAt;

  describe('GET /auth/sessions', () => {
    it('answers 200 with the account’s own logins, newest first, and marks the one that asks', async () => {
      const [user, stranger] = [await createUser(shop), await createUser(shop)];
      const other = await loginAs(user, `${FIREFOX} ${'x'.repeat(300)}`);
      await loginAs(stranger);
      const { body } = await list(user).expect(200);
      const newest = {
        id: expect.any(String),
        userAgent: `${FIREFOX} ${'x'.repeat(300)}`.slice(0, 200),
        createdAt: expect.any(String),
        lastUsedAt: expect.any(String),
        current: false,
      };
      expect(body).toEqual({
        sessions: [newest, { ...newest, userAgent: null, current: true }],
        pagination: { page: 1, limit: 50, total: 2, pages: 1 },
      });
      expect(body.sessions[0].lastUsedAt).toBe(body.sessions[0].createdAt);
      expect((await list(other)).body.sessions.map(({ current }: { current: boolean }) => current)).toEqual([
        true,
        false,
      ]);
    });

    it('pages them, the order standing where the moment is the same', async () => {
      const user = await createUser(shop);
      await loginAs(user);
      await loginAs(user);
      await shop.prisma.authSession.updateMany({ where: { userId: user.id }, data: { createdAt: new Date() } });
      const pages = [1, 2, 3].map((page) => list(user, `?page=${page}&limit=1`).expect(200));
      const ids = (await Promise.all(pages)).map(({ body }) => body.sessions[0].id as string);
      expect(ids).toEqual(ids.toSorted().toReversed());
      expect(new Set(ids).size).toBe(3);
    });

    it.each(['?limit=101', '?limit=0', '?page=x', '?page=1&page=2'])(
      'answers 400 VALIDATION_ERROR to %s',
      async (query) => {
        const { body } = await list(await createUser(shop), query).expect(400);
        expect(body.code).toBe('VALIDATION_ERROR');
      },
    );

    it('leaves out what is worth nothing any more: ended, and expired unless it is the one that asks', async () => {
      const user = await createUser(shop);
      const [ended, expired] = [await loginAs(user), await loginAs(user)];
      await shop.http.post('/api/auth/logout').send({ refreshToken: ended.refreshToken }).expect(200);
      const [{ id }] = (await list(expired)).body.sessions as [{ id: string }];
      await shop.prisma.refreshToken.updateMany({ where: { loginId: id }, data: { expiresAt: new Date() } });
      expect(await sessionsOf(user)).toEqual([expect.objectContaining({ current: true })]);
      expect(await sessionsOf(expired)).toHaveLength(2);
    });

    it('answers 401 ACCESS_TOKEN_REQUIRED without a Bearer', async () => {
      expect((await shop.http.get('/api/auth/sessions').expect(401)).body.code).toBe('ACCESS_TOKEN_REQUIRED');
    });
  });

  describe('POST /auth/refresh', () => {
    it.each([false, true])('notes the use at most once a minute (rotate: %s)', async (rotate) => {
      const user = await createUser(shop);
      let { refreshToken } = user;
      const [{ id }] = (await sessionsOf(user)) as [{ id: string }];
      const again = async () => {
        const { body } = await refresh(refreshToken, rotate).expect(200);
        refreshToken = (body.refreshToken as string | undefined) ?? refreshToken;
      };
      await again();
      expect(await usedAt(id)).toBeNull();

      await age(id, 2);
      await again();
      const noted = await usedAt(id);
      expect(Date.now() - noted!.getTime()).toBeLessThan(30_000);
      await again();
      expect(await usedAt(id)).toEqual(noted);
      expect(await sessionsOf(user)).toEqual([expect.objectContaining({ lastUsedAt: noted!.toISOString() })]);
    });

    it('serves several at once, the use to be noted', async () => {
      const user = await createUser(shop);
      const [{ id }] = (await sessionsOf(user)) as [{ id: string }];
      await age(id, 2);
      const answers = await Promise.all(Array.from({ length: 5 }, () => refresh(user.refreshToken)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect(await usedAt(id)).not.toBeNull();
    });
  });

  describe('DELETE /auth/sessions/:sessionId', () => {
    it('answers 200 and ends that login alone, its access token at once', async () => {
      const user = await createUser(shop);
      const other = await loginAs(user);
      const [{ id }] = (await sessionsOf(user)) as [{ id: string }];
      const { body } = await end(user, id).expect(200);
      expect(body).toEqual({ message: expect.any(String) });
      expect(await isGood(other)).toBe(false);
      await refresh(other.refreshToken).expect(401);
      expect(await isGood(user)).toBe(true);
      await refresh(user.refreshToken).expect(200);
    });

    it('ends the login that asks as well', async () => {
      const user = await createUser(shop);
      const [{ id }] = (await sessionsOf(user)) as [{ id: string }];
      await end(user, id).expect(200);
      expect(await isGood(user)).toBe(false);
    });

    it('answers 404 SESSION_NOT_FOUND to an unknown id, an ended session and another user’s session, which stays active', async () => {
      const [user, stranger] = [await createUser(shop), await createUser(shop)];
      const ended = await loginAs(user);
      const [{ id: endedId }] = (await sessionsOf(ended)) as [{ id: string }];
      await end(user, endedId).expect(200);
      const [{ id: foreign }] = (await sessionsOf(stranger)) as [{ id: string }];
      for (const id of ['unknown', endedId, foreign, 'a'.repeat(65), '%20', '..%2F']) {
        const { body } = await end(user, id).expect(404);
        expect(body).toMatchObject({ code: 'SESSION_NOT_FOUND', error: expect.stringContaining('connexion') });
      }
      expect(await isGood(stranger)).toBe(true);
    });

    it('of several at once one answers 200', async () => {
      const user = await createUser(shop);
      await loginAs(user);
      const [{ id }] = (await sessionsOf(user)) as [{ id: string }];
      const answers = await Promise.all(Array.from({ length: 5 }, () => end(user, id)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404]);
    });

    it('answers 401 ACCESS_TOKEN_REQUIRED without a Bearer', async () => {
      expect((await shop.http.delete('/api/auth/sessions/x').expect(401)).body.code).toBe('ACCESS_TOKEN_REQUIRED');
    });
  });
});
