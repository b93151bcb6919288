import bcrypt from 'bcrypt';
import { PasswordHasher } from '../src/users/password-hasher.js';
import { createUser, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('users', () => {
  let shop: RunningApp;
  let user: TestUser;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    user = await createUser(shop);
  });

  const getProfile = async (of = user) =>
    (await shop.http.get('/api/users/profile').set(of.auth).expect(200)).body.user;
  const put = (route: string, body?: object, of = user) => shop.http.put(`/api/users/${route}`).set(of.auth).send(body);

  it.each([
    ['get', 'profile'],
    ['put', 'profile'],
    ['put', 'profile/extended'],
    ['put', 'change-password'],
  ] as const)('%s /users/%s answers 401 without a token and with a refresh token', async (method, route) => {
    const without = await shop.http[method](`/api/users/${route}`).expect(401);
    expect(without.body.code).toBe('ACCESS_TOKEN_REQUIRED');
    const refresh = await shop.http[method](`/api/users/${route}`).auth(user.refreshToken, { type: 'bearer' });
    expect(refresh).toMatchObject({ status: 401, body: { code: 'INVALID_TOKEN' } });
  });

  describe('GET /users/profile', () => {
    it('answers the account with its profile and real counts, and nothing secret', async () => {
      const other = await createUser(shop);
      const card = { cardName: 'Pikachu', cardImage: 'https://example.test/p', cardSet: 'Base' };
      await shop.prisma.favorite.createMany({
        data: ['a', 'b', 'c'].map((cardId) => ({ userId: user.id, cardId, ...card })),
      });
      await shop.prisma.tradeOffer.createMany({
        data: [
          { creatorId: user.id, receiverId: other.id, creatorCards: [], receiverCards: [] },
          { creatorId: user.id, receiverId: other.id, creatorCards: [], receiverCards: [] },
          { creatorId: other.id, receiverId: user.id, creatorCards: [], receiverCards: [] },
        ],
      });
      const body = await getProfile();
      expect(body).toEqual({
        id: user.id,
        email: user.email,
        username: user.username,
        firstName: 'Sacha',
        lastName: 'Ketchum',
        avatar: null,
        bio: null,
        isAdmin: false,
        isVerified: false,
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
        profile: {
          id: expect.any(String),
          userId: user.id,
          phone: null,
          address: null,
          city: null,
          postalCode: null,
          country: null,
          countryCode: null,
          birthDate: null,
          preferences: null,
          createdAt: expect.any(String),
          updatedAt: expect.any(String),
        },
        _count: { favorites: 3, orders: 0, tradeOffers: 2, tradeOffersReceived: 1 },
      });
    });

    it('answers profile null where there is none', async () => {
      await shop.prisma.profile.delete({ where: { userId: user.id } });
      expect((await getProfile()).profile).toBeNull();
    });
  });

  describe('PUT /users/profile', () => {
    it('changes what is given, leaves what is absent, clears what is empty', async () => {
      const bio = 'I <3 Pikachu & N’s Zoroark, c’est tout.';
      const { body } = await put('profile', { firstName: 'Ondine', bio }).expect(200);
      expect(body).toMatchObject({
        message: expect.any(String),
        user: { firstName: 'Ondine', lastName: 'Ketchum', bio },
      });
      expect(Object.keys(body.user as object)).not.toContain('profile');
      expect(JSON.stringify(body)).not.toMatch(/passwordHash|\$2b/);

      await put('profile', { firstName: '', lastName: null, bio: '' }).expect(200);
      expect(await getProfile()).toMatchObject({ firstName: null, lastName: null, bio: null });
    });

    it('ignores everything else: nobody makes themselves an administrator', async () => {
      const body = {
        isAdmin: true,
        isVerified: true,
        email: 'x@example.com',
        username: 'boss',
        passwordHash: 'x',
        id: 'x',
      };
      await put('profile', body).expect(200);
      const { id, email, username } = user;
      expect(await getProfile()).toMatchObject({ id, email, username, isAdmin: false, isVerified: false });
    });

    it.each([
      ['firstName', { firstName: 'x'.repeat(51) }],
      ['firstName', { firstName: 5 }],
      ['firstName', { firstName: 'www.evil.test' }],
      ['lastName', { lastName: 'a@evil.test' }],
      ['lastName', { lastName: { set: 'x' } }],
      ['bio', { bio: 'x'.repeat(501) }],
      ['bio', { bio: ['x'] }],
    ])('answers 400 VALIDATION_ERROR naming %s and changes nothing', async (path, wrong) => {
      const { body } = await put('profile', { firstName: 'Y', ...wrong }).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
      expect(await getProfile()).toMatchObject({ firstName: 'Sacha', lastName: 'Ketchum', bio: null });
    });
  });

  describe('PUT /users/profile/extended', () => {
    const all = {
      phone: '+33 (0)6-12 34',
      address: '12 rue d’Aÿ',
      city: 'Lyon',
      postalCode: '69001',
      country: 'France',
      birthDate: '1997-04-01',
    };

    it('changes what is given, leaves what is absent, clears what is empty', async () => {
      const { body } = await put('profile/extended', all).expect(200);
      expect(body).toEqual({
        message: expect.any(String),
        profile: expect.objectContaining({ ...all, birthDate: '1997-04-01T00:00:00.000Z', userId: user.id }),
      });
      await put('profile/extended', { city: 'Paris', phone: '', birthDate: '' }).expect(200);
      expect((await getProfile()).profile).toMatchObject({ ...all, city: 'Paris', phone: null, birthDate: null });
    });

    it('makes a missing profile, one for two requests at once', async () => {
      await shop.prisma.profile.delete({ where: { userId: user.id } });
      const answers = await Promise.all([put('profile/extended', all), put('profile/extended', { city: 'Lyon' })]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect((await getProfile()).profile).toMatchObject({ city: 'Lyon', country: 'France' });
    });

    it.each([
      ['phone', 'appelez-moi'],
      ['phone', '1'.repeat(31)],
      ['phone', 612345678],
      ['address', 'x'.repeat(201)],
      ['city', ['Lyon']],
      ['country', { contains: 'F' }],
      ['postalCode', '69001!'],
      ['postalCode', '1'.repeat(21)],
      ['birthDate', '2999-01-01'],
      ['birthDate', '1997-02-30'],
      ['birthDate', 'hier'],
      ['birthDate', 860_000_000],
    ])('answers 400 VALIDATION_ERROR naming %s for %j', async (path, value) => {
      const { body } = await put('profile/extended', { [path]: value }).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path, msg: body.error }] });
    });
  });

  describe('PUT /users/change-password', () => {
    const newPassword = 'Raichu2026';
    const login = (password: string) => shop.http.post('/api/auth/login').send({ email: user.email, password });

    it('answers 200, ends all logins, and lets in with the new password alone', async () => {
      const { body } = await put('change-password', { currentPassword: user.password, newPassword }).expect(200);
      expect(Object.keys(body as object)).toEqual(['message']);
      await shop.http.get('/api/users/profile').set(user.auth).expect(401);
      await shop.http.post('/api/auth/refresh').send({ refreshToken: user.refreshToken }).expect(401);
      await login(user.password).expect(401);
      await login(newPassword).expect(200);
      const { passwordHash } = await shop.prisma.user.findUniqueOrThrow({ where: { id: user.id } });
      expect(bcrypt.getRounds(passwordHash)).toBe(12);
    });

    it('answers 400 INVALID_CURRENT_PASSWORD to a wrong one and changes nothing', async () => {
      const { body } = await put('change-password', { currentPassword: 'Wrong1234', newPassword }).expect(400);
      expect(body.code).toBe('INVALID_CURRENT_PASSWORD');
      await shop.http.get('/api/users/profile').set(user.auth).expect(200);
      await login(user.password).expect(200);
    });

    it('of two at once one wins', async () => {
      const passwords = ['Raichu2026', 'Evoli2026'];
      const answers = await Promise.all(
        passwords.map((password) => put('change-password', { currentPassword: user.password, newPassword: password })),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    });

    it('ends a login that was being opened with the old password', async () => {
      const hasher = shop.app.get(PasswordHasher);
      const matches = hasher.matches.bind(hasher);
      // The login has compared the password; before it goes on, the password changes.
      const spy = jest.spyOn(hasher, 'matches').mockImplementationOnce(async (password, hash) => {
        const result = await matches(password, hash);
        await put('change-password', { currentPassword: user.password, newPassword }).expect(200);
        return result;
      });
      const { body } = await login(user.password).expect(401);
      spy.mockRestore();
      expect(body.code).toBe('INVALID_CREDENTIALS');
      expect(await shop.prisma.authSession.count({ where: { userId: user.id, endedAt: null } })).toBe(0);
    });

    it.each([
      ['currentPassword', { newPassword }],
      ['currentPassword', { currentPassword: 5, newPassword }],
      ['newPassword', { currentPassword: 'Pikachu25' }],
      ['newPassword', { currentPassword: 'Pikachu25', newPassword: 'short' }],
      ['newPassword', { currentPassword: 'Pikachu25', newPassword: { set: 'Raichu2026' } }],
    ])('answers 400 VALIDATION_ERROR naming %s for %j', async (path, body) => {
      const answer = await put('change-password', body).expect(400);
      expect(answer.body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
    });
  });
});
