import Stripe from 'stripe';
import { stripeLine, stripeSession } from './factories/stripe-session.js';
import { payIn, removeRoom, startSandboxRoom, type SandboxRoom } from './support/sandbox-room.js';

const { StripeInvalidRequestError, StripeAuthenticationError } = Stripe.errors;
type Params = Stripe.Checkout.SessionCreateParams;

describe('the sandbox API, through the real SDK', () => {
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
  const second = () => Math.floor(Date.now() / 1000);
  const repeat = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, i) => make(i));
  const metadata = (keys: number, keyLength = 4, value = 'v') =>
    Object.fromEntries(repeat(keys, (index) => [`${index}`.padEnd(keyLength, 'k'), value]));
  const refusal = (work: Promise<unknown>): Promise<Stripe.errors.StripeError> =>
    work.then(
      () => {
        throw new Error('was not refused');
      },
      (error: unknown) => error as Stripe.errors.StripeError,
    );

  describe('POST /v1/checkout/sessions', () => {
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
        line_items: repeat(100, (index) => stripeLine(1, 1, `Carte ${index}`)),
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

  describe('GET and expand', () => {
    it('answers a session with its items, payment and shipping rate in place of their ids', async () => {
      const { id } = await create({
        line_items: repeat(12, (index) => stripeLine(100, 1, `Carte ${index}`)),
        shipping_options: [
          { shipping_rate_data: { display_name: 'Colissimo', fixed_amount: { amount: 790, currency: 'eur' } } },
        ],
        payment_intent_data: { metadata: { order: '7' } },
      });
      await payIn(room, id);
      const session = await stripe.checkout.sessions.retrieve(id, {
        expand: ['line_items.data.price.product', 'payment_intent.latest_charge', 'shipping_cost.shipping_rate'],
      });
      expect(session.line_items).toMatchObject({ object: 'list', has_more: true });
      expect(session.line_items?.data).toHaveLength(10);
      expect(session.line_items?.data[0]).toMatchObject({
        description: 'Carte 0',
        amount_total: 100,
        price: { unit_amount: 100, product: { object: 'product', name: 'Carte 0' } },
      });
      expect(session.payment_intent).toMatchObject({
        object: 'payment_intent',
        status: 'succeeded',
        amount_received: 1990,
        metadata: { order: '7' },
        latest_charge: { object: 'charge', status: 'succeeded', paid: true },
      });
      expect(session.shipping_cost).toMatchObject({ amount_total: 790, shipping_rate: { display_name: 'Colissimo' } });

      const names: (string | null)[] = [];
      for await (const item of stripe.checkout.sessions.listLineItems(id, { limit: 5 })) names.push(item.description);
      expect(names).toEqual(repeat(12, (index) => `Carte ${index}`));
    });

    it('leaves null what is not there yet, and refuses what cannot be expanded', async () => {
      const { id } = await create();
      expect((await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })).payment_intent).toBeNull();
      for (const path of ['currency', 'id', 'nothing', 'a.b.c.d.e']) {
        const error = await refusal(stripe.checkout.sessions.retrieve(id, { expand: [path] }));
        expect(error).toBeInstanceOf(StripeInvalidRequestError);
      }
    });

    it('answers 404 resource_missing for what is not there', async () => {
      const unknown = [
        stripe.checkout.sessions.retrieve('cs_test_none'),
        stripe.checkout.sessions.expire('cs_test_none'),
        stripe.checkout.sessions.listLineItems('cs_test_none'),
        stripe.paymentIntents.retrieve('pi_none'),
        stripe.refunds.retrieve('re_none'),
        stripe.refunds.create({ payment_intent: 'pi_none' }),
        stripe.coupons.retrieve('NONE'),
        stripe.coupons.del('NONE'),
        stripe.events.retrieve('evt_none'),
      ];
      for (const call of unknown) {
        const error = await refusal(call);
        expect(error).toBeInstanceOf(StripeInvalidRequestError);
        expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing' });
      }
    });

    it('answers 404 for a route it has not, 401 without a key, 400 for another version', async () => {
      expect(await refusal(stripe.customers.create({}))).toMatchObject({ statusCode: 404 });
      await room.http
        .get('/v1/coupons')
        .expect(401)
        .expect(/did not provide an API key/);
      const odd = stripe.coupons.list({}, { apiKey: 'pk_test_123' });
      expect(await refusal(odd)).toBeInstanceOf(StripeAuthenticationError);
      const header = { Authorization: 'Bearer sk_test_1', 'Stripe-Version': '2020-08-27' };
      await room.http
        .get('/v1/coupons')
        .set(header)
        .expect(400)
        .expect(/2026-10-28.endive/);
    });
  });

  describe('lists', () => {
    it('pages newest first, both ways, and filters by time, status and payment', async () => {
      const own = await startSandboxRoom();
      const { sessions } = own.stripe.checkout;
      const made: string[] = [];
      for (let i = 0; i < 5; i += 1) made.unshift((await sessions.create(stripeSession())).id);
      const ids = (list: { data: { id: string }[] }) => list.data.map(({ id }) => id);

      const first = await sessions.list({ limit: 2 });
      expect([ids(first), first.has_more]).toEqual([made.slice(0, 2), true]);
      const next = await sessions.list({ limit: 3, starting_after: made[1]! });
      expect([ids(next), next.has_more]).toEqual([made.slice(2), false]);
      const back = await sessions.list({ limit: 2, ending_before: made[3]! });
      expect([ids(back), back.has_more]).toEqual([made.slice(1, 3), true]);
      expect(await sessions.list({ limit: 2 }).autoPagingToArray({ limit: 100 })).toHaveLength(5);

      await sessions.expire(made[0]!);
      const { session: paid } = await payIn(own, made[1]!);
      expect(ids(await sessions.list({ status: 'open' }))).toEqual(made.slice(2));
      expect(ids(await sessions.list({ status: 'expired' }))).toEqual([made[0]]);
      expect(ids(await sessions.list({ payment_intent: paid.payment_intent as string }))).toEqual([made[1]]);
      expect(ids(await sessions.list({ created: { gte: second() - 60, lt: second() + 60 } }))).toHaveLength(5);
      expect(ids(await sessions.list({ created: { gt: second() + 60 } }))).toEqual([]);

      const bad = [{ limit: 0 }, { limit: 101 }, { starting_after: 'cs_none' }, { status: 'closed' as never }];
      for (const params of bad) expect(await refusal(sessions.list(params))).toBeInstanceOf(StripeInvalidRequestError);
      await own.close();
      removeRoom(own);
    });
  });

  describe('POST /v1/checkout/sessions/:id/expire', () => {
    it('ends an open one, once, and leaves a paid one alone', async () => {
      const { id } = await create();
      expect(await stripe.checkout.sessions.expire(id)).toMatchObject({ status: 'expired', url: null });
      expect(await refusal(stripe.checkout.sessions.expire(id))).toBeInstanceOf(StripeInvalidRequestError);
      const paid = await create();
      await payIn(room, paid.id);
      expect((await refusal(stripe.checkout.sessions.expire(paid.id))).message).toContain('status of complete');
    });
  });

  describe('coupons', () => {
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
      const { id } = await create({ discounts: [{ coupon: coupon.id }] });
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

  describe('metadata updates', () => {
    it('adds, replaces and removes keys', async () => {
      const { id } = await create({ metadata: { a: '1', b: '2' } });
      const session = await stripe.checkout.sessions.update(id, { metadata: { b: '', c: '3' } });
      expect(session.metadata).toEqual({ a: '1', c: '3' });
      const { session: paid } = await payIn(room, id);
      const intent = await stripe.paymentIntents.update(paid.payment_intent as string, { metadata: { order: '9' } });
      expect(intent.metadata).toEqual({ order: '9' });
    });
  });
});
