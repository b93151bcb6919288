import Stripe from 'stripe';
import { stripeSession } from './factories/stripe-session.js';
import { payIn, refusal, removeRoom, startSandboxRoom, until, type SandboxRoom } from './support/sandbox-room.js';
import { advanceClock } from './support/sandbox.js';

const { StripeInvalidRequestError } = Stripe.errors;

describe('lists of the sandbox, through the real SDK', () => {
  let room: SandboxRoom;
  let stripe: Stripe;
  beforeEach(async () => {
    room = await startSandboxRoom();
    ({ stripe } = room);
  });
  afterEach(async () => {
    await room.close();
    removeRoom(room);
  });

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
      const { session: paid } = await payIn(room, made[1]!);
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
      const { session } = await payIn(room, made[110]!);
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
      room.answers.push(200, 200, 500, 500, 500, 500);
      await payIn(room, first!);
      await until(() => room.answers.length === 0);
      await stripe.checkout.sessions.expire(second_!);
      await until(() => room.received.at(-1)?.event.type === 'checkout.session.expired');
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
      await advanceClock(room.asShop, 31 * 86_400);
      expect((await stripe.events.list()).data).toEqual([]);
      expect(await refusal(stripe.events.retrieve(event!.id))).toMatchObject({ code: 'resource_missing' });
    });
  });
});
