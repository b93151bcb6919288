import { createHash } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';
import bcrypt from 'bcrypt';
import { PasswordHasher } from '../src/users/password-hasher.js';
import { createUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const decode = (token: string) => new JwtService().decode<Record<string, unknown>>(token);

describe('auth', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp({ RATE_LIMIT_ENABLED: 'true', RATE_LIMIT_REGISTER: '1000' });
  });
  afterAll(() => shop.close());

  const post = (route: string, body?: object) => shop.http.post(`/api/auth/${route}`).send(body);
  const isGood = async (accessToken: string) =>
    (await shop.http.get('/api/auth/verify').set('Authorization', `Bearer ${accessToken}`)).status === 200;

  describe('POST /auth/register', () => {
    const sacha = { email: 'Sacha@Example.com', username: 'Sacha', password: 'Pikachu25' };

    it('answers 201 without tokens and makes account and profile, the password hashed at cost 12', async () => {
      const { body } = await post('register', { ...sacha, firstName: '', lastName: 'Ketchum' }).expect(201);
      expect(body).toEqual({
        message: expect.any(String),
        user: {
          id: expect.any(String),
          email: 'sacha@example.com',
          username: 'Sacha',
          firstName: null,
          lastName: 'Ketchum',
          isVerified: false,
          createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
        },
      });
      const row = await shop.prisma.user.findUniqueOrThrow({
        where: { id: body.user.id as string },
        include: { profile: true },
      });
      expect(row).toMatchObject({ usernameKey: 'sacha', isAdmin: false, profile: expect.any(Object) });
      expect(bcrypt.getRounds(row.passwordHash)).toBe(12);
      expect(JSON.stringify(body)).not.toMatch(/password|\$2b/i);
    });

    it('answers 409 EMAIL_ALREADY_EXISTS and 409 USERNAME_ALREADY_EXISTS, whatever the case', async () => {
      const email = await post('register', { ...sacha, email: 'sacha@EXAMPLE.com', username: 'other' }).expect(409);
      expect(email.body.code).toBe('EMAIL_ALREADY_EXISTS');
      const username = await post('register', { ...sacha, email: 'o@example.com', username: 'SACHA' }).expect(409);
      expect(username.body.code).toBe('USERNAME_ALREADY_EXISTS');
    });

    it.each([
      ['EMAIL_ALREADY_EXISTS', { email: 'twins@example.com', username: 'twin-a' }, { username: 'twin-b' }],
      ['USERNAME_ALREADY_EXISTS', { email: 'one@example.com', username: 'twins' }, { email: 'two@example.com' }],
    ])('of two at once one gets 201 and the other 409 %s', async (code, first, difference) => {
      const one = { ...sacha, ...first };
      const answers = await Promise.all([post('register', one), post('register', { ...one, ...difference })]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe(code);
      expect(await shop.prisma.profile.count({ where: { user: { username: { startsWith: 'twin' } } } })).toBeLessThan(
        3,
      );
    });

    it.each([
      ['email', { email: undefined }],
      ['email', { email: 'nobody' }],
      ['email', { email: `${'a'.repeat(250)}@example.com` }],
      ['email', { email: { gt: '' } }],
      ['email', { email: ['a@example.com'] }],
      ['username', { username: 'ab' }],
      ['username', { username: 'a'.repeat(31) }],
      ['username', { username: 'Sacha Ketchum' }],
      ['username', { username: 12345 }],
      ['username', { username: 'Ad-Min_' }],
      ['username', { username: 'boulevardtcg-support' }],
      ['password', { password: 'pikachu' }],
      ['password', { password: 'Pikachuu' }],
      ['password', { password: `Aa1${'é'.repeat(40)}` }],
      ['password', { password: ['Pikachu25'] }],
      ['firstName', { firstName: 'x'.repeat(51) }],
      ['lastName', { lastName: 7 }],
      ['firstName', { firstName: 'Gagnez sur https://evil.test' }],
      ['lastName', { lastName: 'ＷＷＷ．evil.test' }],
      ['lastName', { lastName: 'promo@evil.test' }],
    ])('answers 400 VALIDATION_ERROR naming %s for %j, without the value', async (path, wrong) => {
      const { body } = await post('register', {
        email: 'x@example.com',
        username: 'x-y',
        password: 'Pikachu25',
        ...wrong,
      });
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path, msg: body.error }] });
      expect(await shop.prisma.user.count({ where: { usernameKey: 'x-y' } })).toBe(0);
    });

    it.each([undefined, [], {}])('answers 400 VALIDATION_ERROR to the body %j', async (body) => {
      await post('register', body as object).expect(400);
    });
  });

  describe('POST /auth/login', () => {
    it('answers 200 with both tokens and the account, and leaves other logins as they are', async () => {
      const user = await createUser(shop, { email: 'ondine@example.com' });
      const { body } = await post('login', {
        email: ' Ondine@Example.com ',
        password: user.password,
        twoFactorCode: '123456',
      }).expect(200);
      expect(body).toEqual({
        message: expect.any(String),
        accessToken: expect.any(String),
        refreshToken: expect.any(String),
        user: {
          id: user.id,
          email: 'ondine@example.com',
          username: user.username,
          firstName: 'Sacha',
          lastName: 'Ketchum',
          isAdmin: false,
          isVerified: false,
          createdAt: expect.any(String),
          profile: expect.objectContaining({ userId: user.id, phone: null, birthDate: null, preferences: null }),
        },
      });
      const { iat, exp, ...claims } = decode(body.accessToken as string) as { iat: number; exp: number };
      expect(claims).toEqual({
        userId: user.id,
        loginId: expect.any(String),
        email: 'ondine@example.com',
        username: user.username,
        isAdmin: false,
      });
      expect(exp - iat).toBe(15 * 60);
      expect(await isGood(body.accessToken as string)).toBe(true);
      expect(await isGood(user.token)).toBe(true);
    });

    it('keeps of the refresh token its SHA-256 alone, for 7 days', async () => {
      const user = await createUser(shop);
      const { body } = await post('login', { email: user.email, password: user.password }).expect(200);
      const rows = await shop.prisma.refreshToken.findMany({ where: { session: { userId: user.id } } });
      const row = rows.find(({ tokenHash }) => tokenHash === sha256(body.refreshToken as string));
      expect(Math.round((row!.expiresAt.getTime() - Date.now()) / 60_000)).toBe(7 * 24 * 60);
      expect(JSON.stringify(rows)).not.toContain(body.refreshToken);
    });

    it('says the same to an unknown e-mail as to a wrong password, after as much work', async () => {
      const user = await createUser(shop);
      const compare = jest.spyOn(shop.app.get(PasswordHasher), 'matches');
      const wrong = await post('login', { email: user.email, password: 'Raichu2026' }).expect(401);
      const unknown = await post('login', { email: 'nobody@example.com', password: 'Raichu2026' }).expect(401);
      expect(compare.mock.calls).toEqual([
        ['Raichu2026', expect.stringMatching(/^\$2b/), '127.0.0.1'],
        ['Raichu2026', null, '127.0.0.1'],
      ]);
      compare.mockRestore();
      expect(wrong.body).toMatchObject({ code: 'INVALID_CREDENTIALS' });
      expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
    });

    it('does not take a password that only begins like the right one', async () => {
      const password = `Aa1${'x'.repeat(69)}`;
      const user = await createUser(shop, { password });
      await post('login', { email: user.email, password: `${password}y` }).expect(401);
      await post('login', { email: user.email, password }).expect(200);
    });

    it.each([
      ['email', { password: 'Pikachu25' }],
      ['password', { email: 'a@example.com' }],
      ['email', { email: { not: '' }, password: 'Pikachu25' }],
      ['password', { email: 'a@example.com', password: 12345678 }],
      ['password', { email: 'a@example.com', password: '' }],
      ['twoFactorCode', { email: 'a@example.com', password: 'Pikachu25', twoFactorCode: 123456 }],
    ])('answers 400 VALIDATION_ERROR naming %s for %j', async (path, body) => {
      const answer = await post('login', body).expect(400);
      expect(answer.body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
    });

    it('answers 429 with Retry-After after ten failures of one account, and lets other accounts in', async () => {
      const [user, other] = [await createUser(shop), await createUser(shop)];
      for (let i = 0; i < 10; i++) await post('login', { email: user.email, password: 'Wrong1234' }).expect(401);
      const answer = await post('login', { email: user.email, password: user.password }).expect(429);
      expect(answer.body.code).toBe('RATE_LIMIT_EXCEEDED');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      await post('login', { email: other.email, password: other.password }).expect(200);
    });
  });

  describe('POST /auth/refresh', () => {
    it('answers an access token with claims fresh from the account, and leaves the refresh token valid', async () => {
      const user = await createUser(shop);
      await shop.prisma.user.update({ where: { id: user.id }, data: { isAdmin: true } });
      for (let i = 0; i < 2; i++) {
        const { body } = await post('refresh', { refreshToken: user.refreshToken }).expect(200);
        expect(Object.keys(body as object)).toEqual(['accessToken']);
        expect(decode(body.accessToken as string)).toMatchObject({ userId: user.id, isAdmin: true });
        expect(await isGood(body.accessToken as string)).toBe(true);
      }
    });

    it('with rotate answers a new refresh token; the old one used again ends the login on all its tokens', async () => {
      const user = await createUser(shop);
      const elsewhere = (await post('login', { email: user.email, password: user.password }).expect(200)).body;
      const { body } = await post('refresh', { refreshToken: user.refreshToken, rotate: true }).expect(200);
      expect(body.refreshToken).not.toBe(user.refreshToken);
      await post('refresh', { refreshToken: body.refreshToken }).expect(200);

      const dead = await post('refresh', { refreshToken: user.refreshToken }).expect(401);
      expect(dead.body.code).toBe('INVALID_REFRESH_TOKEN');
      await post('refresh', { refreshToken: body.refreshToken }).expect(401);
      expect(await isGood(body.accessToken as string)).toBe(false);
      expect(await isGood(user.token)).toBe(false);
      await post('refresh', { refreshToken: elsewhere.refreshToken }).expect(200);
    });

    it('of two parallel rotations of one token not both win', async () => {
      for (let round = 0; round < 5; round++) {
        const { id, refreshToken } = await createUser(shop);
        const rotation = () => post('refresh', { refreshToken, rotate: true });
        const answers = await Promise.all([rotation(), rotation(), rotation()]);
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
        expect(await shop.prisma.refreshToken.count({ where: { session: { userId: id }, rotatedAt: null } })).toBe(1);
      }
    });

    it.each([undefined, {}, { refreshToken: '' }, { refreshToken: null }, { rotate: true }])(
      'answers 400 REFRESH_TOKEN_REQUIRED to %j',
      async (body) => {
        const answer = await post('refresh', body).expect(400);
        expect(answer.body.code).toBe('REFRESH_TOKEN_REQUIRED');
      },
    );

    it.each([
      { refreshToken: 5 },
      { refreshToken: ['a'] },
      { refreshToken: { not: '' } },
      { refreshToken: 'a', rotate: 'true' },
    ])('answers 400 VALIDATION_ERROR to %j', async (body) => {
      const answer = await post('refresh', body).expect(400);
      expect(answer.body.code).toBe('VALIDATION_ERROR');
    });

    it('answers 401 INVALID_REFRESH_TOKEN to an unknown, expired or ended token, and to an access token', async () => {
      const [expired, ended, gone] = [await createUser(shop), await createUser(shop), await createUser(shop)];
      await shop.prisma.refreshToken.updateMany({
        where: { tokenHash: sha256(expired.refreshToken) },
        data: { expiresAt: new Date(Date.now() - 1000) },
      });
      await shop.prisma.authSession.updateMany({ where: { userId: ended.id }, data: { endedAt: new Date() } });
      await shop.prisma.user.delete({ where: { id: gone.id } });
      const tokens = [expired.refreshToken, ended.refreshToken, gone.refreshToken, gone.token, 'nonsense', 'a.b.c'];
      for (const refreshToken of tokens) {
        const { body } = await post('refresh', { refreshToken }).expect(401);
        expect(body.code).toBe('INVALID_REFRESH_TOKEN');
        expect(JSON.stringify(body)).not.toContain(refreshToken);
      }
    });
  });

  describe('POST /auth/logout', () => {
    it('ends that login and no other', async () => {
      const user = await createUser(shop);
      const other = (await post('login', { email: user.email, password: user.password }).expect(200)).body;
      await post('logout', { refreshToken: user.refreshToken }).expect(200, { message: 'Vous êtes déconnecté.' });
      expect(await isGood(user.token)).toBe(false);
      await post('refresh', { refreshToken: user.refreshToken }).expect(401);
      expect(await isGood(other.accessToken as string)).toBe(true);
    });

    it.each([undefined, {}, { refreshToken: '' }, { refreshToken: 'nonsense' }])('answers 200 to %j', async (body) => {
      await post('logout', body).expect(200);
      await post('logout-all', body).expect(200);
    });

    it.each([{ refreshToken: 1 }, { refreshToken: { not: '' } }])(
      'answers 400 VALIDATION_ERROR to %j',
      async (body) => {
        await post('logout', body).expect(400);
        await post('logout-all', body).expect(400);
      },
    );
  });

  describe('POST /auth/logout-all', () => {
    it('ends all logins of the account and none of another', async () => {
      const [user, bystander] = [await createUser(shop), await createUser(shop)];
      const other = (await post('login', { email: user.email, password: user.password }).expect(200)).body;
      await post('logout-all', { refreshToken: user.refreshToken }).expect(200);
      expect(await isGood(user.token)).toBe(false);
      expect(await isGood(other.accessToken as string)).toBe(false);
      expect(await isGood(bystander.token)).toBe(true);
    });

    it('leaves the logins alone when the token is worth nothing any more', async () => {
      const user = await createUser(shop);
      const other = (await post('login', { email: user.email, password: user.password }).expect(200)).body;
      await post('logout', { refreshToken: user.refreshToken }).expect(200);
      await post('logout-all', { refreshToken: user.refreshToken }).expect(200);
      expect(await isGood(other.accessToken as string)).toBe(true);
    });
  });
});
