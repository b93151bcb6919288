import type Stripe from 'stripe';
import { second, type SandboxContext } from '../sandbox-context.js';
import type { SessionCreate } from '../schema/session.params.js';
import { newRefund, withReference } from './refund-object.js';
import { withBuyer } from '../checkout/buyer-details.js';
import { createSession } from '../checkout/create-session.js';
import { newCharge, newIntent } from '../checkout/payment-objects.js';

/** A payment of an order that was not bought here, as those of the demo. */
export interface PastPayment {
  sessionId: string;
  paymentIntentId: string;
  /** Of the item. */
  name: string;
  email: string;
  paidAt: Date;
  /** In euro cents. */
  amountCents: number;
  /** The refund of all of it. */
  refundId: string | null;
}

/** Adds a payment, so that it can be refunded and disputed. It tells nobody; one that is there stays as it is. */
export function addPastPayment(context: SandboxContext, payment: PastPayment): void {
  const { objects } = context;
  const { sessionId, paymentIntentId, name, email, paidAt, amountCents, refundId } = payment;
  if (objects.find('checkout.session', sessionId)) return;
  const then = { ...context, now: () => paidAt.getTime() };
  const created = second(then);
  const priceData = { currency: 'eur', unit_amount: amountCents, product_data: { name } };
  const params = {
    mode: 'payment',
    success_url: context.publicUrl,
    customer_email: email,
    line_items: [{ quantity: 1, price_data: priceData }],
  } as SessionCreate;
  const opened = createSession(then, params, sessionId);
  const session: Stripe.Checkout.Session = {
    ...withBuyer(then, opened, {}),
    payment_intent: paymentIntentId,
    payment_status: 'paid',
    status: 'complete',
    url: null,
  };
  const waiting = { ...newIntent(session, {}, created), id: paymentIntentId };
  const charge: Stripe.Charge = newCharge(waiting, session, 'succeeded', created);
  objects.put(session);
  objects.put<Stripe.PaymentIntent>(
    { ...waiting, status: 'succeeded', amount_received: amountCents, latest_charge: charge.id },
    sessionId,
  );
  objects.put<Stripe.Charge>(
    { ...charge, amount_refunded: refundId ? amountCents : 0, refunded: refundId !== null },
    paymentIntentId,
  );
  if (refundId) {
    const refund = newRefund(charge, {}, { amount: amountCents, status: 'succeeded', created });
    objects.put({ ...withReference(refund), id: refundId }, charge.id);
  }
}
