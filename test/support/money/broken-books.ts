import type { FindingCode } from '../../../src/checkout/books/finding.js';
import type { PrismaService } from '../../../src/prisma/prisma.service.js';
import { createOpenSession, paidEvent, type Sale } from '../../factories/books.js';
import { createPromo } from '../../factories/promo.js';
import { createVariant } from '../../factories/product.js';

export const HOUR_MS = 60 * 60 * 1000;

/** Two sales, and what a finding is expected to be about. */
type Break = (prisma: PrismaService, sale: Sale, other: Sale) => Promise<string>;

/** One way to break the books for each finding: it breaks nothing else. */
export const BREAKS: [FindingCode, Record<string, number>, Break][] = [
  [
    'STOCK_DIFFERS_FROM_LEDGER',
    { stock: 9, ledger: 8 },
    async (prisma, { variant: { id } }) => {
      await prisma.variant.update({ where: { id }, data: { stock: 9 } });
      return id;
    },
  ],
  [
    'DELETED_VARIANT_IN_LEDGER',
    { stock: 0, ledger: 10 },
    async (prisma) => {
      const { id } = await createVariant(prisma);
      await prisma.variant.delete({ where: { id } });
      return id;
    },
  ],
  [
    'NEGATIVE_STOCK',
    { stock: -1 },
    async (prisma, { variant: { id: variantId } }) => {
      const isSqlite = !process.env.TEST_POSTGRES;
      // The database itself forbids it.
      if (isSqlite) await prisma.$executeRawUnsafe('PRAGMA ignore_check_constraints = ON');
      else await prisma.$executeRawUnsafe('ALTER TABLE "Variant" DROP CONSTRAINT "Variant_stock_not_negative"');
      await prisma.variant.update({ where: { id: variantId }, data: { stock: -1 } });
      if (isSqlite) await prisma.$executeRawUnsafe('PRAGMA ignore_check_constraints = OFF');
      await prisma.stockMovement.create({ data: { variantId, delta: -9, stockAfter: -1, reason: 'CORRECTION' } });
      return variantId;
    },
  ],
  [
    'SALES_DIFFER_FROM_ORDERS',
    { sold: 2, ordered: 0 },
    async (prisma, { item, variant }) => {
      // The line of a variant that was deleted and is back: its order took two units of something else.
      await prisma.orderItem.update({ where: { id: item.id }, data: { productVariantId: null } });
      return variant.id;
    },
  ],
  [
    'ORDER_DIFFERS_FROM_LEDGER',
    { ordered: 1, ledger: 2 },
    async (prisma, { order, item, variant: { id: variantId } }) => {
      // Of a variant that is gone, so that there is no other side to disagree.
      await prisma.stockMovement.create({ data: { variantId, delta: -8, stockAfter: 0, reason: 'CORRECTION' } });
      await prisma.variant.delete({ where: { id: variantId } });
      await prisma.orderItem.update({ where: { id: item.id }, data: { unitsTaken: 1 } });
      return order.id;
    },
  ],
  [
    'SALE_WITHOUT_ORDER',
    { delta: 0 },
    async (prisma, { variant: { id: variantId } }) => {
      const reference = 'cs_test_lost';
      await prisma.stockMovement.create({ data: { variantId, delta: 0, stockAfter: 8, reason: 'SALE', reference } });
      return reference;
    },
  ],
  [
    'RETURN_WITHOUT_ORDER',
    { delta: 0 },
    async (prisma, { variant: { id: variantId } }) => {
      const row = { variantId, delta: 0, stockAfter: 8, reason: 'REFUND' as const };
      return (await prisma.stockMovement.create({ data: row })).id;
    },
  ],
  [
    'PAID_SESSION_WITHOUT_ORDER',
    {},
    async (prisma) => {
      const data = { status: 'PAID' as const, stripeSessionId: 'cs_test_paid', expiresAt: new Date() };
      return (await prisma.checkoutSession.create({ data })).id;
    },
  ],
  [
    'PAID_EVENT_WITHOUT_ORDER',
    {},
    async (prisma) => (await prisma.stripeEvent.create({ data: paidEvent('cs_test_paid', 'evt_lost') })).id,
  ],
  [
    'OVERSOLD_WITHOUT_ORDER',
    {},
    async (prisma) => {
      const now = new Date();
      const data = { stripeSessionId: 'cs_test_sold', refundDueAt: now, nextAttemptAt: now, resolvedAt: now };
      return (await prisma.oversoldPayment.create({ data })).stripeSessionId;
    },
  ],
  [
    'OVERSOLD_OVERDUE',
    { attempts: 7 },
    async (prisma) => {
      const refundDueAt = new Date(Date.now() - HOUR_MS - 1000);
      const data = { stripeSessionId: 'cs_test_sold', refundDueAt, nextAttemptAt: refundDueAt, attempts: 7 };
      return (await prisma.oversoldPayment.create({ data })).stripeSessionId;
    },
  ],
  [
    'HOLD_OF_ENDED_SESSION',
    { held: 2 },
    async (prisma, { variant }) => {
      const id = await createOpenSession(prisma, variant.id);
      await prisma.checkoutSession.update({ where: { id }, data: { status: 'CLOSED' } });
      return id;
    },
  ],
  [
    'PROMO_RESERVATIONS_DIFFER',
    { reserved: 3, sessions: 1 },
    async (prisma, { variant }) => {
      const promo = await createPromo(prisma, { reservedCount: 2 });
      await createOpenSession(prisma, variant.id, promo);
      return promo.id;
    },
  ],
  [
    'ORDER_TOTAL_DIFFERS',
    { paid: 10_471, agreed: 10_470 },
    async (prisma, { order: { id } }) => {
      await prisma.order.update({ where: { id }, data: { totalCents: { increment: 1 } } });
      return id;
    },
  ],
  [
    'REFUNDED_AMOUNT_DIFFERS',
    { refunded: 500, refunds: 300 },
    async (prisma, { order: { id } }) => {
      const refund = { orderId: id, cause: 'PARTIAL' as const };
      await prisma.refund.createMany({
        data: [
          { ...refund, idempotencyKey: 'a', amountCents: 300, status: 'SUCCEEDED' },
          { ...refund, idempotencyKey: 'b', amountCents: 200, status: 'FAILED' },
        ],
      });
      await prisma.order.update({ where: { id }, data: { refundedCents: 500 } });
      return id;
    },
  ],
  [
    'REFUNDED_IN_PART',
    { paid: 10_470, refunded: 0 },
    async (prisma, { order: { id } }) => {
      await prisma.order.update({ where: { id }, data: { status: 'REFUNDED' } });
      return id;
    },
  ],
];
