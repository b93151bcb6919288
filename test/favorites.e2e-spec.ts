import { createUser, type TestUser } from './factories/user.js';
import { cardNames } from './support/card-names.js';
import { startApp, type RunningApp } from './support/start-app.js';

const CARD = {
  cardId: 'swsh3-136',
  cardName: 'Fouinar',
  cardImage: 'https://assets.tcgdex.net/fr/swsh/swsh3/136/low.webp',
  cardSet: 'Ténèbres Embrasées',
};

describe('favourites', () => {
  let shop: RunningApp;
  let user: TestUser;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    user = await createUser(shop);
  });

  const add = (card: object = CARD, of = user) => shop.http.post('/api/users/favorites').set(of.auth).send(card);
  const list = (query: object = {}, of = user) => shop.http.get('/api/users/favorites').set(of.auth).query(query);
  const remove = (cardId: string, of = user) =>
    shop.http.delete(`/api/users/favorites/${encodeURIComponent(cardId)}`).set(of.auth);

  it.each([
    ['get', 'favorites'],
    ['post', 'favorites'],
    ['delete', 'favorites/swsh3-136'],
  ] as const)('%s /users/%s answers 401 without a token', async (method, route) => {
    const { body } = await shop.http[method](`/api/users/${route}`).expect(401);
    expect(body.code).toBe('ACCESS_TOKEN_REQUIRED');
  });

  describe('POST /users/favorites', () => {
    it('answers 201 with the favourite, which is counted in the profile', async () => {
      const { body } = await add({ ...CARD, userId: 'somebody', isAdmin: true }).expect(201);
      const favorite = { ...CARD, id: expect.any(String), userId: user.id, createdAt: expect.any(String) };
      expect(body).toEqual({ message: expect.any(String), favorite });
      const profile = await shop.http.get('/api/users/profile').set(user.auth).expect(200);
      expect(profile.body.user._count.favorites).toBe(1);
    });

    it('answers 409 CARD_ALREADY_FAVORITE to the same card again, in parallel too, and others may like it', async () => {
      const answers = await Promise.all(Array.from({ length: 6 }, () => add()));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
      expect(answers.find(({ status }) => status === 409)!.body.code).toBe('CARD_ALREADY_FAVORITE');
      expect((await list()).body.pagination.total).toBe(1);
      await add(CARD, await createUser(shop)).expect(201);
    });

    it.each([
      ['cardId', ''],
      ['cardId', 'x'.repeat(65)],
      ['cardId', 136],
      ['cardName', ' \u200b'],
      ['cardName', 'x'.repeat(201)],
      ['cardImage', null],
      ['cardImage', 'x'.repeat(501)],
      ['cardSet', ['x']],
      ['cardSet', undefined],
      ['cardSet', 'x'.repeat(101)],
    ])('answers 400 VALIDATION_ERROR naming %s for %j', async (path, value) => {
      const { body } = await add({ ...CARD, [path]: value }).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path, msg: body.error }] });
      expect((await list()).body.favorites).toEqual([]);
    });

    it('takes real card names as they are', async () => {
      const names = cardNames(40);
      for (const [index, cardName] of names.entries()) {
        const { body } = await add({ ...CARD, cardId: `card-${index}`, cardName }).expect(201);
        expect(body.favorite.cardName).toBe(cardName);
      }
    });
  });

  describe('GET /users/favorites', () => {
    it('answers the own ones, newest first, paged, each once', async () => {
      const createdAt = new Date('2026-01-01');
      await shop.prisma.favorite.createMany({
        data: Array.from({ length: 25 }, (_, i) => ({
          ...CARD,
          cardId: `c${i}`,
          userId: user.id,
          // The first half of one moment: the order must be the same on each page all the same.
          createdAt: new Date(createdAt.getTime() + Math.max(0, i - 12)),
        })),
      });
      await add(CARD, await createUser(shop)).expect(201);

      const { body } = await list().expect(200);
      expect(body.pagination).toEqual({ page: 1, limit: 20, total: 25, pages: 2 });
      const pages = await Promise.all([1, 2, 3, 4].map((page) => list({ page, limit: 10 }).expect(200)));
      const ids = pages.flatMap((page) => page.body.favorites.map(({ cardId }: { cardId: string }) => cardId));
      expect(new Set(ids).size).toBe(25);
      expect(ids.slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, i) => `c${24 - i}`));
    });

    it.each([{ page: 0 }, { limit: 101 }, { limit: '1.5' }])('answers 400 VALIDATION_ERROR to %j', async (query) => {
      expect((await list(query).expect(400)).body.code).toBe('VALIDATION_ERROR');
    });
  });

  describe('DELETE /users/favorites/:cardId', () => {
    it('answers 200 once, then 404 FAVORITE_NOT_FOUND, and leaves other people’s', async () => {
      const other = await createUser(shop);
      await add(CARD, other).expect(201);
      expect((await remove(CARD.cardId).expect(404)).body.code).toBe('FAVORITE_NOT_FOUND');
      await add().expect(201);
      const { body } = await remove(CARD.cardId).expect(200);
      expect(Object.keys(body as object)).toEqual(['message']);
      await remove(CARD.cardId).expect(404);
      expect((await list({}, other)).body.pagination.total).toBe(1);
    });

    it.each(['sv03.5-001', 'exu-!', 'exu-?', 'é 100 % / 2', 'x'.repeat(64)])(
      'finds a card called %s',
      async (cardId) => {
        await add({ ...CARD, cardId }).expect(201);
        await remove(cardId).expect(200);
      },
    );

    it('answers 404 to what can be no card', async () => {
      expect((await remove('x'.repeat(3000)).expect(404)).body.code).toBe('FAVORITE_NOT_FOUND');
    });
  });
});
