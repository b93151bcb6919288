import type { Prisma } from '../src/prisma/client.js';
import { cartOf } from './factories/cart.js';
import { createVariant } from './factories/product.js';
import { createUser, type TestUser } from './factories/user.js';
import { expectConsistent } from './support/consistency.js';
import { clearFaults, paySession, plantFault, stripeFor } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
beforeAll(async () => {
  shop = await startApp();
});
afterEach(() => clearFaults(shop));
afterAll(async () => {
  await expectConsistent(shop);
  await shop.close();
});

const DAY_MS = 24 * 60 * 60_000;
let codes = 0;

async function createPromo(overrides: Partial<Prisma.PromoCreateInput> = {}) {
  codes += 1;
  const [validFrom, validUntil] = [new Date(Date.now() - DAY_MS), new Date(Date.now() + DAY_MS)];
  const data = { code: `PROMO${codes}`, type: 'PERCENTAGE' as const, value: 10, validFrom, validUntil, ...overrides };
  return shop.prisma.promo.create({ data });
}

/** Asks for a page of 5000 cents of goods, delivery aside. */
async function open(promoCode: string, user?: TestUser, changes: object = {}) {
  const { id } = await createVariant(shop.prisma, { stock: 10, priceCents: 2500 });
  return shop.http
    .post('/api/checkout/create-session')
    .set(user?.auth ?? {})
    .send({ ...cartOf([{ variantId: id, quantity: 2 }]), promoCode, ...changes });
}

const usesOf = async (code: string) => {
  const { usedCount, reservedCount } = await shop.prisma.promo.findUniqueOrThrow({ where: { code } });
  return { usedCount, reservedCount };
};
const orderOf = (stripeSessionId: string) => shop.prisma.order.findUnique({ where: { stripeSessionId } });

describe('a promo code at POST /checkout/create-session', () => {
  it('applies its discount at Stripe, never to the delivery, and is counted once when paid', async () => {
    const { code } = await createPromo();
    const { status, body } = await open(code.toLowerCase());
    expect(status).toBe(201);
    const session = await stripeFor(shop).checkout.sessions.retrieve(body.sessionId);
    expect(session).toMatchObject({ amount_total: 5000 - 500 + 790, total_details: { amount_discount: 500 } });
    expect(await usesOf(code)).toEqual({ usedCount: 0, reservedCount: 1 });

    await paySession(shop, body.sessionId, { delivery: 'twice' });
    await shop.http.get(`/api/checkout/verify-session/${body.sessionId}`).expect(200);
    expect(await usesOf(code)).toEqual({ usedCount: 1, reservedCount: 0 });
    expect(await orderOf(body.sessionId)).toMatchObject({
      subtotalCents: 5000,
      discountCents: 500,
      promoCode: code,
      shippingCost: 790,
      totalCents: 5290,
      needsReview: false,
    });
  });

  it('works with the longest code, which is longer than a coupon’s name may be', async () => {
    const { code } = await createPromo({ code: `ÉTÉ${'🔥'.repeat(20)}XXXXXXX` });
    const { status, body } = await open(code);
    expect({ status, length: code.length }).toEqual({ status: 201, length: 50 });
    await paySession(shop, body.sessionId);
    expect(await orderOf(body.sessionId)).toMatchObject({ promoCode: code, discountCents: 500 });
  });

  it('makes the goods free at most: the delivery is paid, or chosen on Stripe’s page', async () => {
    const { code } = await createPromo({ type: 'FIXED', value: 100_000 });
    const given = (await open(code)).body.sessionId as string;
    const chosen = (await open(code, undefined, { shipping: undefined, shippingMethodCode: undefined })).body.sessionId;
    for (const sessionId of [given, chosen as string]) {
      await paySession(shop, sessionId);
      const order = await orderOf(sessionId);
      expect(order).toMatchObject({ discountCents: 5000, needsReview: false });
      expect(order?.totalCents).toBe(order?.shippingCost);
    }
  });

  it('is released when the session expires, is replaced, or Stripe creates neither coupon nor session', async () => {
    const { code } = await createPromo({ usageLimit: 1 });
    const { sessionId } = (await open(code)).body;
    expect((await open(code)).body.code).toBe('PROMO_LIMIT_REACHED');
    await paySession(shop, sessionId, { action: 'expire' });
    expect(await usesOf(code)).toEqual({ usedCount: 0, reservedCount: 0 });

    for (const path of ['/v1/coupons', '/v1/checkout/sessions']) {
      await plantFault(shop, { match: { method: 'POST', path }, kind: 'error', times: 5 });
      expect(await open(code)).toMatchObject({ status: 503, body: { code: 'PAYMENT_UNAVAILABLE' } });
      await clearFaults(shop);
      expect(await usesOf(code)).toEqual({ usedCount: 0, reservedCount: 0 });
    }

    const user = await createUser(shop);
    expect((await open(code, user)).status).toBe(201);
    expect((await open(code, user)).status).toBe(201);
    expect(await usesOf(code)).toEqual({ usedCount: 0, reservedCount: 1 });
  });

  it('never exceeds its limit with concurrent requests', async () => {
    const { code } = await createPromo({ usageLimit: 3 });
    const answers = await Promise.all(Array.from({ length: 12 }, () => open(code)));
    const opened = answers.filter(({ status }) => status === 201);
    expect(opened).toHaveLength(3);
    for (const { status, body } of answers) if (status !== 201) expect(body.code).toBe('PROMO_LIMIT_REACHED');
    await Promise.all(opened.map(({ body }) => paySession(shop, body.sessionId)));
    expect(await usesOf(code)).toEqual({ usedCount: 3, reservedCount: 0 });
    expect((await open(code)).body.code).toBe('PROMO_LIMIT_REACHED');
  });

  it('is kept once paid, even when it was disabled, limited or deleted meanwhile', async () => {
    const promo = await createPromo({ usageLimit: 1 });
    const { sessionId } = (await open(promo.code)).body;
    await shop.prisma.promo.update({ where: { id: promo.id }, data: { isActive: false, usageLimit: 0 } });
    await paySession(shop, sessionId);
    expect(await orderOf(sessionId)).toMatchObject({ discountCents: 500, needsReview: false });
    expect(await usesOf(promo.code)).toEqual({ usedCount: 1, reservedCount: 0 });

    const deleted = await createPromo();
    const page = (await open(deleted.code)).body.sessionId as string;
    await shop.prisma.promo.delete({ where: { id: deleted.id } });
    await paySession(shop, page);
    expect(await orderOf(page)).toMatchObject({ discountCents: 500, promoCode: deleted.code, needsReview: false });
  });

  it.each<[string, Partial<Prisma.PromoCreateInput> | null]>([
    ['PROMO_NOT_FOUND', null],
    ['PROMO_INACTIVE', { isActive: false }],
    ['PROMO_EXPIRED', { validUntil: new Date(Date.now() - 1000) }],
    ['PROMO_EXPIRED', { validFrom: new Date(Date.now() + DAY_MS), validUntil: new Date(Date.now() + 2 * DAY_MS) }],
    ['MIN_PURCHASE_NOT_MET', { minPurchase: 5001 }],
    ['PROMO_LIMIT_REACHED', { usageLimit: 2, usedCount: 2 }],
  ])('answers 400 %s and reserves nothing (%#)', async (code, promo) => {
    const typed = promo ? (await createPromo(promo)).code : 'NOSUCHCODE';
    const [sessions, holds] = [await shop.prisma.checkoutSession.count(), await shop.prisma.stockReservation.count()];
    expect(await open(typed)).toMatchObject({ status: 400, body: { code } });
    expect(await shop.prisma.checkoutSession.count()).toBe(sessions);
    expect(await shop.prisma.stockReservation.count()).toBe(holds);
  });

  it('that is refused leaves the account’s open session payable; its own last use is no reason to refuse', async () => {
    const [user, { code }] = [await createUser(shop), await createPromo({ usageLimit: 1 })];
    const statusOf = async (id: string) => (await stripeFor(shop).checkout.sessions.retrieve(id)).status;
    const first = (await open(code, user)).body.sessionId as string;
    for (const wrong of ['NOSUCHCODE', (await createPromo({ minPurchase: 5001 })).code])
      expect((await open(wrong, user)).status).toBe(400);
    expect(await statusOf(first)).toBe('open');
    expect((await open(code, user)).status).toBe(201);
    expect([await statusOf(first), await usesOf(code)]).toEqual(['expired', { usedCount: 0, reservedCount: 1 }]);
  });
});
