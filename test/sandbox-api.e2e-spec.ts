import Stripe from 'stripe';
import { stripeLine, stripeSession } from './factories/stripe-session.js';
import { payIn, refusal, removeRoom, startSandboxRoom, type SandboxRoom } from './support/sandbox-room.js';

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
