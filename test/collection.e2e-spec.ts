import { createUser, type TestUser } from './factories/user.js';
import { cardNames } from './support/card-names.js';
import { startApp, type RunningApp } from './support/start-app.js';

const CARD = { cardId: 'swsh3-136', cardName: 'Fouinar' };
const ALL = {
  ...CARD,
  cardImage: 'https://assets.tcgdex.net/fr/swsh/swsh3/136/low.webp',
  cardSet: 'Ténèbres Embrasées',
  quantity: 3,
  condition: 'Bon',
  language: 'fr',
  notes: 'Échangée à Lyon.',
};
const MAX = 9_999;

describe('collection', () => {
  let shop: RunningApp;
  let user: TestUser;
  let other: TestUser;
  beforeAll(async () => {
    shop = await startApp();
    other = await createUser(shop);
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    user = await createUser(shop);
  });

  const add = (card: object = CARD, of = user) => shop.http.post('/api/collection').set(of.auth).send(card);
  const list = (query: object = {}, of = user) => shop.http.get('/api/collection').set(of.auth).query(query);
  const update = (id: string, body: object, of = user) =>
    shop.http.put(`/api/collection/${id}`).set(of.auth).send(body);
  const remove = (id: string, of = user) => shop.http.delete(`/api/collection/${id}`).set(of.auth);
  const has = async (of = user) => (await list({}, of).expect(200)).body.collection;

  it.each([
    ['get', 'collection'],
    ['post', 'collection'],
    ['put', 'collection/x'],
    ['delete', 'collection/x'],
  ] as const)('%s /%s answers 401 without a token', async (method, route) => {
    const { body } = await shop.http[method](`/api/${route}`).expect(401);
    expect(body.code).toBe('ACCESS_TOKEN_REQUIRED');
  });

  describe('POST /collection', () => {
    it('answers 201 with the item, one copy unless more are given, and null for what is not', async () => {
      const made = { id: expect.any(String), createdAt: expect.any(String), updatedAt: expect.any(String) };
      const { body } = await add({ ...CARD, cardImage: '', notes: null, userId: other.id }).expect(201);
      const nothing = { cardImage: null, cardSet: null, condition: null, language: null, notes: null };
      const item = { ...made, ...CARD, ...nothing, userId: user.id, quantity: 1 };
      expect(body).toEqual({ message: expect.any(String), item });
      const whole = await add({ ...ALL, cardId: 'other' }).expect(201);
      expect(whole.body.item).toEqual({ ...made, ...ALL, cardId: 'other', userId: user.id });
      expect(await has()).toEqual([whole.body.item, body.item]);
    });

    it('adds up copies in the same language and condition: what is given replaces, what is absent stays', async () => {
      const first = (await add(ALL).expect(201)).body.item;
      const { language, condition } = ALL;
      const again = { ...CARD, cardName: 'Fouinar V', quantity: 2, notes: '', language, condition };
      const { body } = await add(again).expect(201);
      expect(body.item).toEqual({ ...first, cardName: 'Fouinar V', quantity: 5, updatedAt: expect.any(String) });
      expect(await has()).toEqual([body.item]);
    });

    it('makes a line for each language and condition, what is not given being one of them', async () => {
      const lines = [
        { language: 'fr', condition: 'Bon' },
        { language: 'fr', condition: 'Neuf' },
        { language: 'en', condition: 'Bon' },
        { language: 'fr' },
        { condition: 'Bon' },
        {},
      ];
      for (const line of lines) await add({ ...CARD, ...line, quantity: 2 }).expect(201);
      for (const line of lines) {
        const { body } = await add({ ...CARD, language: '', condition: null, ...line, quantity: 3 }).expect(201);
        expect(body.item).toMatchObject({ language: null, condition: null, ...line, quantity: 5 });
      }
      const { body } = await list().expect(200);
      expect(body.collection).toHaveLength(lines.length);
      expect(body.stats).toEqual({ totalCards: 5 * lines.length, uniqueCards: 1 });
    });

    it('loses none of several at once, the first one included', async () => {
      const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((quantity) => add({ ...CARD, quantity })));
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
      expect(await has()).toMatchObject([{ quantity: 36 }]);
      expect(new Set(answers.map(({ body }) => body.item.quantity)).size).toBe(8);
    });

    it('has one line for a language and a condition, however they are written, in parallel too', async () => {
      const languages = ['fr', 'FR', 'Français', 'francais', 'French', ' fr '];
      const lines = languages.map((language, index) => ({ language, condition: index % 2 ? 'Bon état' : 'BON ETAT' }));
      await Promise.all(lines.map((line) => add({ ...CARD, ...line }).expect(201)));
      const [item, ...others] = await has();
      expect(others).toEqual([]);
      expect(item.quantity).toBe(languages.length);
      // As the first of them was written.
      expect(lines).toContainEqual({ language: item.language, condition: item.condition });
      await add({ ...CARD, language: 'klingon', condition: 'Bon état' }).expect(201);
      await add({ ...CARD, language: 'Klingon', condition: 'Bon état' }).expect(201);
      expect(await has()).toMatchObject([{ language: 'klingon', quantity: 2 }, { id: item.id }]);
    });

    it('answers 400 VALIDATION_ERROR above 9999 in all, in parallel too, and leaves it as it was', async () => {
      const first = { ...CARD, quantity: MAX - 2 - 2 * 2_000, notes: ALL.notes };
      await add(first).expect(201);
      const answers = await Promise.all(Array.from({ length: 5 }, () => add({ ...CARD, quantity: 2_000 })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 400, 400, 400]);
      const refused = answers.find(({ status }) => status === 400)!.body;
      expect(refused).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path: 'quantity', msg: refused.error }] });
      expect(await has()).toMatchObject([{ quantity: MAX - 2, notes: ALL.notes }]);
      await add({ ...CARD, quantity: 2 }).expect(201);
    });

    it.each([
      ['cardId', ''],
      ['cardId', 'x'.repeat(65)],
      ['cardName', undefined],
      ['cardName', 'x'.repeat(201)],
      ['cardImage', 'x'.repeat(501)],
      ['cardSet', 'x'.repeat(101)],
      ['quantity', 0],
      ['quantity', -1],
      ['quantity', 1.5],
      ['quantity', '2'],
      ['quantity', 10_000],
      ['condition', 'x'.repeat(51)],
      ['language', { fr: true }],
      ['notes', 'x'.repeat(501)],
    ])('answers 400 VALIDATION_ERROR naming %s for %j', async (path, value) => {
      const { body } = await add({ ...ALL, [path]: value }).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path, msg: body.error }] });
      expect(await has()).toEqual([]);
    });

    it('takes real card names, in name and notes', async () => {
      const names = cardNames(30);
      for (const cardName of names) {
        const notes = names.slice(0, 12).join(', ');
        const { body } = await add({ cardId: 'x', cardName, notes }).expect(201);
        expect(body.item).toMatchObject({ cardName, notes });
      }
    });

    it('answers 401 when the account goes away meanwhile', async () => {
      const [answer] = await Promise.all([add(), shop.prisma.user.delete({ where: { id: user.id } })]);
      expect([201, 401]).toContain(answer.status);
      expect(await shop.prisma.collectionItem.count({ where: { userId: user.id } })).toBe(0);
    });
  });

  describe('GET /collection', () => {
    it('answers pages, newest first, and counts all of it, however much', async () => {
      await shop.prisma.collectionItem.createMany({
        data: Array.from({ length: 2_200 }, (_, i) => ({
          cardId: `c${i}`,
          cardName: 'Pikachu',
          userId: user.id,
          quantity: 999_999,
          createdAt: new Date(1_780_000_000_000 + i),
        })),
      });
      const { body } = await list().expect(200);
      expect(body.collection).toHaveLength(50);
      expect(body.collection[0].cardId).toBe('c2199');
      expect(body.pagination).toEqual({ page: 1, limit: 50, total: 2_200, pages: 44 });
      // More than 32 bits hold.
      expect(body.stats).toEqual({ totalCards: 2_200 * 999_999, uniqueCards: 2_200 });
      expect((await list({ page: 5, limit: 500 }).expect(200)).body.collection).toHaveLength(200);
    });

    it('answers an empty one, other people’s notwithstanding', async () => {
      await add(CARD, other).expect(201);
      const { body } = await list().expect(200);
      const pagination = { page: 1, limit: 50, total: 0, pages: 0 };
      expect(body).toEqual({ collection: [], pagination, stats: { totalCards: 0, uniqueCards: 0 } });
    });

    it('answers 400 VALIDATION_ERROR above 500 a page', async () => {
      expect((await list({ limit: 501 }).expect(400)).body.code).toBe('VALIDATION_ERROR');
    });
  });

  describe('PUT and DELETE /collection/:id', () => {
    let item: { id: string };
    beforeEach(async () => {
      item = (await add(ALL).expect(201)).body.item;
    });

    it('changes what is given, leaves what is absent, clears what is empty', async () => {
      const changed = await update(item.id, { quantity: 9_999, condition: 'Neuf', cardName: 'Mew' }).expect(200);
      const expected = { ...item, quantity: 9_999, condition: 'Neuf', updatedAt: expect.any(String) };
      expect(changed.body).toEqual({ message: expect.any(String), item: expected });
      const { body } = await update(item.id, { quantity: null, condition: '', language: '', notes: null }).expect(200);
      expect(body.item).toEqual({ ...expected, condition: null, language: null, notes: null });
    });

    it('answers 400 VALIDATION_ERROR above 9999 copies, unless there are as many', async () => {
      await update(item.id, { quantity: 10_000, notes: 'x' }).expect(400);
      await shop.prisma.collectionItem.update({ where: { id: item.id }, data: { quantity: 10_002 } });
      await add(ALL).expect(400);
      await update(item.id, { quantity: 10_002 }).expect(200);
      await update(item.id, { quantity: 10_000 }).expect(200);
      const { body } = await update(item.id, { quantity: 10_001, notes: 'x' }).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path: 'quantity' }] });
      expect(await has()).toMatchObject([{ quantity: 10_000, notes: ALL.notes }]);
    });

    it('PUT › makes one line of two that become equal: copies add up, no notes are lost that had a place', async () => {
      const noNotes = { ...ALL, language: 'en', notes: '', quantity: 2 };
      const { id } = (await add(noNotes).expect(201)).body.item;
      const { body } = await update(id, { language: ALL.language }).expect(200);
      expect(body.item).toMatchObject({ id, language: ALL.language, notes: ALL.notes, quantity: 5 });
      expect(await has()).toEqual([body.item]);
      await update(item.id, {}).expect(404);
    });

    it('PUT › makes one line of all that become equal, however they are written', async () => {
      for (const [index, language] of ['de', 'DE', 'Allemand'].entries()) {
        const data = { ...CARD, userId: user.id, language, condition: ALL.condition, quantity: 10 + index };
        await shop.prisma.collectionItem.create({ data });
      }
      const { body } = await update(item.id, { language: 'german' }).expect(200);
      expect(body.item).toMatchObject({ id: item.id, language: 'german', quantity: 3 + 10 + 11 + 12 });
      expect(await has()).toEqual([body.item]);
    });

    it('PUT › answers 400 when two lines together have more than 9999 copies, and leaves both', async () => {
      const { id } = (await add({ ...ALL, language: 'en' }).expect(201)).body.item;
      await update(id, { quantity: MAX }).expect(200);
      await update(id, { language: ALL.language }).expect(400);
      expect((await has()).map(({ quantity }: { quantity: number }) => quantity)).toEqual([MAX, 3]);
    });

    it('PUT and POST › lose no copy when lines become equal at the same time', async () => {
      const lines = await Promise.all(
        ['en', 'de', 'it', 'es'].map((language) => add({ ...ALL, language, quantity: 10 })),
      );
      const changes = lines.map(({ body }) => update(body.item.id, { language: 'jp' }));
      const adds = [1, 2, 3].map((quantity) => add({ ...ALL, language: 'jp', quantity }));
      const answers = await Promise.all([...changes, ...adds]);
      // A line that another one has taken over is gone.
      for (const { status } of answers) expect([200, 201, 404]).toContain(status);
      const { body } = await list().expect(200);
      expect(body.stats.totalCards).toBe(3 + 40 + 6);
      const languages = body.collection.map(({ language }: { language: string }) => language);
      expect(new Set(languages).size).toBe(languages.length);
    });

    it.each([
      ['quantity', 0],
      ['quantity', '2'],
      ['quantity', 1e300],
      ['condition', 'x'.repeat(51)],
      ['language', 5],
      ['notes', 'x'.repeat(501)],
    ])('answer 400 VALIDATION_ERROR naming %s for %j', async (path, value) => {
      const { body } = await update(item.id, { language: 'en', [path]: value }).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
      expect(await has()).toEqual([item]);
    });

    it('answer 403 FORBIDDEN for another user’s card and leave it', async () => {
      const answers = [await update(item.id, { quantity: 1 }, other), await remove(item.id, other)];
      for (const { status, body } of answers) expect([status, body.code]).toEqual([403, 'FORBIDDEN']);
      expect(await has()).toEqual([item]);
    });

    it('answer 404 ITEM_NOT_FOUND for none, for what is no id, and once it is gone', async () => {
      for (const id of ['unknown', 'x'.repeat(65), 'a.b', '%20', 'null']) {
        for (const { status, body } of [await update(id, { quantity: 1 }), await remove(id)]) {
          expect([id, status, body.code]).toEqual([id, 404, 'ITEM_NOT_FOUND']);
        }
      }
      const answers = await Promise.all([1, 2, 3].map(() => remove(item.id)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
      expect(Object.keys(answers.find(({ status }) => status === 200)!.body as object)).toEqual(['message']);
      await update(item.id, { quantity: 1 }).expect(404);
      expect(await has()).toEqual([]);
    });
  });
});
