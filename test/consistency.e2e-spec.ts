import { readFileSync } from 'node:fs';
import { ConsistencyCheck } from '../src/checkout/consistency/consistency-check.service.js';
import { FINDINGS, type Finding, type FindingCode } from '../src/checkout/consistency/finding.js';
import type { PrismaService } from '../src/prisma/prisma.service.js';
import { createVariant } from './factories/product.js';
import { createPromo } from './factories/promo.js';
import { createOpenSession, createSale, paidEvent, type Sale } from './factories/sale.js';
import { createAdmin, createUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

const HOUR_MS = 60 * 60 * 1000;

/** Two sales, and what a finding is expected to be about. */
type Break = (prisma: PrismaService, sale: Sale, other: Sale) => Promise<string>;

/** One change that causes each finding, and no other finding. */
const BREAKS: [FindingCode, Record<string, number>, Break][] = [
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
  [
    'LOST_AMOUNT_DIFFERS',
    { lost: 700, disputes: 300 },
    async (prisma, { order: { id: orderId } }) => {
      const dispute = { orderId, reason: 'general', currency: 'eur', openedAt: new Date() };
      await prisma.dispute.createMany({
        data: [
          { ...dispute, id: 'du_lost', amountCents: 300, status: 'lost' },
          { ...dispute, id: 'du_open', amountCents: 400, status: 'needs_response' },
        ],
      });
      await prisma.order.update({ where: { id: orderId }, data: { lostCents: 700 } });
      return orderId;
    },
  ],
];

/** Children before parents. */
const TABLES = [
  ...['stockReservation', 'checkoutSession', 'promo', 'oversoldPayment', 'stripeEvent', 'refund', 'orderItem', 'order'],
  ...['stockMovement', 'variant', 'product'],
] as const;

describe('the consistency check', () => {
  let shop: RunningApp;
  let sales: [Sale, Sale];
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    for (const table of TABLES) await (shop.prisma[table] as { deleteMany(): Promise<unknown> }).deleteMany();
    sales = [await createSale(shop.prisma), await createSale(shop.prisma, { units: 3, priceCents: 120 })];
  });

  async function findings(now?: Date): Promise<Finding[]> {
    const found = [];
    for await (const finding of shop.app.get(ConsistencyCheck).findings(now)) found.push(finding);
    return found;
  }

  it('finds nothing in a consistent shop', async () => {
    const [{ variant, order, item, stripeSessionId }] = sales;
    const promo = await createPromo(shop.prisma);
    await createOpenSession(shop.prisma, variant.id, promo);
    await createOpenSession(shop.prisma, variant.id, promo);
    expect(await findings()).toEqual([]);

    // One unit back in stock, and its money on the way to the buyer.
    await shop.prisma.orderItem.update({ where: { id: item.id }, data: { unitsTaken: 1, unitsRefunded: 1 } });
    await shop.prisma.variant.update({ where: { id: variant.id }, data: { stock: 9 } });
    const back = { variantId: variant.id, delta: 1, stockAfter: 9, reason: 'REFUND' as const, reference: order.id };
    await shop.prisma.stockMovement.create({ data: back });
    const refund = { orderId: order.id, idempotencyKey: 'r', cause: 'PARTIAL' as const, amountCents: 4990 };
    await shop.prisma.refund.create({ data: refund });
    await shop.prisma.order.update({ where: { id: order.id }, data: { refundedCents: 4990 } });
    const due = new Date(Date.now() + HOUR_MS);
    await shop.prisma.oversoldPayment.create({
      data: { stripeSessionId, refundDueAt: due, nextAttemptAt: due, resolvedAt: new Date() },
    });
    expect(await findings()).toEqual([]);
  });

  it('finds nothing in an empty shop', async () => {
    for (const table of TABLES) await (shop.prisma[table] as { deleteMany(): Promise<unknown> }).deleteMany();
    expect(await findings()).toEqual([]);
  });

  it.each(BREAKS)('finds %s with %j, and nothing else', async (code, numbers, breakIt) => {
    const subjectId = await breakIt(shop.prisma, ...sales);
    expect(await findings()).toEqual([{ code, subject: FINDINGS[code].subject, subjectId, numbers }]);
  });

  it('finds REFUNDED_IN_PART of a cancelled order, too', async () => {
    const { id } = sales[0].order;
    await shop.prisma.order.update({ where: { id }, data: { status: 'CANCELLED' } });
    expect(await findings()).toMatchObject([{ code: 'REFUNDED_IN_PART', subjectId: id, numbers: { refunded: 0 } }]);
  });

  it('is tested with every finding', () => {
    expect(BREAKS.map(([code]) => code).sort()).toEqual(Object.keys(FINDINGS).sort());
  });

  describe('does not report', () => {
    it('payments that are not ours, not paid, being retried, or in review', async () => {
      const foreign = { metadata: { shop: 'another' } };
      await shop.prisma.stripeEvent.createMany({
        data: [
          paidEvent('cs_1', 'evt_foreign', foreign),
          paidEvent('cs_2', 'evt_unpaid', { payment_status: 'unpaid' }),
          { ...paidEvent('cs_3', 'evt_waiting'), status: 'WAITING' as const },
          { ...paidEvent('cs_4', 'evt_review'), status: 'REVIEW' as const },
          { ...paidEvent('cs_5', 'evt_other'), type: 'charge.refunded' },
          { id: 'evt_bare', type: 'checkout.session.completed', objectId: 'cs_6' },
        ],
      });
      expect(await findings()).toEqual([]);
    });

    it('an oversold payment before its refund is due', async () => {
      const refundDueAt = new Date(Date.now() + HOUR_MS);
      const stripeSessionId = 'cs_test_sold';
      await shop.prisma.oversoldPayment.create({ data: { stripeSessionId, refundDueAt, nextAttemptAt: refundDueAt } });
      await shop.prisma.stripeEvent.create({ data: paidEvent(stripeSessionId, 'evt_oversold') });
      expect(await findings()).toEqual([]);
      const codes = (await findings(new Date(Date.now() + 2 * HOUR_MS + 1000))).map(({ code }) => code);
      expect(codes).toEqual(['OVERSOLD_OVERDUE']);
    });

    it('a wrong amount and a failed refund that are marked for review', async () => {
      const [{ order: one }, { order: two }] = sales;
      const review = { needsReview: true, reviewNote: 'Montant' };
      await shop.prisma.order.update({ where: { id: one.id }, data: { totalCents: 1, ...review } });
      await shop.prisma.order.update({ where: { id: two.id }, data: { status: 'REFUNDED', ...review } });
      expect(await findings()).toEqual([]);
    });
  });

  it('reads more than one page, and the rows at its edges', async () => {
    const { productId } = sales[0].variant;
    const data = Array.from({ length: 120 }, (_, index) => ({
      id: `page-${String(index).padStart(3, '0')}`,
      productId,
      name: 'Standard',
      priceCents: 100,
      stock: 1,
    }));
    await shop.prisma.variant.createMany({ data });
    const found = await findings();
    expect(found.map(({ subjectId }) => subjectId).sort()).toEqual(data.map(({ id }) => id));
  });

  describe('GET /api/admin/stock/audit', () => {
    it('answers 200 with at most 1000 findings, and their total', async () => {
      const admin = await createAdmin(shop);
      const get = async () => (await shop.http.get('/api/admin/stock/audit').set(admin.auth).expect(200)).body;
      expect(await get()).toEqual({
        ok: true,
        checkedAt: expect.any(String),
        audited: { variants: 2, movements: 4, orders: 2, sessions: 2, events: 2 },
        total: 0,
        findings: [],
      });

      const variantId = sales[0].variant.id;
      const lost = { variantId, delta: 0, stockAfter: 8, reason: 'SALE' as const };
      await shop.prisma.stockMovement.createMany({
        data: Array.from({ length: 1001 }, (_, index) => ({ ...lost, reference: `cs_${index}` })),
      });
      const [body, same] = await Promise.all([get(), get()]);
      expect(body).toMatchObject({ ok: false, total: 1001 });
      expect(body.findings).toHaveLength(1000);
      expect(body.findings[0]).toEqual({
        code: 'SALE_WITHOUT_ORDER',
        subject: 'stripe-session',
        subjectId: expect.stringMatching(/^cs_\d+$/),
        numbers: { delta: 0 },
      });
      expect(same.total).toBe(1001);
    });

    it('answers 401 to guests, 403 to customers', async () => {
      await shop.http.get('/api/admin/stock/audit').expect(401);
      const { auth } = await createUser(shop);
      expect((await shop.http.get('/api/admin/stock/audit').set(auth).expect(403)).body.code).toBe(
        'ADMIN_ACCESS_REQUIRED',
      );
    });
  });

  it('is explained in docs/consistency.md, each finding once', () => {
    const page = readFileSync(new URL('../docs/consistency.md', import.meta.url), 'utf8');
    const codes = [...page.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code]) => code);
    expect(codes.sort()).toEqual(Object.keys(FINDINGS).sort());
  });
});
