import Stripe from 'stripe';
import { stripeLine, stripeSession } from './factories/stripe-session.js';
import { payIn, refusal, removeRoom, startSandboxRoom, type SandboxRoom } from './support/sandbox-room.js';
import { advanceClock } from './support/sandbox.js';

const { StripeInvalidRequestError } = Stripe.errors;
type Params = Stripe.Checkout.SessionCreateParams;

describe('coupons of the sandbox, through the real SDK', () => {
  let room: SandboxRoom;
  let stripe: Stripe;
  beforeAll(async () => {
    room = await startSandboxRoom();
    ({ stripe } = room);
  });
  afterAll(async () => {
    await room.close();
    removeRoom(room);
  });

  const create = (overrides: Partial<Params> = {}) => stripe.checkout.sessions.create(stripeSession(overrides));

  describe('POST /v1/coupons', () => {
    it('answers what was asked, under its own id', async () => {
      const redeemBy = Math.floor(Date.now() / 1000) + 3600;
      const params = {
        id: 'PROMO_12-a',
        amount_off: 350,
        currency: 'eur',
        duration: 'once',
        max_redemptions: 3,
        redeem_by: redeemBy,
        name: 'x'.repeat(40),
        metadata: { promo: '7' },
      } as const;
      expect(await stripe.coupons.create(params)).toMatchObject({ ...params, valid: true, times_redeemed: 0 });
      expect(await stripe.coupons.retrieve('PROMO_12-a')).toMatchObject(params);
      expect(await refusal(stripe.coupons.create(params))).toMatchObject({ code: 'resource_already_exists' });
      const renamed = await stripe.coupons.update('PROMO_12-a', { name: 'Noël', metadata: { promo: '' } });
      expect(renamed).toMatchObject({ name: 'Noël', metadata: {}, amount_off: 350 });
    });

    it('takes an amount off, spread over the lines, and counts its use', async () => {
      const coupon = await stripe.coupons.create({ amount_off: 1000, currency: 'eur', max_redemptions: 1 });
      const session = await create({
        line_items: [stripeLine(1000, 1), stripeLine(500, 2)],
        discounts: [{ coupon: coupon.id }],
      });
      expect(session).toMatchObject({
        amount_subtotal: 2000,
        amount_total: 1000,
        total_details: { amount_discount: 1000 },
      });
      const items = await stripe.checkout.sessions.listLineItems(session.id);
      expect(items.data.map(({ amount_discount: off }) => off)).toEqual([500, 500]);

      await payIn(room, session.id);
      expect(await stripe.coupons.retrieve(coupon.id)).toMatchObject({ times_redeemed: 1, valid: false });
      expect(await refusal(create({ discounts: [{ coupon: coupon.id }] }))).toMatchObject({ code: 'coupon_expired' });
      expect(await stripe.coupons.del(coupon.id)).toEqual({ id: coupon.id, object: 'coupon', deleted: true });
    });

    it('makes a session free of charge, which needs no payment', async () => {
      const coupon = await stripe.coupons.create({ percent_off: 100 });
      const { id, payment_status: status } = await create({ discounts: [{ coupon: coupon.id }] });
      expect(status).toBe('no_payment_required');
      for (const action of ['pay_later', 'decline']) expect((await payIn(room, id, { action })).status).toBe(400);
      const { session } = await payIn(room, id);
      expect(session).toMatchObject({
        status: 'complete',
        payment_status: 'no_payment_required',
        payment_intent: null,
        amount_total: 0,
      });
    });

    it.each<[string, Stripe.CouponCreateParams]>([
      ['nothing to take off', {}],
      ['an amount without a currency', { amount_off: 100 }],
      ['both an amount and a share', { amount_off: 100, currency: 'eur', percent_off: 10 }],
      ['more than all', { percent_off: 101 }],
      ['no amount', { amount_off: 0, currency: 'eur' }],
      ['a name of 41 characters', { percent_off: 10, name: 'x'.repeat(41) }],
    ])('refuses %s', async (_name, params) => {
      expect(await refusal(stripe.coupons.create(params))).toBeInstanceOf(StripeInvalidRequestError);
    });
  });

  describe('a coupon that is gone', () => {
    const one = () => stripe.coupons.create({ amount_off: 1000, currency: 'eur', duration: 'once' });
    const withCoupon = (coupon: string) => create({ discounts: [{ coupon }] });

    it('deleted: 404, refused in a new session, and an open one keeps its discount', async () => {
      const { id: coupon } = await one();
      const { id } = await withCoupon(coupon);
      await stripe.coupons.del(coupon);
      const gone = { code: 'resource_missing', statusCode: 404 };
      expect(await refusal(stripe.coupons.retrieve(coupon))).toMatchObject(gone);
      expect(await refusal(stripe.coupons.del(coupon))).toMatchObject(gone);
      expect(await refusal(withCoupon(coupon))).toMatchObject({ code: 'resource_missing', statusCode: 400 });

      const expand = ['total_details.breakdown', 'discounts.coupon'];
      expect(await stripe.checkout.sessions.retrieve(id, { expand })).toMatchObject({
        amount_total: 1500,
        discounts: [{ coupon }],
        total_details: { breakdown: { discounts: [{ amount: 1000, discount: { source: { coupon } } }] } },
      });
      const { session } = await payIn(room, id);
      expect(session).toMatchObject({ payment_status: 'paid', amount_total: 1500 });
      expect((await stripe.coupons.create({ id: coupon, percent_off: 5 })).percent_off).toBe(5);
    });

    it('past its end: refused in a new session, and an open one keeps its discount', async () => {
      const own = await startSandboxRoom();
      const soon = Math.floor(Date.now() / 1000) + 600;
      await own.stripe.coupons.create({ id: 'SOON', percent_off: 10, redeem_by: soon });
      const params = stripeSession({ discounts: [{ coupon: 'SOON' }] });
      const { id } = await own.stripe.checkout.sessions.create(params);
      await advanceClock(own.asShop, 601);
      expect((await own.stripe.coupons.retrieve('SOON')).valid).toBe(false);
      expect(await refusal(own.stripe.checkout.sessions.create(params))).toMatchObject({ code: 'coupon_expired' });
      expect((await payIn(own, id)).session).toMatchObject({ amount_total: 2250 });
      await own.close();
      removeRoom(own);
    });
  });
});
