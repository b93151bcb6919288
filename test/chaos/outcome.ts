import { expectConsistent } from '../support/consistency.js';
import { deliverEvent, listEvents, paySession, stripeFor } from '../support/sandbox.js';
import type { Story } from './steps.js';
import type { World } from './world.js';

const ROUNDS = 6;

/** Buyers leave, banks decide, events arrive, jobs run: until nothing is left to be done. */
export async function everythingEnds(world: World, { heard }: Story): Promise<void> {
  const { shop, sessions } = world;
  // Delayed payments come to an end; what isn't one refuses.
  for (const [index, session] of sessions.entries()) {
    await paySession(shop, session, { action: index % 2 ? 'settle' : 'fail', delivery: 'none' });
  }
  for (let round = 0; round < ROUNDS; round++) {
    await world.timePasses('holds');
    await world.timePasses('payments');
    await world.timePasses('retries');
    if (heard) {
      const events = (await Promise.all(sessions.map((session) => listEvents(shop, session)))).flat();
      await Promise.all(events.map(({ id }) => deliverEvent(shop, id)));
    }
    for (const name of ['holds', 'oversold', 'refunds', 'events'] as const) await world.job(name);
    if (!heard) await world.job('reconciliation');
    if (await isQuiet(world)) return;
  }
}

async function leftovers({ shop: { prisma } }: World): Promise<Record<string, number>> {
  return {
    live: await prisma.checkoutSession.count({ where: { status: { in: ['OPENING', 'OPEN', 'PROCESSING'] } } }),
    active: await prisma.checkoutSession.count({ where: { activeUserId: { not: null } } }),
    holds: await prisma.stockReservation.count(),
    oversold: await prisma.oversoldPayment.count({ where: { resolvedAt: null } }),
    events: await prisma.stripeEvent.count({ where: { status: { in: ['WAITING', 'REVIEW'] } } }),
    refunds: await prisma.refund.count({ where: { status: 'REQUESTED' } }),
  };
}

const QUIET = { live: 0, active: 0, holds: 0, oversold: 0, events: 0, refunds: 0 };

async function isQuiet(world: World): Promise<boolean> {
  return Object.values(await leftovers(world)).every((count) => count === 0);
}

/** What must be true of units and money, whatever has happened. */
export async function expectNothingLost(world: World): Promise<void> {
  expect(world.surprises).toEqual([]);
  expect(await leftovers(world)).toEqual(QUIET);
  await expectMoney(world);
  await expectUnits(world);
  await expectPromoUses(world);
  await expectConsistent(world.shop);
}

/** Each paid session is one order; what the shop kept is what its orders say. */
async function expectMoney(world: World): Promise<void> {
  const { shop, sessions } = world;
  const stripe = stripeFor(shop);
  for (const id of sessions) {
    const session = await stripe.checkout.sessions.retrieve(id);
    const isPaid = session.status === 'complete' && session.payment_status !== 'unpaid';
    const orders = await shop.prisma.order.findMany({
      where: { stripeSessionId: id },
      select: { totalCents: true, refundedCents: true },
    });
    const refunds = await world.refundsOf(id);
    const refundedCents = refunds
      .filter(({ status }) => status !== 'failed' && status !== 'canceled')
      .reduce((sum, { amount }) => sum + amount, 0);
    expect({ id, orders }).toEqual({
      id,
      orders: isPaid ? [{ totalCents: session.amount_total, refundedCents }] : [],
    });
  }
}

/** Every unit added to stock is there, or in an order. */
async function expectUnits({ shop: { prisma }, variants, putIn, deleted }: World): Promise<void> {
  for (const [index, { id }] of variants.entries()) {
    if (deleted.has(index)) continue;
    const { stock } = await prisma.variant.findUniqueOrThrow({ where: { id } });
    const { _sum } = await prisma.orderItem.aggregate({ where: { productVariantId: id }, _sum: { unitsTaken: true } });
    const taken = _sum.unitsTaken ?? 0;
    expect(stock).toBeGreaterThanOrEqual(0);
    expect(taken).toBeGreaterThanOrEqual(0);
    expect({ article: index, units: stock + taken }).toEqual({ article: index, units: putIn[index] });
  }
}

/** A use for each order that was made with the code and had its goods, and none over the limit. */
async function expectPromoUses({ shop: { prisma }, promo }: World): Promise<void> {
  const { usedCount, reservedCount, usageLimit } = await prisma.promo.findUniqueOrThrow({ where: { id: promo.id } });
  const uses = await prisma.order.count({
    where: { promoCode: promo.code, refunds: { none: { cause: 'OVERSOLD' } } },
  });
  expect({ usedCount, reservedCount }).toEqual({ usedCount: uses, reservedCount: 0 });
  expect(usedCount).toBeLessThanOrEqual(usageLimit!);
}
