import { readFileSync } from 'node:fs';
import { BooksAudit } from '../src/checkout/books/books-audit.service.js';
import { FINDINGS, type Finding } from '../src/checkout/books/finding.js';
import { createOpenSession, createSale, paidEvent, type Sale } from './factories/books.js';
import { createPromo } from './factories/promo.js';
import { createAdmin, createUser } from './factories/user.js';
import { BREAKS, HOUR_MS } from './support/money/broken-books.js';
import { startApp, type RunningApp } from './support/start-app.js';

/** Children before parents. */
const TABLES = [
  ...['stockHold', 'checkoutSession', 'promo', 'oversoldPayment', 'stripeEvent', 'refund', 'orderItem', 'order'],
  ...['stockMovement', 'variant', 'product'],
] as const;

describe('the audit of the books', () => {
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
    for await (const finding of shop.app.get(BooksAudit).findings(now)) found.push(finding);
    return found;
  }

  it('finds nothing in a shop whose books agree', async () => {
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

  it.each(BREAKS)('finds %s with %j, and that alone', async (code, numbers, breakBooks) => {
    const subjectId = await breakBooks(shop.prisma, ...sales);
    expect(await findings()).toEqual([{ code, subject: FINDINGS[code].subject, subjectId, numbers }]);
  });

  it('has been shown each of its findings', () => {
    expect(BREAKS.map(([code]) => code).sort()).toEqual(Object.keys(FINDINGS).sort());
  });

  describe('takes for known', () => {
    it('payments that are not ours, not made, still tried again, or before a person', async () => {
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

    it('an oversold payment whose money is about to go back', async () => {
      const refundDueAt = new Date(Date.now() + HOUR_MS);
      const stripeSessionId = 'cs_test_sold';
      await shop.prisma.oversoldPayment.create({ data: { stripeSessionId, refundDueAt, nextAttemptAt: refundDueAt } });
      await shop.prisma.stripeEvent.create({ data: paidEvent(stripeSessionId, 'evt_oversold') });
      expect(await findings()).toEqual([]);
      const codes = (await findings(new Date(Date.now() + 2 * HOUR_MS + 1000))).map(({ code }) => code);
      expect(codes).toEqual(['OVERSOLD_OVERDUE']);
    });

    it('an amount that does not add up and a refund that failed, once a person is told', async () => {
      const [{ order: one }, { order: two }] = sales;
      const review = { needsReview: true, reviewNote: 'Montant' };
      await shop.prisma.order.update({ where: { id: one.id }, data: { totalCents: 1, ...review } });
      await shop.prisma.order.update({ where: { id: two.id }, data: { status: 'REFUNDED', ...review } });
      expect(await findings()).toEqual([]);
    });
  });

  it('sees more than a page, and a row at every edge of it', async () => {
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
    it('answers 200 with what disagrees, 1000 of it at most, and how much there is', async () => {
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

  it('is explained in docs/books.md, each finding once', () => {
    const page = readFileSync(new URL('../docs/books.md', import.meta.url), 'utf8');
    const codes = [...page.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code]) => code);
    expect(codes.sort()).toEqual(Object.keys(FINDINGS).sort());
  });
});
