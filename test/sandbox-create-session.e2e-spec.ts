import Stripe from 'stripe';
import { stripeLine, stripeSession } from './factories/stripe-session.js';
import { refusal, startSandboxServer, type SandboxServer, payIn } from './support/sandbox-server.js';
import { advanceClock } from './support/sandbox.js';

const { StripeInvalidRequestError } = Stripe.errors;
type Params = Stripe.Checkout.SessionCreateParams;

describe('sessions and coupons of the sandbox, through the real SDK', () => {
  let sandbox: SandboxServer;
  let stripe: Stripe;
  beforeAll(async () => {
    sandbox = await startSandboxServer();
    ({ stripe } = sandbox);
  });
  afterAll(() => sandbox.close());

  const create = (overrides: Partial<Params> = {}) => stripe.checkout.sessions.create(stripeSession(overrides));
  const second = () => Math.floor(Date.now() / 1000);
  const repeat = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, i) => make(i));
  const metadata = (keys: number, keyLength = 4, value = 'v') =>
    Object.fromEntries(repeat(keys, (index) => [`${index}`.padEnd(keyLength, 'k'), value]));

  describe('POST /v1/checkout/sessions', () => {
    it.each([
      ['https://cdn.example.com:84430/carte.png', 'Not a valid URL'],
      ['https://cdn.example.com/é.png', 'Not a valid URL'],
      ['/img/carte.png', 'Not a valid URL'],
      [`https://cdn.example.com/${'x'.repeat(2048)}`, 'Invalid URL: URL must be 2048 characters or less.'],
    ])('refuses %.60s as a picture', async (url, message) => {
      const [line] = [stripeLine(1250, 2)];
      line.price_data!.product_data!.images = [url];
      const error = await refusal(create({ line_items: [line] }));
      const param = 'line_items[0][price_data][product_data][images][0]';
      expect(error).toMatchObject({ code: 'url_invalid', param, message });
    });

    it('answers an open session with what was asked', async () => {
      const session = await create({
        customer_email: 'sacha@example.com',
        client_reference_id: 'order-1',
        metadata: { cart: '[1,2]', note: 'I <3 Pikachu & "N\'s" = é' },
        line_items: [stripeLine(1250, 2), stripeLine(300, 1, 'Protège-cartes')],
      });
      expect(session).toMatchObject({
        object: 'checkout.session',
        status: 'open',
        payment_status: 'unpaid',
        mode: 'payment',
        ui_mode: 'hosted_page',
        livemode: false,
        currency: 'eur',
        amount_subtotal: 2800,
        amount_total: 2800,
        total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
        customer_email: 'sacha@example.com',
        client_reference_id: 'order-1',
        metadata: { cart: '[1,2]', note: 'I <3 Pikachu & "N\'s" = é' },
        payment_intent: null,
      });
      expect(session.id).toMatch(/^cs_test_\w{58}$/);
      expect(session.expires_at - session.created).toBe(86_400);
      expect(session.lastResponse.requestId).toMatch(/^req_/);
      expect(session.lastResponse.headers['stripe-version']).toBe(Stripe.API_VERSION);
      expect(session.line_items).toBeUndefined();
    });

    it('takes what is exactly at the limits', async () => {
      const session = await create({
        line_items: repeat(100, (index) => stripeLine(1, 1, `Carte ${index}`.padEnd(250, '.'))),
        metadata: metadata(50, 40, 'v'.repeat(500)),
        expires_at: second() + 30 * 60 + 1,
        shipping_options: repeat(5, (index) => ({
          shipping_rate_data: { display_name: `Envoi ${index}`, fixed_amount: { amount: index, currency: 'eur' } },
        })),
      });
      expect(session.amount_total).toBe(100);
      expect(Object.keys(session.metadata ?? {})).toHaveLength(50);
      await create({ expires_at: second() + 24 * 3600 - 1 });
      await create({ line_items: [stripeLine(99_999_999, 1)] });
      await create({ line_items: [stripeLine(50, 1)] });
    });

    const line = (overrides: object) => [{ ...stripeLine(), ...overrides }] as NonNullable<Params['line_items']>;
    const priced = (overrides: object) =>
      line({ price_data: { currency: 'eur', unit_amount: 500, product_data: { name: 'Carte' }, ...overrides } });

    it.each<[string, object, { code?: string; param?: string }]>([
      ['51 metadata keys', { metadata: metadata(51) }, { param: 'metadata' }],
      ['a metadata key of 41 characters', { metadata: { ['k'.repeat(41)]: 'v' } }, { param: 'metadata' }],
      ['a metadata value of 501 characters', { metadata: { note: 'v'.repeat(501) } }, { param: 'metadata[note]' }],
      [
        'the same in payment_intent_data',
        { payment_intent_data: { metadata: metadata(51) } },
        { param: 'payment_intent_data[metadata]' },
      ],
      ['an object in metadata', { metadata: { a: { b: 'c' } } }, { param: 'metadata' }],
      [
        'a name of 251 characters',
        { line_items: [stripeLine(500, 1, 'n'.repeat(251))] },
        { param: 'line_items[0][price_data][product_data][name]' },
      ],
      ['101 lines', { line_items: repeat(101, () => stripeLine()) }, { param: 'line_items' }],
      ['no lines', { line_items: undefined }, { code: 'parameter_missing', param: 'line_items' }],
      ['an end in 29 minutes', { expires_at: second() + 29 * 60 }, { param: 'expires_at' }],
      ['an end in 25 hours', { expires_at: second() + 25 * 3600 }, { param: 'expires_at' }],
      ['49 cents', { line_items: [stripeLine(49, 1)] }, { code: 'amount_too_small' }],
      ['a unit over the maximum', { line_items: [stripeLine(100_000_000, 1)] }, { code: 'amount_too_large' }],
      ['a total over the maximum', { line_items: [stripeLine(99_999_999, 2)] }, { code: 'amount_too_large' }],
      ['an unknown parameter', { gift: 'yes' }, { code: 'parameter_unknown', param: 'gift' }],
      [
        'an unknown parameter inside',
        { line_items: line({ colour: 'red' }) },
        { code: 'parameter_unknown', param: 'line_items[0][colour]' },
      ],
      [
        'payment_method_types, which is gone',
        { payment_method_types: ['card'] },
        { code: 'parameter_unknown', param: 'payment_method_types' },
      ],
      ['an old name of ui_mode', { ui_mode: 'hosted' }, { param: 'ui_mode' }],
      ['no mode', { mode: undefined }, { code: 'parameter_missing', param: 'mode' }],
      ['a mode that is not simulated', { mode: 'subscription' }, { param: 'mode' }],
      ['no success_url', { success_url: undefined }, { code: 'parameter_missing', param: 'success_url' }],
      ['a relative success_url', { success_url: '/ok' }, { code: 'url_invalid', param: 'success_url' }],
      [
        'a script for a cancel_url',
        { cancel_url: 'javascript:alert(1)' },
        { code: 'url_invalid', param: 'cancel_url' },
      ],
      ['a bad e-mail', { customer_email: 'sacha' }, { code: 'email_invalid', param: 'customer_email' }],
      ['an empty e-mail', { customer_email: '' }, { code: 'parameter_invalid_empty', param: 'customer_email' }],
      [
        'a quantity in words',
        { line_items: line({ quantity: 'two' }) },
        { code: 'parameter_invalid_integer', param: 'line_items[0][quantity]' },
      ],
      [
        'a quantity of none',
        { line_items: line({ quantity: 0 }) },
        { code: 'parameter_invalid_integer', param: 'line_items[0][quantity]' },
      ],
      ['no quantity', { line_items: line({ quantity: undefined }) }, { code: 'parameter_missing' }],
      [
        'cents with a fraction',
        { line_items: priced({ unit_amount: 9.5 }) },
        { code: 'parameter_invalid_integer', param: 'line_items[0][price_data][unit_amount]' },
      ],
      ['a negative price', { line_items: priced({ unit_amount: -1 }) }, { code: 'parameter_invalid_integer' }],
      [
        'two currencies',
        { line_items: [stripeLine(), ...priced({ currency: 'usd' })] },
        { param: 'line_items[1][price_data][currency]' },
      ],
      [
        'a product without a name',
        { line_items: priced({ product_data: { name: '' } }) },
        { code: 'parameter_invalid_empty' },
      ],
      [
        '9 pictures',
        { line_items: priced({ product_data: { name: 'x', images: repeat(9, () => 'https://a.test/i.png') } }) },
        { param: 'line_items[0][price_data][product_data][images]' },
      ],
      ['a text where a list is due', { line_items: 'all' }, { param: 'line_items' }],
      ['a list where a text is due', { customer_email: ['a@b.fr'] }, { param: 'customer_email' }],
      [
        'an unknown price',
        { line_items: [{ price: 'price_x', quantity: 1 }] },
        { code: 'resource_missing', param: 'line_items[0][price]' },
      ],
      [
        'an unknown coupon',
        { discounts: [{ coupon: 'NOPE' }] },
        { code: 'resource_missing', param: 'discounts[0][coupon]' },
      ],
      [
        '6 shipping options',
        {
          shipping_options: repeat(6, () => ({
            shipping_rate_data: { display_name: 'x', fixed_amount: { amount: 1, currency: 'eur' } },
          })),
        },
        { param: 'shipping_options' },
      ],
      [
        'a country that is none',
        { shipping_address_collection: { allowed_countries: ['France'] } },
        { param: 'shipping_address_collection[allowed_countries][0]' },
      ],
      ['an unknown locale', { locale: 'klingon' }, { param: 'locale' }],
      ['what it does not simulate', { automatic_tax: { enabled: true } }, { param: 'automatic_tax[enabled]' }],
    ])('refuses %s', async (_name, overrides, expected) => {
      const error = await refusal(create(overrides));
      expect(error).toBeInstanceOf(StripeInvalidRequestError);
      expect(error).toMatchObject({ statusCode: 400, rawType: 'invalid_request_error', ...expected });
      expect(error.message).toBeTruthy();
      expect(error.requestId).toMatch(/^req_/);
    });
  });

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

      await payIn(sandbox, session.id);
      expect(await stripe.coupons.retrieve(coupon.id)).toMatchObject({ times_redeemed: 1, valid: false });
      expect(await refusal(create({ discounts: [{ coupon: coupon.id }] }))).toMatchObject({ code: 'coupon_expired' });
      expect(await stripe.coupons.del(coupon.id)).toEqual({ id: coupon.id, object: 'coupon', deleted: true });
    });

    it('makes a session free of charge, which needs no payment', async () => {
      const coupon = await stripe.coupons.create({ percent_off: 100 });
      const { id, payment_status: status } = await create({ discounts: [{ coupon: coupon.id }] });
      expect(status).toBe('no_payment_required');
      for (const action of ['pay_later', 'decline']) expect((await payIn(sandbox, id, { action })).status).toBe(400);
      const { session } = await payIn(sandbox, id);
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
      const { session } = await payIn(sandbox, id);
      expect(session).toMatchObject({ payment_status: 'paid', amount_total: 1500 });
      expect((await stripe.coupons.create({ id: coupon, percent_off: 5 })).percent_off).toBe(5);
    });

    it('past its end: refused in a new session, and an open one keeps its discount', async () => {
      const own = await startSandboxServer();
      const soon = Math.floor(Date.now() / 1000) + 600;
      await own.stripe.coupons.create({ id: 'SOON', percent_off: 10, redeem_by: soon });
      const params = stripeSession({ discounts: [{ coupon: 'SOON' }] });
      const { id } = await own.stripe.checkout.sessions.create(params);
      await advanceClock(own.asShop, 601);
      expect((await own.stripe.coupons.retrieve('SOON')).valid).toBe(false);
      expect(await refusal(own.stripe.checkout.sessions.create(params))).toMatchObject({ code: 'coupon_expired' });
      expect((await payIn(own, id)).session).toMatchObject({ amount_total: 2250 });
      await own.close();
    });
  });
});
