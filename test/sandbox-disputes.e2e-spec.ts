import type Stripe from 'stripe';
import { stripeSession } from './factories/stripe-session.js';
import { payIn, refusal, startSandboxServer, until, type SandboxServer } from './support/sandbox-server.js';
import { closeDispute, disputeCharge, refundInDashboard, respondToDispute } from './support/sandbox.js';

describe('disputes of the sandbox', () => {
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
    return { sessionId: id, intent: session.payment_intent as string };
  };
  const types = () => sandbox.received.map(({ event }) => event.type);
  const chargeOf = async (intent: string) => {
    const { latest_charge: charge } = await stripe.paymentIntents.retrieve(intent, { expand: ['latest_charge'] });
    return charge as Stripe.Charge;
  };

  it('opens one: the money is withdrawn, the charge disputed and not to be refunded', async () => {
    const { sessionId, intent } = await paid();
    const dispute = await disputeCharge(sandbox.asShop, sessionId, { reason: 'product_not_received' });
    expect(dispute).toMatchObject({
      object: 'dispute',
      amount: 2500,
      currency: 'eur',
      payment_intent: intent,
      reason: 'product_not_received',
      status: 'needs_response',
      is_charge_refundable: false,
    });
    expect(types()).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn']);
    expect(sandbox.received[0]!.event.data.object).toMatchObject({ id: dispute.id, charge: dispute.charge });
    expect(await chargeOf(intent)).toMatchObject({ disputed: true });
    expect(await refusal(stripe.refunds.create({ payment_intent: intent }))).toMatchObject({ code: 'charge_disputed' });
    await expect(disputeCharge(sandbox.asShop, sessionId)).rejects.toThrow('charge_disputed');
  });

  it('is answered, then won: the money comes back and can be refunded', async () => {
    const { sessionId, intent } = await paid();
    const { id } = await disputeCharge(sandbox.asShop, sessionId);
    sandbox.received.length = 0;
    expect(await respondToDispute(sandbox.asShop, id)).toMatchObject({ status: 'under_review' });
    expect(await closeDispute(sandbox.asShop, id, 'won')).toMatchObject({ status: 'won' });
    expect(types()).toEqual(['charge.dispute.updated', 'charge.dispute.closed', 'charge.dispute.funds_reinstated']);
    expect(await refundInDashboard(sandbox.asShop, sessionId)).toMatchObject({ amount: 2500 });
    await expect(closeDispute(sandbox.asShop, id, 'lost')).rejects.toThrow('dispute_not_open');
    expect(await chargeOf(intent)).toMatchObject({ refunded: true });
  });

  it('is lost, delivered as asked', async () => {
    const { sessionId } = await paid();
    const { id } = await disputeCharge(sandbox.asShop, sessionId, { delivery: 'twice', amount: 1000 });
    expect(await closeDispute(sandbox.asShop, id, 'lost', { delivery: 'none' })).toMatchObject({
      status: 'lost',
      amount: 1000,
    });
    expect(types().toSorted()).toEqual([
      ...Array<string>(2).fill('charge.dispute.created'),
      ...Array<string>(2).fill('charge.dispute.funds_withdrawn'),
    ]);
  });

  it('begins as a question of the bank, which takes no money', async () => {
    const { sessionId } = await paid();
    const { id, status } = await disputeCharge(sandbox.asShop, sessionId, { inquiry: true });
    expect(status).toBe('warning_needs_response');
    await refundInDashboard(sandbox.asShop, sessionId, 100);
    expect(await closeDispute(sandbox.asShop, id, 'won')).toMatchObject({ status: 'warning_closed' });
    expect(types()).not.toContain('charge.dispute.funds_withdrawn');
    expect(types()).not.toContain('charge.dispute.funds_reinstated');
  });

  it('is retrieved, listed, answered and given up through the API', async () => {
    const first = await paid();
    const { id } = await disputeCharge(sandbox.asShop, first.sessionId);
    const second = await paid();
    const { id: other, charge } = await disputeCharge(sandbox.asShop, second.sessionId);
    expect(await stripe.disputes.retrieve(id, { expand: ['charge', 'payment_intent'] })).toMatchObject({
      charge: { object: 'charge', disputed: true },
      payment_intent: { id: first.intent },
    });
    const ids = (list: { data: { id: string }[] }) => list.data.map((dispute) => dispute.id);
    expect(ids(await stripe.disputes.list())).toEqual([other, id]);
    expect(ids(await stripe.disputes.list({ payment_intent: first.intent }))).toEqual([id]);
    expect(ids(await stripe.disputes.list({ charge: charge as string, created: { gte: 1 } }))).toEqual([other]);

    const staged = await stripe.disputes.update(id, {
      evidence: { shipping_tracking_number: '6A123' },
      metadata: { order: '7' },
      submit: false,
    });
    expect(staged).toMatchObject({
      status: 'needs_response',
      metadata: { order: '7' },
      evidence: { shipping_tracking_number: '6A123' },
    });
    expect(await stripe.disputes.update(id, { submit: true })).toMatchObject({
      status: 'under_review',
      evidence_details: { has_evidence: true, submission_count: 1 },
    });
    expect(await stripe.disputes.close(other)).toMatchObject({ status: 'lost' });
    await until(() => types().filter((type) => type === 'charge.dispute.updated').length === 2);
    expect(await refusal(stripe.disputes.retrieve('du_none'))).toMatchObject({ statusCode: 404 });
    expect(await refusal(stripe.disputes.close(other))).toMatchObject({ statusCode: 400 });
  });
});
