import { PromosService, type PromoUse, type ReservedPromo } from '../src/checkout/promos/promos.service.js';
import { createPromo } from './factories/promo.js';
import { createVariant } from './factories/product.js';
import { createUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

const PAST = new Date('2020-01-01T00:00:00Z');
const FUTURE = new Date('2090-01-01T00:00:00Z');

/** What makes a code unusable on a cart of 50 €, by the code of the refusal. */
const REFUSALS = [
  ['PROMO_INACTIVE', { isActive: false }],
  ['PROMO_EXPIRED', { validFrom: PAST, validUntil: PAST }],
  ['PROMO_EXPIRED', { validFrom: FUTURE, validUntil: FUTURE }],
  ['MIN_PURCHASE_NOT_MET', { minPurchase: 5001 }],
  ['PROMO_LIMIT_REACHED', { usageLimit: 3, usedCount: 2, reservedCount: 1 }],
] as const;

describe('promo codes', () => {
  let shop: RunningApp;
  let promos: PromosService;
  beforeAll(async () => {
    shop = await startApp();
    promos = shop.app.get(PromosService);
  });
  afterAll(() => shop.close());

  const validate = (body: object, headers = {}) => shop.http.post('/api/promo/validate').set(headers).send(body);
  const reserve = (code: string, goodsCents = 5000, now = new Date()): Promise<ReservedPromo> =>
    shop.prisma.$transaction((tx) => promos.reserve(tx, code, goodsCents, now));
  const release = (id: string) => shop.prisma.$transaction((tx) => promos.release(tx, id));
  const count = (use: PromoUse) => shop.prisma.$transaction((tx) => promos.countUse(tx, use));
  const usesOf = async (id: string) => {
    const { usedCount, reservedCount } = await shop.prisma.promo.findUniqueOrThrow({ where: { id } });
    return { usedCount, reservedCount };
  };
  const codeOf = (error: { code: string }) => error.code;

  describe('POST /api/promo/validate', () => {
    it('answers 200 with the discount, whatever the case, and reserves nothing', async () => {
      const promo = await createPromo(shop.prisma, { code: 'ÉTÉ10', maxDiscount: 400 });
      const { body } = await validate({ code: ' été10 ', totalCents: 3999 }).expect(200);
      expect(body).toEqual({
        valid: true,
        code: 'ÉTÉ10',
        type: 'PERCENTAGE',
        discountCents: 399,
        finalAmountCents: 3600,
      });
      for (const code of ['Été 10', 'é t é\u00a010', 'ｅ\u0301ｔé10'])
        expect((await validate({ code, totalCents: 3999 }).expect(200)).body.code).toBe('ÉTÉ10');
      const capped = await validate({ code: 'ÉTÉ10', totalCents: 5000 }).expect(200);
      expect(capped.body).toMatchObject({ discountCents: 400, finalAmountCents: 4600 });
      expect(await usesOf(promo.id)).toEqual({ usedCount: 0, reservedCount: 0 });
    });

    it('takes a fixed amount off, at most the total', async () => {
      const { code } = await createPromo(shop.prisma, { type: 'FIXED', value: 1500 });
      expect((await validate({ code, totalCents: 1000 }).expect(200)).body).toMatchObject({
        type: 'FIXED',
        discountCents: 1000,
        finalAmountCents: 0,
      });
      expect((await validate({ code, totalCents: 0 }).expect(200)).body.discountCents).toBe(0);
    });

    it('answers 404 PROMO_NOT_FOUND', async () => {
      const { body } = await validate({ code: 'INCONNU', totalCents: 5000 }).expect(404);
      expect(body).toMatchObject({ code: 'PROMO_NOT_FOUND', error: 'Ce code promo n’existe pas.' });
    });

    it.each(REFUSALS)('answers 400 %s for %j', async (expected, overrides) => {
      const { code } = await createPromo(shop.prisma, overrides);
      expect((await validate({ code, totalCents: 5000 }).expect(400)).body.code).toBe(expected);
    });

    it('does not count the use that the reader’s own open session reserves', async () => {
      const [buyer, other] = [await createUser(shop), await createUser(shop)];
      const promo = await createPromo(shop.prisma, { usageLimit: 1, reservedCount: 1 });
      await shop.prisma.checkoutSession.create({
        data: { userId: buyer.id, activeUserId: buyer.id, promoId: promo.id, status: 'OPEN', expiresAt: FUTURE },
      });
      const body = { code: promo.code, totalCents: 5000 };
      await validate(body, buyer.auth).expect(200);
      for (const headers of [other.auth, {}, { Authorization: 'Bearer expired' }])
        expect((await validate(body, headers).expect(400)).body.code).toBe('PROMO_LIMIT_REACHED');
    });

    it.each<[string, object]>([
      ['code', { totalCents: 1 }],
      ['code', { code: '', totalCents: 1 }],
      ['code', { code: 'X'.repeat(51), totalCents: 1 }],
      ['code', { code: 5, totalCents: 1 }],
      ['code', { code: ['A'], totalCents: 1 }],
      ['totalCents', { code: 'A' }],
      ['totalCents', { code: 'A', totalCents: -1 }],
      ['totalCents', { code: 'A', totalCents: '100' }],
      ['totalCents', { code: 'A', totalCents: 0.5 }],
      ['totalCents', { code: 'A', totalCents: 1e300 }],
      ['totalCents', { code: 'A', totalCents: null }],
    ])('answers 400 VALIDATION_ERROR naming %s for %j', async (path, body) => {
      const answer = await validate(body).expect(400);
      expect(answer.body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
    });
  });

  describe('a reservation', () => {
    it('keeps one use, and says what it takes off', async () => {
      const { id, code } = await createPromo(shop.prisma, { type: 'FIXED', value: 700, minPurchase: 5000 });
      expect(await reserve(code.toLowerCase())).toEqual({ promoId: id, code, discountCents: 700 });
      expect(await usesOf(id)).toEqual({ usedCount: 0, reservedCount: 1 });
    });

    it('holds from the first to the last moment of its days', async () => {
      const [validFrom, validUntil] = [new Date('2030-05-01T00:00:00Z'), new Date('2030-05-31T23:59:59.999Z')];
      const { code, id } = await createPromo(shop.prisma, { validFrom, validUntil });
      for (const now of [validFrom, validUntil]) await reserve(code, 5000, now);
      for (const now of [validFrom.getTime() - 1, validUntil.getTime() + 1])
        expect(await reserve(code, 5000, new Date(now)).catch(codeOf)).toBe('PROMO_EXPIRED');
      expect((await usesOf(id)).reservedCount).toBe(2);
    });

    it.each(REFUSALS)('is refused with %s for %j and writes nothing', async (expected, overrides) => {
      const { id, code } = await createPromo(shop.prisma, overrides);
      const before = await usesOf(id);
      await expect(reserve(code)).rejects.toMatchObject({ code: expected, kind: 'invalid' });
      expect(await usesOf(id)).toEqual(before);
    });

    it('is refused with PROMO_NOT_FOUND, as a bad field', async () => {
      await expect(reserve('INCONNU')).rejects.toMatchObject({ code: 'PROMO_NOT_FOUND', kind: 'invalid' });
    });

    it('of twenty at once for a limit of five gives five', async () => {
      const { id, code } = await createPromo(shop.prisma, { usageLimit: 5 });
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => reserve(code).then(() => 'taken', codeOf)));
      expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(5);
      expect(outcomes.filter((outcome) => outcome === 'PROMO_LIMIT_REACHED')).toHaveLength(15);
      expect(await usesOf(id)).toEqual({ usedCount: 0, reservedCount: 5 });
    });

    it('never passes the limit while others are released and counted', async () => {
      const { id, code } = await createPromo(shop.prisma, { usageLimit: 8 });
      const buy = async (index: number) => {
        const reserved = await reserve(code).catch(() => null);
        if (!reserved) return 0;
        if (index % 3 === 0) return release(id).then(() => 0);
        await count({ promoId: id, code, wasReserved: true });
        return 1;
      };
      const bought = await Promise.all(Array.from({ length: 40 }, (_, index) => buy(index)));
      const usedCount = bought.filter(Boolean).length;
      expect(usedCount).toBeLessThanOrEqual(8);
      expect(await usesOf(id)).toEqual({ usedCount, reservedCount: 0 });
    });

    it('is undone with the transaction that made it', async () => {
      const { id, code } = await createPromo(shop.prisma, { usageLimit: 1 });
      const failed = shop.prisma.$transaction(async (tx) => {
        await promos.reserve(tx, code, 5000, new Date());
        throw new Error('No session after all');
      });
      await expect(failed).rejects.toThrow('No session');
      expect((await usesOf(id)).reservedCount).toBe(0);
    });
  });

  describe('the end of a reservation', () => {
    it('gives a use back once, and never more than there were', async () => {
      const { id, code } = await createPromo(shop.prisma, { usageLimit: 1 });
      await reserve(code);
      await Promise.all([release(id), release(id), release(id)]);
      expect(await usesOf(id)).toEqual({ usedCount: 0, reservedCount: 0 });
      await reserve(code);
    });

    it('counts what was paid, reserved or not, and even over the limit', async () => {
      const { id, code } = await createPromo(shop.prisma, { usageLimit: 1 });
      await reserve(code);
      await count({ promoId: id, code, wasReserved: true });
      expect(await usesOf(id)).toEqual({ usedCount: 1, reservedCount: 0 });
      await count({ promoId: id, code, wasReserved: false });
      await count({ promoId: id, code, wasReserved: true });
      await count({ promoId: null, code: code.toLowerCase(), wasReserved: false });
      expect(await usesOf(id)).toEqual({ usedCount: 4, reservedCount: 0 });
    });

    it('changes nothing when the promo is gone', async () => {
      await release('gone');
      await count({ promoId: 'gone', code: 'GONE', wasReserved: true });
      await count({ promoId: null, code: 'GONE', wasReserved: false });
      expect(await shop.prisma.promo.count({ where: { code: 'GONE' } })).toBe(0);
    });
  });
});

describe('the limit of POST /api/promo/validate', () => {
  it('answers 429 RATE_LIMIT_EXCEEDED by client IP, whatever accounts guess, at create-session too', async () => {
    const shop = await startApp({ RATE_LIMIT_ENABLED: 'true', RATE_LIMIT_PROMO: '4', TRUST_PROXY: '1' });
    try {
      const [user, other] = [await createUser(shop), await createUser(shop)];
      const { id: variantId } = await createVariant(shop.prisma);
      const items = [{ variantId, quantity: 1 }];
      const customerEmail = 'guest@example.test';
      const validate = (headers = {}) =>
        shop.http.post('/api/promo/validate').set(headers).send({ code: 'A', totalCents: 1 });
      const open = (body = {}, headers = {}) =>
        shop.http
          .post('/api/checkout/create-session')
          .set(headers)
          .send({ items, customerEmail, ...body });
      await validate().expect(404);
      await validate(user.auth).expect(404);
      await validate(other.auth).expect(404);
      expect((await open({ promoCode: 'A' }, user.auth).expect(400)).body.code).toBe('PROMO_NOT_FOUND');
      for (const refused of [
        await validate(user.auth),
        await open({ promoCode: 'A' }, other.auth),
        await open({ promoCode: 'A', code: '' }, other.auth),
        await validate(),
      ]) {
        expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMIT_EXCEEDED' } });
      }
      // A cart without a code guesses nothing.
      await open().expect(201);
      await validate({ 'X-Forwarded-For': '192.0.2.9' }).expect(404);
    } finally {
      await shop.close();
    }
  });
});
