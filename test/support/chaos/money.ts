import type Stripe from 'stripe';
import { AuditReport } from '../../../src/checkout/books/audit-report.service.js';
import { expectNothingHalfDone, readStripe } from './books.js';
import type { RunningApp } from '../start-app.js';

/**
 * Whatever failed in between, once all has been tried again: what Stripe took is an order, what Stripe gave back is in the
 * order's books, no page can be paid that nobody waits for, nothing is kept for anybody, and every mail was sent.
 */
export async function expectNoMoneyLost(shop: RunningApp, stripe: Stripe): Promise<void> {
  const { sessions, refunds } = await readStripe(stripe);
  const orders = await shop.prisma.order.findMany();
  const paid = sessions.filter(({ payment_status }) => payment_status === 'paid');
  expect(orders.map(({ stripeSessionId: id }) => id).sort()).toEqual(paid.map(({ id }) => id).sort());

  const backAtStripe = new Map<unknown, number>();
  for (const { payment_intent: id, amount } of refunds) backAtStripe.set(id, (backAtStripe.get(id) ?? 0) + amount);
  const back = orders.filter(({ refundedCents }) => refundedCents > 0);
  expect(new Map(back.map(({ paymentIntentId, refundedCents }) => [paymentIntentId, refundedCents]))).toEqual(
    backAtStripe,
  );
  expect(orders.filter(({ refundedCents, totalCents }) => refundedCents > totalCents)).toEqual([]);
  expect(await shop.prisma.refund.findMany({ where: { status: { not: 'SUCCEEDED' } } })).toEqual([]);

  await expectNoPageToBeLeft(shop, sessions);
  await expectNothingHalfDone(shop);
  expect((await shop.app.get(AuditReport, { strict: false }).get()).findings).toEqual([]);
  expect(await shop.prisma.outboxMail.findMany({ where: { doneAt: null } })).toEqual([]);
}

/** A page that Stripe made and said that it had not: it is open until it lapses, and nobody was given its address. */
async function expectNoPageToBeLeft(shop: RunningApp, sessions: Stripe.Checkout.Session[]): Promise<void> {
  const open = sessions.filter(({ status }) => status === 'open').map(({ client_reference_id: id }) => id!);
  const rows = await shop.prisma.checkoutSession.findMany({ where: { id: { in: open } } });
  expect(rows.map(({ status, url }) => ({ status, url }))).toEqual(open.map(() => ({ status: 'CLOSED', url: null })));
}
