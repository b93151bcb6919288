import { ConsistencyCheck } from '../../src/checkout/consistency/consistency-check.service.js';
import { toLine } from '../../src/checkout/consistency/finding.js';
import { stripeFor } from './sandbox.js';
import type { RunningApp } from './start-app.js';

/** Expects the consistency check to find nothing. */
export async function expectConsistent({ app }: RunningApp): Promise<void> {
  const lines: string[] = [];
  for await (const finding of app.get(ConsistencyCheck, { strict: false }).findings()) lines.push(toLine(finding));
  expect(lines).toEqual([]);
}

export interface PaymentAtStripe {
  sessionId: string;
  paidCents: number;
  /** What went back, refunds that failed left out. */
  returnedCents: number;
}

/** Every payment that Stripe took for this shop. */
export async function paymentsAtStripe(shop: RunningApp): Promise<PaymentAtStripe[]> {
  const stripe = stripeFor(shop);
  const returned = new Map<string, number>();
  for await (const { payment_intent, amount, status } of stripe.refunds.list({ limit: 100 })) {
    const payment = payment_intent as string;
    if (status !== 'failed' && status !== 'canceled') returned.set(payment, (returned.get(payment) ?? 0) + amount);
  }
  const payments: PaymentAtStripe[] = [];
  for await (const session of stripe.checkout.sessions.list({ limit: 100, status: 'complete' })) {
    if (session.payment_status === 'unpaid') continue;
    const returnedCents = returned.get(session.payment_intent as string) ?? 0;
    payments.push({ sessionId: session.id, paidCents: session.amount_total ?? 0, returnedCents });
  }
  return payments;
}

/** Each payment is one order, which says as much of the money as Stripe does. */
export async function expectOrdersToBePayments(shop: RunningApp): Promise<PaymentAtStripe[]> {
  const payments = await paymentsAtStripe(shop);
  const orders = await shop.prisma.order.findMany({
    select: { stripeSessionId: true, totalCents: true, refundedCents: true },
  });
  const ordered = orders.map(({ stripeSessionId, totalCents, refundedCents }) => ({
    sessionId: stripeSessionId,
    paidCents: totalCents,
    returnedCents: refundedCents,
  }));
  const byId = (a: { sessionId: string | null }, b: { sessionId: string | null }) =>
    String(a.sessionId) < String(b.sessionId) ? -1 : 1;
  expect(ordered.toSorted(byId)).toEqual(payments.toSorted(byId));
  return payments;
}
