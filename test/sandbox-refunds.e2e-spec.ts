import Stripe from 'stripe';
import { stripeSession } from './factories/stripe-session.js';
import { payIn, refusal, startSandboxServer, until, type SandboxServer } from './support/sandbox-server.js';
import { endRefund, planRefunds, refundInDashboard } from './support/sandbox.js';

const { StripeInvalidRequestError } = Stripe.errors;

describe('refunds of the sandbox', () => {
  let sandbox: SandboxServer;
  let stripe: Stripe;
  beforeEach(async () => {
    sandbox = await startSandboxServer();
    ({ stripe } = sandbox);
  });
  afterEach(() => sandbox.close());

  const paid = async () => {
    const { id } = await stripe.checkout.sessions.create(stripeSession());
    const { session } = await payIn(sandbox, id);
    sandbox.received.length = 0;
    return { sessionId: id, payment_intent: session.payment_intent as string };
  };
  const types = () => sandbox.received.map(({ event }) => event.type);
  const lastOf = (type: string) => sandbox.received.findLast(({ event }) => event.type === type)?.event.data.object;
  const chargeOf = async (intent: string) => {
    const { latest_charge: charge } = await stripe.paymentIntents.retrieve(intent, { expand: ['latest_charge'] });
    return charge as Stripe.Charge;
  };

  describe('POST /v1/refunds', () => {
    it('makes partial refunds until nothing is left', async () => {
      const { payment_intent: intent } = await paid();
      const part = await stripe.refunds.create({
        payment_intent: intent,
        amount: 1000,
        reason: 'requested_by_customer',
        metadata: { why: 'one' },
      });
      expect(part).toMatchObject({
        object: 'refund',
        amount: 1000,
        currency: 'eur',
        status: 'succeeded',
        payment_intent: intent,
        reason: 'requested_by_customer',
        metadata: { why: 'one' },
      });
      const tooMuch = await refusal(stripe.refunds.create({ payment_intent: intent, amount: 1501 }));
      expect(tooMuch).toBeInstanceOf(StripeInvalidRequestError);
      expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' });
      expect(await stripe.refunds.create({ charge: part.charge as string })).toMatchObject({ amount: 1500 });
      const again = await refusal(stripe.refunds.create({ payment_intent: intent }));
      expect(again).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' });
      expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 2500, refunded: true });
    });

    it('never refunds more than was paid with concurrent requests', async () => {
      const { payment_intent: intent } = await paid();
      const answers = await Promise.allSettled(
        Array.from({ length: 8 }, () => stripe.refunds.create({ payment_intent: intent, amount: 1000 })),
      );
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
      expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 2000, refunded: false });
    });

    it('makes one refund for one key', async () => {
      const { payment_intent: intent } = await paid();
      const once = () => stripe.refunds.create({ payment_intent: intent, amount: 500 }, { idempotencyKey: 'refund:1' });
      expect((await once()).id).toBe((await once()).id);
      expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 500 });
    });

    it('refuses a payment that has not been made, none, two at once, or odd amounts', async () => {
      const { id } = await stripe.checkout.sessions.create(stripeSession());
      const { session } = await payIn(sandbox, id, { action: 'pay_later' });
      const error = await refusal(stripe.refunds.create({ payment_intent: session.payment_intent as string }));
      expect(error.message).toContain('does not have a successful charge');
      expect(await refusal(stripe.refunds.create({}))).toMatchObject({ code: 'parameter_missing' });
      const { payment_intent: intent } = await paid();
      const { id: charge } = await chargeOf(intent);
      for (const params of [
        { charge, payment_intent: intent },
        { charge, amount: 0 },
        { charge, amount: 1.5 },
      ]) {
        expect(await refusal(stripe.refunds.create(params))).toBeInstanceOf(StripeInvalidRequestError);
      }
      expect(await refusal(stripe.refunds.create({ charge, reason: 'mood' as never }))).toMatchObject({
        param: 'reason',
      });
    });

    it('tells of it: created, charge refunded, and the reference of the bank', async () => {
      const { payment_intent: intent } = await paid();
      const { id } = await stripe.refunds.create({ payment_intent: intent, amount: 500 });
      await until(() => sandbox.received.length === 3);
      expect(types()).toEqual(['refund.created', 'charge.refunded', 'refund.updated']);
      expect(lastOf('charge.refunded')).toMatchObject({ amount_refunded: 500, refunded: false });
      expect(lastOf('refund.updated')).toMatchObject({ id, status: 'succeeded' });
    });
  });

  describe('lists and expansions', () => {
    it('filters by payment, charge and time, pages, and comes with its charge', async () => {
      const first = await paid();
      const other = await paid();
      const made: string[] = [];
      for (const amount of [100, 200, 300]) {
        made.unshift((await stripe.refunds.create({ payment_intent: first.payment_intent, amount })).id);
      }
      await stripe.refunds.create({ payment_intent: other.payment_intent });
      const ids = (list: { data: { id: string }[] }) => list.data.map(({ id }) => id);
      expect(ids(await stripe.refunds.list({ payment_intent: first.payment_intent }))).toEqual(made);
      const charge = await chargeOf(first.payment_intent);
      expect(ids(await stripe.refunds.list({ charge: charge.id, limit: 1, starting_after: made[0]! }))).toEqual([
        made[1],
      ]);
      const now = Math.floor(Date.now() / 1000);
      expect(ids(await stripe.refunds.list({ created: { gte: now - 60 } }))).toHaveLength(4);
      expect(ids(await stripe.refunds.list({ created: { lt: now - 60 } }))).toEqual([]);
      expect(await stripe.refunds.list({ limit: 2 }).autoPagingToArray({ limit: 100 })).toHaveLength(4);

      const { refunds } = await stripe.charges.retrieve(charge.id, { expand: ['refunds'] });
      expect(refunds).toMatchObject({ object: 'list', has_more: false });
      expect(ids(refunds!)).toEqual(made);
      const session = await stripe.checkout.sessions.retrieve(first.sessionId, {
        expand: ['payment_intent.latest_charge.refunds'],
      });
      expect(session).toMatchObject({ payment_intent: { latest_charge: { refunds: { data: { length: 3 } } } } });
      const listed = await stripe.refunds.list({ expand: ['data.charge.refunds', 'data.payment_intent'] });
      expect(listed.data[0]).toMatchObject({
        charge: { refunds: { data: [{}] } },
        payment_intent: { object: 'payment_intent' },
      });
    });

    it('updates metadata, and says so', async () => {
      const { payment_intent: intent } = await paid();
      const { id } = await stripe.refunds.create({ payment_intent: intent });
      await until(() => sandbox.received.length === 3);
      expect((await stripe.refunds.update(id, { metadata: { order: '7' } })).metadata).toEqual({ order: '7' });
      await until(() => sandbox.received.length === 4);
      expect(lastOf('refund.updated')).toMatchObject({ metadata: { order: '7' } });
    });
  });

  describe('POST /sandbox/next-refunds', () => {
    it('a pending one that then fails: the charge has its money again', async () => {
      const { payment_intent: intent } = await paid();
      await planRefunds(sandbox.asShop, {
        status: 'pending',
        then: 'fail',
        afterSeconds: 0,
        failureReason: 'declined',
      });
      const refund = await stripe.refunds.create({ payment_intent: intent, amount: 1500 });
      expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' });
      await until(() => types().includes('refund.failed'));
      expect(types()).toEqual(['refund.created', 'charge.refunded', 'refund.updated', 'refund.failed']);
      expect(lastOf('refund.failed')).toMatchObject({ id: refund.id, status: 'failed', failure_reason: 'declined' });
      expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 0, refunded: false });
      expect(await stripe.refunds.create({ payment_intent: intent })).toMatchObject({
        status: 'succeeded',
        amount: 2500,
      });
    });

    it('one that succeeds and fails afterwards, as one for a closed card does', async () => {
      const { payment_intent: intent } = await paid();
      await planRefunds(sandbox.asShop, { then: 'fail', afterSeconds: 0 });
      expect((await stripe.refunds.create({ payment_intent: intent })).status).toBe('succeeded');
      await until(() => types().includes('refund.failed'));
      expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 0, refunded: false });
    });

    it('stays pending until told, over a restart too, for as many as were asked for', async () => {
      const { payment_intent: intent } = await paid();
      await planRefunds(sandbox.asShop, { status: 'pending', then: 'succeed', afterSeconds: 1 });
      await planRefunds(sandbox.asShop, { status: 'pending' });
      const first = await stripe.refunds.create({ payment_intent: intent, amount: 100 });
      const second = await stripe.refunds.create({ payment_intent: intent, amount: 200 });
      expect([first.status, second.status]).toEqual(['pending', 'pending']);
      expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 300 });
      sandbox = await sandbox.restart();
      ({ stripe } = sandbox);
      await until(() => types().includes('refund.updated'));
      expect((await stripe.refunds.retrieve(first.id)).status).toBe('succeeded');
      expect(await endRefund(sandbox.asShop, second.id, 'succeed')).toMatchObject({ status: 'succeeded' });
      expect((await stripe.refunds.create({ payment_intent: intent })).status).toBe('succeeded');
    });

    it('one that waits for the buyer, and is cancelled through the API', async () => {
      const { payment_intent: intent } = await paid();
      const done = await stripe.refunds.create({ payment_intent: intent, amount: 1 });
      expect(await refusal(stripe.refunds.cancel(done.id))).toBeInstanceOf(StripeInvalidRequestError);
      await planRefunds(sandbox.asShop, { status: 'requires_action' });
      const { id, status, next_action: action } = await stripe.refunds.create({ payment_intent: intent, amount: 500 });
      expect([status, action?.type]).toEqual(['requires_action', 'display_details']);
      const canceled = await stripe.refunds.cancel(id);
      expect(canceled.status).toBe('canceled');
      expect(canceled.next_action).toBeUndefined();
      expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 1 });
      await until(() => sandbox.received.length === 6);
      expect(lastOf('refund.updated')).toMatchObject({ id, status: 'canceled' });
    });
  });

  describe('by hand', () => {
    it('refunds a part and then the rest as the dashboard does, and delivers the events as requested', async () => {
      const { sessionId, payment_intent: intent } = await paid();
      const part = await refundInDashboard(sandbox.asShop, sessionId, 700, { reason: 'duplicate' });
      expect(part).toMatchObject({ amount: 700, reason: 'duplicate', metadata: {} });
      expect(types()).toEqual(['refund.created', 'charge.refunded', 'refund.updated']);
      expect(sandbox.received[0]!.event.request).toEqual({ id: null, idempotency_key: null });
      await refundInDashboard(sandbox.asShop, sessionId, undefined, { delivery: 'out_of_order' });
      expect(types().slice(3)).toEqual(['refund.updated', 'charge.refunded', 'refund.created']);
      expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 2500, refunded: true });
      await expect(refundInDashboard(sandbox.asShop, sessionId)).rejects.toThrow('charge_already_refunded');
    });

    it('lets a refund fail, once, twice delivered', async () => {
      const { sessionId } = await paid();
      const { id } = await refundInDashboard(sandbox.asShop, sessionId, 700, { delivery: 'none' });
      expect(types()).toEqual([]);
      const failed = await endRefund(sandbox.asShop, id, 'fail', {
        failureReason: 'expired_or_canceled_card',
        delivery: 'twice',
      });
      expect(failed).toMatchObject({ status: 'failed', failure_reason: 'expired_or_canceled_card' });
      expect(types()).toEqual(['refund.updated', 'refund.updated', 'refund.failed', 'refund.failed']);
      await expect(endRefund(sandbox.asShop, id, 'fail')).rejects.toThrow('refund_not_pending');
      await expect(endRefund(sandbox.asShop, id, 'succeed')).rejects.toThrow('refund_not_pending');
    });

    it('answers 400 for what makes no sense, 404 for what is not there', async () => {
      const { id } = await stripe.checkout.sessions.create(stripeSession());
      const json = (path: string, body: object) => sandbox.http.post(path).set('Accept', 'application/json').send(body);
      await json(`/pay/${id}/refund`, {}).expect(400, /has not been paid/);
      const { sessionId } = await paid();
      for (const body of [
        { amount: -1 },
        { amount: 2501 },
        { euros: '1,234' },
        { status: 'failed' },
        { colour: 'red' },
      ]) {
        await json(`/pay/${sessionId}/refund`, body).expect(400);
      }
      await json('/refunds/re_none', { outcome: 'fail' }).expect(404);
      await json('/pay/cs_none/refund', {}).expect(404);
      await json('/next-refunds', { times: 0 }).expect(400);
    });
  });
});
