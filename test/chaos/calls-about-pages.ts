import { createPromo } from '../factories/promo.js';
import type { TestUser } from '../factories/user.js';
import { paySession, stripeFor } from '../support/sandbox.js';
import { timed, type Answer, type Flow, type Stage, type StripeCall } from './stage.js';

const SESSIONS = '/v1/checkout/sessions';

/** Calls about checkout sessions. */
export const CALLS_ABOUT_PAGES: StripeCall[] = [
  {
    name: 'create coupon',
    match: { method: 'POST', path: '/v1/coupons' },
    prepare: (stage) => opening(stage),
  },
  {
    name: 'create session',
    match: { method: 'POST', path: SESSIONS },
    prepare: (stage) => opening(stage),
  },
  {
    name: 'expire session, as the account opens another one',
    match: { method: 'POST', path: `${SESSIONS}/*/expire` },
    prepare: async (stage) => {
      const { first, ...flow } = await replacing(stage);
      const check = async () => {
        expect((await stripeFor(stage.shop).checkout.sessions.retrieve(first)).status).toBe('expired');
        await flow.check();
      };
      return { ...flow, check };
    },
  },
  {
    name: 'retrieve session, when the page to be replaced was paid',
    match: { method: 'GET', path: `${SESSIONS}/*` },
    prepare: async (stage) => {
      const { first, ...flow } = await replacing(stage);
      await stage.payUnheard(first);
      const check = async () => {
        expect((await stage.order(first)).status).toBe('CONFIRMED');
        await flow.check();
      };
      return { ...flow, check };
    },
  },
  {
    name: 'all calls, as an account opens another page with a promo code',
    match: { path: '/v1/**' },
    prepare: async (stage) => {
      const user = await stage.buyer();
      await stage.page(await stage.variant(), user);
      return opening(stage, user);
    },
  },
  {
    name: 'retrieve session, for the success page',
    match: { method: 'GET', path: `${SESSIONS}/*` },
    prepare: async (stage) => {
      const sessionId = await stage.page(await stage.variant(), await stage.buyer());
      await stage.payUnheard(sessionId);
      const verify = () => timed(stage.shop.http.get(`/api/checkout/verify-session/${sessionId}`));
      return {
        act: verify,
        again: async () => expect((await verify()).status).toBe(200),
        check: async () => expect(await stage.tell(sessionId)).toEqual([200]),
      };
    },
  },
  {
    name: 'list sessions, for a page whose answer was lost',
    match: { method: 'GET', path: SESSIONS },
    prepare: async (stage) => {
      const { id, variantId } = await stage.lostPage();
      const check = async () => {
        const { data } = await stripeFor(stage.shop).checkout.sessions.list({ limit: 100 });
        expect(data.find(({ client_reference_id }) => client_reference_id === id)?.status).toBe('expired');
        expect(await stage.stockOf(variantId)).toBe(1);
      };
      return { act: () => stage.job('holds'), check };
    },
  },
  {
    name: 'expire session, for a page that has lapsed',
    match: { method: 'POST', path: `${SESSIONS}/*/expire` },
    prepare: async (stage) => {
      const sessionId = await stage.page(await stage.variant(), await stage.buyer());
      const lapsed = { expiresAt: new Date(Date.now() - 1000) };
      await stage.shop.prisma.checkoutSession.update({ where: { stripeSessionId: sessionId }, data: lapsed });
      const check = async () => {
        expect((await stripeFor(stage.shop).checkout.sessions.retrieve(sessionId)).status).toBe('expired');
      };
      return { act: () => stage.job('holds'), check };
    },
  },
  {
    name: 'list sessions, for a payment that nobody told of',
    match: { method: 'GET', path: SESSIONS },
    prepare: async (stage) => {
      const sessionId = await stage.page(await stage.variant(), await stage.buyer());
      await stage.payUnheard(sessionId);
      const reconcile = () => stage.job('reconciliation');
      return { act: reconcile, again: reconcile, check: () => stage.order(sessionId) };
    },
  },
  {
    name: 'delete coupon',
    match: { method: 'DELETE', path: '/v1/coupons/*' },
    prepare: async (stage) => {
      const { again, check, couponId } = await opening(stage);
      await again();
      const isGone = async () => {
        await check();
        await expect(stripeFor(stage.shop).coupons.retrieve(await couponId())).rejects.toThrow('No such coupon');
      };
      const removeCoupons = () => stage.job('coupons');
      return { act: removeCoupons, again: removeCoupons, check: isGone };
    },
  },
];

/** A page with a discount, asked for under one key until it is there, and paid: one order, one use of the code. */
async function opening(stage: Stage, buyer?: TestUser) {
  const variantId = await stage.variant();
  const user = buyer ?? (await stage.buyer());
  const { id: promoId, code: promoCode } = await createPromo(stage.shop.prisma, { usageLimit: 1 });
  const ask = () => stage.open(variantId, user, { key: promoId, promoCode });
  return {
    act: ask,
    again: () => payPage(stage, ask),
    couponId: async () =>
      (await stage.shop.prisma.checkoutSession.findFirstOrThrow({ where: { userId: user.id, status: 'PAID' } })).id,
    check: async () => {
      expect(await stage.stockOf(variantId)).toBe(2);
      const promo = await stage.shop.prisma.promo.findUniqueOrThrow({ where: { id: promoId } });
      expect(promo).toMatchObject({ usedCount: 1, reservedCount: 0 });
      const orders = await stage.shop.prisma.order.findMany({ where: { userId: user.id } });
      expect(orders).toMatchObject([{ status: 'CONFIRMED', needsReview: false, promoCode }]);
    },
  };
}

/** An account with a page opens another one, and pays that. */
async function replacing(stage: Stage): Promise<Flow & { first: string }> {
  const [variantId, user] = [await stage.variant(), await stage.buyer()];
  const first = await stage.page(await stage.variant(), user);
  const ask = () => stage.open(variantId, user);
  return {
    first,
    act: ask,
    again: () => payPage(stage, ask),
    check: async () => expect(await stage.stockOf(variantId)).toBe(2),
  };
}

async function payPage(stage: Stage, ask: () => Promise<Answer>): Promise<void> {
  const { status, body } = await ask();
  expect([200, 201]).toContain(status);
  expect((await paySession(stage.shop, body.sessionId!)).status).toBe(200);
}
