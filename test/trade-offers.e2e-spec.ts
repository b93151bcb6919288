import { createUser, type TestUser } from './factories/user.js';
import { cardNames } from './support/card-names.js';
import { startApp, type RunningApp } from './support/start-app.js';

const CARDS = { creatorCards: [{ id: 'swsh3-136', name: 'Fouinar' }], receiverCards: [{ id: 'swsh3-20', foil: true }] };
const ANSWERS = ['accept', 'reject', 'cancel'] as const;

describe('trade offers', () => {
  let shop: RunningApp;
  let sacha: TestUser;
  let ondine: TestUser;
  let pierre: TestUser;
  beforeAll(async () => {
    shop = await startApp();
    pierre = await createUser(shop);
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    [sacha, ondine] = await Promise.all([createUser(shop), createUser(shop, { avatar: '/img/ondine.png' })]);
  });

  const make = (body: object = {}, of = sacha) =>
    shop.http
      .post('/api/trade-offers')
      .set(of.auth)
      .send({ receiverId: ondine.id, ...CARDS, ...body });
  const made = async (body: object = {}, of = sacha) => (await make(body, of).expect(201)).body.offer;
  const get = (id: string, of: TestUser) => shop.http.get(`/api/trade-offers/${id}`).set(of.auth);
  const list = (query: object, of: TestUser) => shop.http.get('/api/trade-offers').set(of.auth).query(query);
  const answer = (id: string, what: string, of: TestUser) =>
    shop.http.post(`/api/trade-offers/${id}/${what}`).set(of.auth);
  const partner = ({ id, username }: TestUser, avatar: string | null = null) => ({
    id,
    username,
    firstName: 'Sacha',
    avatar,
  });
  /** Writes many pending offers. */
  const fill = (count: number, data: object = {}) =>
    shop.prisma.tradeOffer.createMany({
      data: Array.from({ length: count }, (_, i) => ({
        ...{ creatorId: sacha.id, receiverId: ondine.id, ...CARDS, createdAt: new Date(1_780_000_000_000 + i) },
        ...data,
      })),
    });

  it.each([
    ['get', ''],
    ['post', ''],
    ['get', '/x'],
    ...ANSWERS.map((what) => ['post', `/x/${what}`] as const),
  ] as const)('%s /trade-offers%s answers 401 without a token', async (method, route) => {
    const { body } = await shop.http[method](`/api/trade-offers${route}`).expect(401);
    expect(body.code).toBe('ACCESS_TOKEN_REQUIRED');
  });

  describe('POST /trade-offers', () => {
    it('answers 201 with the offer and of its parties nothing but what others may know', async () => {
      const { body } = await make({ message: ' Ça te dit ?\n', status: 'ACCEPTED', creatorId: pierre.id }).expect(201);
      const offer = {
        id: expect.any(String),
        creatorId: sacha.id,
        receiverId: ondine.id,
        status: 'PENDING',
        ...CARDS,
        message: 'Ça te dit ?',
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
        creator: partner(sacha),
        receiver: partner(ondine, '/img/ondine.png'),
      };
      expect(body).toEqual({ message: expect.any(String), offer });
      expect((await get(body.offer.id, ondine).expect(200)).body).toEqual({ offer: body.offer });

      const count = async (of: TestUser) =>
        (await shop.http.get('/api/users/profile').set(of.auth).expect(200)).body.user._count;
      expect(await count(sacha)).toMatchObject({ tradeOffers: 1, tradeOffersReceived: 0 });
      expect(await count(ondine)).toMatchObject({ tradeOffers: 0, tradeOffersReceived: 1 });
    });

    it('finds the receiver by username, in any case', async () => {
      const receiverUsername = ondine.username.toUpperCase();
      expect(await made({ receiverId: '', receiverUsername })).toMatchObject({ receiverId: ondine.id, message: null });
    });

    it.each([
      ['neither', 'receiverId', () => ({ receiverId: undefined })],
      ['both', 'receiverUsername', () => ({ receiverUsername: ondine.username })],
    ])('answers 400 VALIDATION_ERROR to %s of id and username', async (_, path, body) => {
      const refused = await make(body()).expect(400);
      expect(refused.body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path, msg: refused.body.error }] });
    });

    it('answers 400 INVALID_RECEIVER to oneself and 404 RECEIVER_NOT_FOUND to nobody', async () => {
      const byName = { receiverId: null, receiverUsername: sacha.username };
      for (const body of [{ receiverId: sacha.id }, byName]) {
        expect((await make(body).expect(400)).body.code).toBe('INVALID_RECEIVER');
      }
      for (const receiver of ['nobody', 'é%_', 'a.b']) {
        expect((await make({ receiverId: receiver }).expect(404)).body.code).toBe('RECEIVER_NOT_FOUND');
        const { body } = await make({ receiverId: '', receiverUsername: receiver }).expect(404);
        expect(body.code).toBe('RECEIVER_NOT_FOUND');
      }
    });

    it('answers 400 TOO_MANY_PENDING_OFFERS above 20 to one person, in parallel too', async () => {
      await fill(16);
      await fill(30, { status: 'REJECTED' });
      await fill(30, { creatorId: ondine.id, receiverId: sacha.id });
      const answers = await Promise.all(Array.from({ length: 9 }, () => make()));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(4);
      const refused = answers.filter(({ body }) => body.code === 'TOO_MANY_PENDING_OFFERS');
      expect(refused.map(({ status }) => status)).toEqual(Array(5).fill(400));
      const where = { creatorId: sacha.id, receiverId: ondine.id, status: 'PENDING' } as const;
      expect(await shop.prisma.tradeOffer.count({ where })).toBe(20);

      // Another user still gets an offer, and an answered offer frees a place.
      await made({ receiverId: pierre.id });
      const { id } = answers.find(({ status }) => status === 201)!.body.offer;
      await answer(id, 'cancel', sacha).expect(200);
      await made();
      await make().expect(400);
    });

    it.each([
      ['receiverId', 5],
      ['receiverId', 'x'.repeat(65)],
      ['receiverUsername', ['x']],
      ['creatorCards', undefined],
      ['creatorCards', []],
      ['creatorCards', {}],
      ['creatorCards', 'swsh3-136'],
      ['creatorCards', ['swsh3-136']],
      ['creatorCards', [{}, null]],
      ['receiverCards', [[{}]]],
      ['receiverCards', Array(51).fill({})],
      ['message', 'x'.repeat(501)],
      ['message', { $set: 1 }],
    ])('answers 400 naming %s for %j and writes nothing', async (path, value) => {
      const { body } = await make({ [path]: value }).expect(400);
      if (body.code !== 'SUSPICIOUS_CONTENT')
        expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
      expect(await shop.prisma.tradeOffer.count({ where: { creatorId: sacha.id } })).toBe(0);
    });

    it('answers 400 VALIDATION_ERROR above 16 KB of cards in all', async () => {
      const long = (characters: number) => [{ notes: 'é'.repeat(characters) }];
      const { body } = await make({ creatorCards: long(4_100), receiverCards: long(4_100) }).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path: 'creatorCards', msg: body.error }] });
      await made({ creatorCards: long(4_000), receiverCards: long(4_000) });
      await made({ creatorCards: Array(50).fill({}), receiverCards: Array(50).fill({ a: 1 }) });
    });

    it('keeps what is in a card as it is, and refuses in there what it refuses anywhere', async () => {
      const creatorCards = [
        {
          a: { b: [[], {}, [null, true, -1.5e-7, 'É <3 ’'], { c: '' }] },
          type: 'x',
          id: 0,
          length: 2,
          then: 'x',
          s: 1,
        },
        {
          name: null,
          toJSON: 'x',
          proto: { valueOf: null, toString: 'x' },
          quantity: 9_007_199_254_740_991,
          '': 'empty',
        },
      ];
      expect(await made({ creatorCards })).toMatchObject({ creatorCards });

      const parsed = JSON.parse('{"__proto__":{"isAdmin":true}}') as object;
      const attacks = [parsed, { a: { $gt: 1 } }, { constructor: { prototype: {} } }];
      for (const attack of [...attacks, { name: '<script>alert(1)</script>' }, { a: [{ b: "' OR 1=1 --" }] }]) {
        expect((await make({ receiverCards: [attack] }).expect(400)).body.code).toBe('SUSPICIOUS_CONTENT');
      }
      const deep = JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`) as object;
      expect((await make({ receiverCards: [deep] }).expect(400)).body.code).toBe('PAYLOAD_TOO_COMPLEX');
    });

    it('takes every real card name', async () => {
      const names = cardNames(10_000);
      for (let i = 0; i < names.length; i += 100) {
        const [first, second] = [names.slice(i, i + 50), names.slice(i + 50, i + 100)];
        const cards = (some: string[]) => (some.length ? some : ['Pikachu']).map((name) => ({ name }));
        const offer = await made({ creatorCards: cards(first), receiverCards: cards(second) });
        expect(offer).toMatchObject({ creatorCards: cards(first), receiverCards: cards(second) });
        await shop.prisma.tradeOffer.delete({ where: { id: offer.id } });
      }
    });
  });

  describe('GET /trade-offers', () => {
    it('answers one’s own, sent or received or both, newest first, paged', async () => {
      await fill(7);
      await fill(5, { creatorId: ondine.id, receiverId: sacha.id });
      await fill(4, { creatorId: pierre.id });
      const totals = async (of: TestUser) =>
        Promise.all(
          ['all', 'sent', 'received', '', undefined].map(
            async (type) => (await list({ type }, of).expect(200)).body.pagination.total,
          ),
        );
      expect(await totals(sacha)).toEqual([12, 7, 5, 12, 12]);
      expect(await totals(ondine)).toEqual([16, 5, 11, 16, 16]);

      const newest = await made();
      const pages = await Promise.all([1, 2, 3].map((page) => list({ page, limit: 5 }, sacha).expect(200)));
      const offers = pages.flatMap(({ body }) => body.offers);
      expect(offers[0]).toEqual(newest);
      expect(new Set(offers.map(({ id }) => id)).size).toBe(13);
      expect(offers.map(({ createdAt }) => createdAt)).toEqual(
        offers
          .map(({ createdAt }) => createdAt)
          .sort()
          .reverse(),
      );
      expect(pages[2]!.body.pagination).toEqual({ page: 3, limit: 5, total: 13, pages: 3 });
      expect((await list({}, sacha)).body.pagination.limit).toBe(50);
    });

    it.each([{ type: 'mine' }, { limit: 101 }, { page: '0' }])('answers 400 VALIDATION_ERROR to %j', async (query) => {
      expect((await list(query, sacha).expect(400)).body.code).toBe('VALIDATION_ERROR');
    });
  });

  describe('answers', () => {
    it.each([
      ['accept', 'ACCEPTED', () => ondine],
      ['reject', 'REJECTED', () => ondine],
      ['cancel', 'CANCELLED', () => sacha],
    ])('%s answers 200 with the offer %s, and no collection changes', async (what, status, by) => {
      const offer = await made();
      const { body } = await answer(offer.id, what, by()).expect(200);
      expect(body).toEqual({ message: expect.any(String), offer: { ...offer, status, updatedAt: expect.any(String) } });
      for (const party of [sacha, ondine]) expect((await get(offer.id, party)).body.offer).toEqual(body.offer);
      expect(await shop.prisma.collectionItem.count()).toBe(0);
    });

    it.each(ANSWERS)('%s answers 403 FORBIDDEN to the wrong party and leaves the offer as it was', async (what) => {
      const offer = await made();
      for (const wrong of [pierre, what === 'cancel' ? ondine : sacha]) {
        expect((await answer(offer.id, what, wrong).expect(403)).body.code).toBe('FORBIDDEN');
      }
      expect((await get(offer.id, sacha)).body).toEqual({ offer });
      expect((await get(offer.id, pierre).expect(403)).body.code).toBe('FORBIDDEN');
    });

    it.each(ANSWERS)('%s answers 404 OFFER_NOT_FOUND to none and to what is no id', async (what) => {
      for (const id of ['unknown', 'x'.repeat(65), 'a.b', '%20']) {
        expect((await answer(id, what, sacha).expect(404)).body.code).toBe('OFFER_NOT_FOUND');
        expect((await get(id, sacha).expect(404)).body.code).toBe('OFFER_NOT_FOUND');
      }
    });

    it('of several at once one wins and the others get 400 OFFER_NOT_PENDING', async () => {
      for (let round = 0; round < 3; round++) {
        const { id } = await made();
        const answers = await Promise.all(
          [0, 1, 2].flatMap(() => [
            answer(id, 'accept', ondine),
            answer(id, 'reject', ondine),
            answer(id, 'cancel', sacha),
          ]),
        );
        const [winner, ...others] = answers.filter(({ status }) => status === 200);
        expect(others).toEqual([]);
        const losers = answers.filter(({ body }) => body.code === 'OFFER_NOT_PENDING');
        expect(losers.map(({ status }) => status)).toEqual(Array(8).fill(400));
        expect((await get(id, sacha)).body.offer).toEqual(winner!.body.offer);
      }
    });

    it('ends with either account', async () => {
      const { id } = await made();
      await shop.prisma.user.delete({ where: { id: ondine.id } });
      expect((await answer(id, 'cancel', sacha).expect(404)).body.code).toBe('OFFER_NOT_FOUND');
      expect((await list({}, sacha)).body.offers).toEqual([]);
    });
  });
});
