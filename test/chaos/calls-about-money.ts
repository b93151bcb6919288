import { refundInDashboard, stripeFor } from '../support/sandbox.js';
import { timed, type Flow, type Stage, type StripeCall } from './stage.js';

/** Calls about money that goes back. */
export const CALLS_ABOUT_MONEY: StripeCall[] = [
  {
    name: 'retrieve session, for a payment whose goods are gone',
    match: { method: 'GET', path: '/v1/checkout/sessions/*' },
    prepare: async (stage) => {
      const { sessionId } = await stage.oversold();
      return { act: () => stage.job('oversold'), check: () => expectOneRefund(stage, sessionId) };
    },
  },
  {
    name: 'list line items, of a variant that was deleted',
    match: { method: 'GET', path: '/v1/checkout/sessions/*/line_items' },
    prepare: async (stage) => {
      const { sessionId, variantId } = await stage.oversold();
      await stage.shop.prisma.stockReservation.deleteMany({ where: { variantId } });
      await stage.shop.prisma.variant.delete({ where: { id: variantId } });
      return told(stage, sessionId);
    },
  },
  {
    name: 'create refund, for a payment whose goods are gone',
    match: { method: 'POST', path: '/v1/refunds' },
    prepare: async (stage) => told(stage, (await stage.oversold()).sessionId),
  },
  {
    name: 'create refund, of an order that is cancelled',
    match: { method: 'POST', path: '/v1/refunds' },
    prepare: async (stage) => {
      const { sessionId, variantId, orderId } = await bought(stage);
      const cancel = () =>
        timed(
          stage.shop.http
            .patch(`/api/admin/orders/${orderId}/status`)
            .set(stage.admin.auth)
            .send({ status: 'CANCELLED' }),
        );
      return {
        act: cancel,
        again: async () => expect((await cancel()).status).toBe(200),
        check: async () => {
          await expectOneRefund(stage, sessionId, 'CANCELLED');
          expect(await stage.stockOf(variantId)).toBe(3);
        },
      };
    },
  },
  {
    name: 'create refund, of a part under one key',
    match: { method: 'POST', path: '/v1/refunds' },
    prepare: async (stage) => {
      const { sessionId, orderId } = await bought(stage);
      const give = () =>
        timed(
          stage.shop.http
            .post(`/api/admin/orders/${orderId}/refunds`)
            .set(stage.admin.auth)
            .set('Idempotency-Key', orderId)
            .send({ amountCents: 100 }),
        );
      return {
        act: give,
        again: async () => expect([200, 201]).toContain((await give()).status),
        check: () => expectOneRefund(stage, sessionId, 'CONFIRMED'),
      };
    },
  },
  {
    name: 'list refunds, of one made at Stripe',
    match: { method: 'GET', path: '/v1/refunds' },
    prepare: (stage) => madeAtStripe(stage, 'charge.refunded'),
  },
  {
    name: 'list refunds, of one that nobody told of',
    match: { method: 'GET', path: '/v1/refunds' },
    prepare: async (stage) => {
      const { sessionId } = await bought(stage);
      await refundInDashboard(stage.shop, sessionId, undefined, { delivery: 'none' });
      const reconcile = () => stage.job('reconciliation');
      return { act: reconcile, again: reconcile, check: () => expectOneRefund(stage, sessionId) };
    },
  },
  {
    name: 'retrieve refund, of one made at Stripe',
    match: { method: 'GET', path: '/v1/refunds/*' },
    prepare: (stage) => madeAtStripe(stage, 'refund.created'),
  },
  {
    name: 'retrieve payment, of a refund that came before its order',
    match: { method: 'GET', path: '/v1/payment_intents/*' },
    prepare: async (stage) => {
      const sessionId = await stage.page(await stage.variant(), await stage.buyer());
      await stage.payUnheard(sessionId);
      await refundInDashboard(stage.shop, sessionId, undefined, { delivery: 'none' });
      return {
        act: () => stage.tell(sessionId, 'charge.refunded'),
        again: () => stage.tell(sessionId),
        check: () => expectOneRefund(stage, sessionId),
      };
    },
  },
];

/** Stripe tells of the payment, again until it is heard; and the jobs go on when it has stopped. */
function told(stage: Stage, sessionId: string): Flow {
  return {
    act: () => stage.tell(sessionId),
    again: async () => expect(await stage.tell(sessionId)).toEqual([200]),
    check: () => expectOneRefund(stage, sessionId),
  };
}

async function madeAtStripe(stage: Stage, type: string): Promise<Flow> {
  const { sessionId } = await bought(stage);
  await refundInDashboard(stage.shop, sessionId, undefined, { delivery: 'none' });
  return {
    act: () => stage.tell(sessionId, type),
    check: () => expectOneRefund(stage, sessionId),
  };
}

async function bought(stage: Stage) {
  const variantId = await stage.variant();
  const sessionId = await stage.page(variantId, await stage.buyer());
  await stage.payUnheard(sessionId);
  expect(await stage.tell(sessionId)).toEqual([200]);
  return { sessionId, variantId, orderId: (await stage.order(sessionId)).id };
}

async function expectOneRefund(stage: Stage, sessionId: string, status = 'REFUNDED'): Promise<void> {
  const order = await stage.order(sessionId);
  expect(order).toMatchObject({ status, refunds: [{ status: 'SUCCEEDED', amountCents: order.refundedCents }] });
  if (status !== 'CONFIRMED') expect(order.refundedCents).toBe(order.totalCents);
  const { data } = await stripeFor(stage.shop).refunds.list({ payment_intent: order.paymentIntentId! });
  expect(data.map(({ amount }) => amount)).toEqual([order.refundedCents]);
}
