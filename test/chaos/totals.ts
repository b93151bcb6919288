import type Stripe from 'stripe';
import { expectLedgerToBalance } from '../support/ledger.js';
import { mailFileNames } from '../support/mail-files.js';
import type { RunningApp } from '../support/start-app.js';

/** Everything at Stripe that a shop has to account for. */
export interface AtStripe {
  sessions: Stripe.Checkout.Session[];
  refunds: Stripe.Refund[];
}

export async function readStripe(stripe: Stripe): Promise<AtStripe> {
  const sessions = await stripe.checkout.sessions.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  const refunds = await stripe.refunds.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  return { sessions, refunds };
}

/**
 * Every paid session has one order with the paid amount. Every unit is in stock or in an order. Each order that needs
 * it was refunded once. Every mail was sent, and nothing is unfinished.
 * @param stocked units of each variant before the sales
 */
export async function expectTotalsToAgree(
  shop: RunningApp,
  { sessions, refunds }: AtStripe,
  stocked: ReadonlyMap<string, number>,
): Promise<void> {
  const orders = await shop.prisma.order.findMany({ include: { items: true, refunds: true } });
  const paid = sessions.filter(({ payment_status }) => payment_status === 'paid');
  expect(
    orders.map(({ stripeSessionId, totalCents }) => ({ id: stripeSessionId, amount: totalCents })).sort(byId),
  ).toEqual(paid.map(({ id, amount_total: amount }) => ({ id, amount })).sort(byId));

  const back = orders.flatMap((order) => (order.status === 'REFUNDED' ? [order] : []));
  expect(refunds.map(({ payment_intent, amount }) => ({ id: payment_intent, amount })).sort(byId)).toEqual(
    back.map(({ paymentIntentId, totalCents }) => ({ id: paymentIntentId, amount: totalCents })).sort(byId),
  );
  expect(orders.flatMap(({ refunds: own }) => own).filter(({ status }) => status !== 'SUCCEEDED')).toEqual([]);

  await expectUnitsToBeConserved(shop, stocked);
  await expectMailsOnce(shop, orders);
  await expectNothingHalfDone(shop);
}

async function expectUnitsToBeConserved(shop: RunningApp, stocked: ReadonlyMap<string, number>): Promise<void> {
  await expectLedgerToBalance(shop.prisma);
  const ids = [...stocked.keys()];
  const variants = await shop.prisma.variant.findMany({ where: { id: { in: ids } } });
  const taken = await shop.prisma.orderItem.groupBy({
    by: ['productVariantId'],
    where: { productVariantId: { in: ids } },
    _sum: { unitsTaken: true },
  });
  const takenOf = new Map(taken.map(({ productVariantId, _sum }) => [productVariantId, _sum.unitsTaken ?? 0]));
  const counted = new Map(variants.map(({ id, stock }) => [id, stock + (takenOf.get(id) ?? 0)]));
  expect(counted).toEqual(stocked);
}

/** One row a fact, sent, and one file a row. */
async function expectMailsOnce(shop: RunningApp, orders: { id: string; status: string }[]): Promise<void> {
  const mails = await shop.prisma.outboxMail.findMany();
  const due = orders.flatMap(({ id, status }) =>
    status === 'REFUNDED' ? [`order.oversold:${id}`, `shop.oversold:${id}`] : [`order.paid:${id}`],
  );
  expect(mails.map(({ key }) => key).sort()).toEqual(due.sort());
  expect(mails.filter(({ doneAt }) => doneAt === null)).toEqual([]);
  expect(
    mailFileNames(shop)
      .filter((name) => name.endsWith('.eml'))
      .sort(),
  ).toEqual(mails.map(({ id }) => `${id}.eml`).sort());
}

/** Every page has come to its end, and so has everything that was kept for one. */
export async function expectNothingHalfDone({ prisma }: Pick<RunningApp, 'prisma'>): Promise<void> {
  const live = { status: { notIn: ['PAID', 'CLOSED'] as ('PAID' | 'CLOSED')[] } };
  expect(await prisma.checkoutSession.findMany({ where: { OR: [live, { activeUserId: { not: null } }] } })).toEqual([]);
  expect(await prisma.stockReservation.findMany()).toEqual([]);
  expect(await prisma.oversoldPayment.findMany({ where: { resolvedAt: null } })).toEqual([]);
  const unapplied = { status: { notIn: ['APPLIED', 'IGNORED'] as ('APPLIED' | 'IGNORED')[] } };
  expect(await prisma.stripeEvent.findMany({ where: unapplied, select: { type: true, lastError: true } })).toEqual([]);
  expect(await prisma.promo.findMany({ where: { reservedCount: { not: 0 } } })).toEqual([]);
}

function byId({ id: a }: { id: unknown }, { id: b }: { id: unknown }): number {
  return String(a) < String(b) ? -1 : 1;
}
