import Stripe from 'stripe';
import { stripeLine, stripeSession } from './factories/stripe-session.js';
import { payIn, refusal, startSandboxServer, type SandboxServer, until } from './support/sandbox-server.js';
import { disputeCharge, advanceClock } from './support/sandbox.js';

const { StripeInvalidRequestError, StripeAuthenticationError } = Stripe.errors;
type Params = Stripe.Checkout.SessionCreateParams;

/** Fields of Stripe's objects, by kind; `refunds` left the charge with API version 2022-11-15. */
const FIELDS = {
  'checkout.session': `
    after_expiration allow_promotion_codes amount_subtotal amount_total automatic_tax
    billing_address_collection cancel_url client_reference_id client_secret consent consent_collection
    created currency custom_fields custom_text customer customer_creation customer_details
    customer_email expires_at id invoice invoice_creation livemode locale metadata mode object
    payment_intent payment_link payment_method_collection payment_method_configuration_details
    payment_method_options payment_method_types payment_status phone_number_collection recovered_from
    saved_payment_method_options setup_intent shipping_address_collection shipping_cost shipping_options
    status submit_type subscription success_url total_details ui_mode url adaptive_pricing discounts
    collected_information permissions wallet_options origin_context currency_conversion customer_account
    integration_identifier managed_payments
  `,
  payment_intent: `
    amount amount_capturable amount_details amount_received application application_fee_amount
    automatic_payment_methods canceled_at cancellation_reason capture_method client_secret
    confirmation_method created currency customer description id last_payment_error latest_charge
    livemode metadata next_action object on_behalf_of payment_method
    payment_method_configuration_details payment_method_options payment_method_types processing
    receipt_email review setup_future_usage shipping statement_descriptor statement_descriptor_suffix
    status transfer_data transfer_group source excluded_payment_method_types customer_account
    managed_payments
  `,
  charge: `
    amount amount_captured amount_refunded application application_fee application_fee_amount
    balance_transaction billing_details calculated_statement_descriptor captured created currency
    customer description disputed failure_balance_transaction failure_code failure_message fraud_details
    id livemode metadata object on_behalf_of outcome paid payment_intent payment_method
    payment_method_details receipt_email receipt_number receipt_url refunded review shipping
    source_transfer statement_descriptor statement_descriptor_suffix status transfer_data transfer_group
    source
  `,
  item: `
    amount_discount amount_subtotal amount_tax amount_total currency description id object price
    quantity metadata adjustable_quantity
  `,
  price: `
    active billing_scheme created currency custom_unit_amount id livemode lookup_key metadata nickname
    object product recurring tax_behavior tiers_mode transform_quantity type unit_amount
    unit_amount_decimal
  `,
  dispute: `
    amount balance_transactions charge created currency evidence evidence_details id
    is_charge_refundable livemode metadata object payment_intent payment_method_details reason status
    enhanced_eligibility_types
  `,
  refund: `
    amount balance_transaction charge created currency destination_details id metadata object
    payment_intent reason receipt_number source_transfer_reversal status transfer_reversal customer
    customer_account payment_method
  `,
  coupon: `
    amount_off created currency duration duration_in_months id livemode max_redemptions metadata name
    object percent_off redeem_by times_redeemed valid
  `,
  event: `
    api_version created data id livemode object pending_webhooks request type
  `,
};

describe('the sandbox API, through the real SDK', () => {
  let sandbox: SandboxServer;
  let stripe: Stripe;
  beforeAll(async () => {
    sandbox = await startSandboxServer();
    ({ stripe } = sandbox);
  });
  afterAll(() => sandbox.close());

  const create = (overrides: Partial<Params> = {}) => stripe.checkout.sessions.create(stripeSession(overrides));
  const repeat = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, i) => make(i));

  describe('GET and expand', () => {
    it('answers a session with its items, payment and shipping rate in place of their ids', async () => {
      const { id } = await create({
        line_items: repeat(12, (index) => stripeLine(100, 1, `Carte ${index}`)),
        shipping_options: [
          { shipping_rate_data: { display_name: 'Colissimo', fixed_amount: { amount: 790, currency: 'eur' } } },
        ],
        payment_intent_data: { metadata: { order: '7' } },
      });
      await payIn(sandbox, id);
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
      await sandbox.http
        .get('/v1/coupons')
        .expect(401)
        .expect(/did not provide an API key/);
      const odd = stripe.coupons.list({}, { apiKey: 'pk_test_123' });
      expect(await refusal(odd)).toBeInstanceOf(StripeAuthenticationError);
      const header = { Authorization: 'Bearer sk_test_1', 'Stripe-Version': '2020-08-27' };
      await sandbox.http
        .get('/v1/coupons')
        .set(header)
        .expect(400)
        .expect(/2026-10-28.endive/);
    });
  });

  describe('POST /v1/checkout/sessions/:id/expire', () => {
    it('ends an open one, once, and leaves a paid one alone', async () => {
      const { id } = await create();
      expect(await stripe.checkout.sessions.expire(id)).toMatchObject({ status: 'expired', url: null });
      expect(await refusal(stripe.checkout.sessions.expire(id))).toBeInstanceOf(StripeInvalidRequestError);
      const paid = await create();
      await payIn(sandbox, paid.id);
      expect((await refusal(stripe.checkout.sessions.expire(paid.id))).message).toContain('status of complete');
    });
  });

  describe('metadata updates', () => {
    it('adds, replaces and removes keys', async () => {
      const { id } = await create({ metadata: { a: '1', b: '2' } });
      const session = await stripe.checkout.sessions.update(id, { metadata: { b: '', c: '3' } });
      expect(session.metadata).toEqual({ a: '1', c: '3' });
      const { session: paid } = await payIn(sandbox, id);
      const intent = await stripe.paymentIntents.update(paid.payment_intent as string, { metadata: { order: '9' } });
      expect(intent.metadata).toEqual({ order: '9' });
    });
  });

  it('answers objects with every field that Stripe’s objects have', async () => {
    const { id } = await create();
    const { session } = await payIn(sandbox, id);
    const intent = await stripe.paymentIntents.retrieve(session.payment_intent as string, {
      expand: ['latest_charge'],
    });
    const paidSession = async () => {
      const other = await create();
      return (await payIn(sandbox, other.id)).session.id;
    };
    const [item] = (await stripe.checkout.sessions.listLineItems(id)).data;
    const objects: Record<string, unknown> = {
      'checkout.session': session,
      payment_intent: intent,
      charge: intent.latest_charge,
      item,
      price: item?.price,
      dispute: await disputeCharge(sandbox.asShop, await paidSession()),
      refund: await stripe.refunds.create({ payment_intent: intent.id }),
      coupon: await stripe.coupons.create({ percent_off: 5 }),
      event: (await stripe.events.list()).data[0],
    };

    for (const [kind, fields] of Object.entries(FIELDS)) {
      const wanted = fields.trim().split(/\s+/);
      expect([kind, Object.keys(objects[kind] as object)]).toEqual([kind, expect.arrayContaining(wanted)]);
    }
  });
});

describe('lists of the sandbox, through the real SDK', () => {
  let sandbox: SandboxServer;
  let stripe: Stripe;
  beforeEach(async () => {
    sandbox = await startSandboxServer();
    ({ stripe } = sandbox);
  });
  afterEach(() => sandbox.close());

  const second = () => Math.floor(Date.now() / 1000);
  const ids = (list: { data: { id: string }[] }) => list.data.map(({ id }) => id);
  const create = async (count: number) => {
    const made: string[] = [];
    for (let i = 0; i < count; i += 1) made.unshift((await stripe.checkout.sessions.create(stripeSession())).id);
    return made;
  };

  describe('GET /v1/checkout/sessions', () => {
    it('pages newest first, both ways, and filters by time, status and payment', async () => {
      const { sessions } = stripe.checkout;
      const made = await create(5);
      const first = await sessions.list({ limit: 2 });
      expect([ids(first), first.has_more]).toEqual([made.slice(0, 2), true]);
      const next = await sessions.list({ limit: 3, starting_after: made[1]! });
      expect([ids(next), next.has_more]).toEqual([made.slice(2), false]);
      const back = await sessions.list({ limit: 2, ending_before: made[3]! });
      expect([ids(back), back.has_more]).toEqual([made.slice(1, 3), true]);
      expect(await sessions.list({ limit: 2 }).autoPagingToArray({ limit: 100 })).toHaveLength(5);

      await sessions.expire(made[0]!);
      const { session: paid } = await payIn(sandbox, made[1]!);
      expect(ids(await sessions.list({ status: 'open' }))).toEqual(made.slice(2));
      expect(ids(await sessions.list({ status: 'expired' }))).toEqual([made[0]]);
      expect(ids(await sessions.list({ payment_intent: paid.payment_intent as string }))).toEqual([made[1]]);
      expect(ids(await sessions.list({ created: { gte: second() - 60, lt: second() + 60 } }))).toHaveLength(5);
      expect(ids(await sessions.list({ created: { gt: second() + 60 } }))).toEqual([]);

      const bad = [{ limit: 0 }, { limit: 101 }, { starting_after: 'cs_none' }, { status: 'closed' as never }];
      for (const params of bad) expect(await refusal(sessions.list(params))).toBeInstanceOf(StripeInvalidRequestError);
    });

    it('pages by a hundred, with payments, charges and refunds in place of their ids, each session once', async () => {
      const made = await create(120);
      const { session } = await payIn(sandbox, made[110]!);
      await stripe.refunds.create({ payment_intent: session.payment_intent as string, amount: 100 });
      const page = await stripe.checkout.sessions.list({ limit: 100 });
      expect([page.data.length, page.has_more]).toEqual([100, true]);

      const seen: string[] = [];
      const params = { limit: 100, expand: ['data.payment_intent.latest_charge', 'data.line_items'] };
      for await (const each of stripe.checkout.sessions.list(params)) {
        seen.push(each.id);
        expect(each.line_items?.data).toHaveLength(1);
        if (each.id !== session.id) continue;
        expect(each).toMatchObject({ payment_intent: { latest_charge: { amount_refunded: 100 } } });
      }
      expect(seen).toEqual(made);
    });
  });

  describe('GET /v1/events', () => {
    it('filters by types, time and delivery, and pages', async () => {
      const [first, second_] = await create(2);
      sandbox.answers.push(200, 200, 500, 500, 500, 500);
      await payIn(sandbox, first!);
      await until(() => sandbox.answers.length === 0);
      await stripe.checkout.sessions.expire(second_!);
      await until(() => sandbox.received.at(-1)?.event.type === 'checkout.session.expired');
      const types = (list: { data: Stripe.Event[] }) => list.data.map(({ type }) => type);

      expect(types(await stripe.events.list({ type: 'checkout.session.*' }))).toEqual([
        'checkout.session.expired',
        'checkout.session.completed',
      ]);
      const two = ['checkout.session.expired', 'charge.succeeded'];
      expect(types(await stripe.events.list({ types: two }))).toEqual(two);
      expect(types(await stripe.events.list({ delivery_success: false }))).toEqual(['checkout.session.completed']);
      expect(types(await stripe.events.list({ delivery_success: true }))).toHaveLength(3);
      expect(types(await stripe.events.list({ created: { gt: second() + 60 } }))).toEqual([]);
      expect(await stripe.events.list({ limit: 1 }).autoPagingToArray({ limit: 100 })).toHaveLength(4);
      expect(await refusal(stripe.events.list({ type: 'a', types: ['b'] }))).toMatchObject({ param: 'types' });
    });

    it('hands out the events of 30 days', async () => {
      const [id] = await create(1);
      await stripe.checkout.sessions.expire(id!);
      const [event] = (await stripe.events.list()).data;
      await advanceClock(sandbox.asShop, 31 * 86_400);
      expect((await stripe.events.list()).data).toEqual([]);
      expect(await refusal(stripe.events.retrieve(event!.id))).toMatchObject({ code: 'resource_missing' });
    });
  });
});
