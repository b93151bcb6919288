import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSession } from './factories/cart.js';
import { createVariant } from './factories/product.js';
import { expectLedgerToBalance } from './support/ledger.js';
import { expectCleanBooks } from './support/money/books.js';
import { deliverEvent, paySession } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

const PAYMENTS = 12;

describe('SQLite finds its disk full while the shop runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-full-'));
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp({ DATABASE_URL: `file:${join(folder, 'shop.db')}` });
  });
  afterAll(async () => {
    await shop.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** SQLite then answers SQLITE_FULL as it does for a disk without room. */
  const limitPages = (pages: number) => shop.prisma.$queryRawUnsafe(`PRAGMA max_page_count = ${pages}`);
  const fill = async () => {
    await limitPages(1);
    // Pages that are in use may have room left for some rows.
    const text = 'x'.repeat(3000);
    for (let n = 0; ; n++) {
      const row = { key: `fill-${n}`, body: { text }, fetchedAt: new Date() };
      const written = await shop.prisma.cardSnapshot.create({ data: row }).then(
        () => true,
        () => false,
      );
      if (!written) return;
    }
  };

  it('answers 503 DATABASE_UNAVAILABLE to what would write, reads on, and sells on once there is room', async () => {
    const { id } = await createVariant(shop.prisma, { stock: 100 });
    const events: string[] = [];
    for (let n = 0; n < PAYMENTS; n++) {
      const { sessionId } = await openSession(shop, { variantId: id, quantity: 1 });
      const paid = await paySession(shop, sessionId, { delivery: 'none' });
      events.push(paid.events.find(({ type }) => type === 'checkout.session.completed')!.id);
    }
    await fill();

    // The pages that each table has already take some rows.
    const statuses: (number | null)[] = [];
    for (const event of events) statuses.push((await deliverEvent(shop, event)).status);
    const sold = statuses.filter((status) => status === 200).length;
    expect(statuses.filter((status) => status === 503)).toHaveLength(PAYMENTS - sold);
    expect(sold).toBeLessThan(PAYMENTS);
    await expect(shop.prisma.order.count()).resolves.toBe(sold);
    await expect(shop.prisma.variant.findUniqueOrThrow({ where: { id } })).resolves.toMatchObject({
      stock: 100 - sold,
    });
    await shop.http.get('/api/products').expect(200);
    await shop.http.get('/api/health/ready').expect(200);

    await limitPages(1_000_000);
    for (const event of events) expect((await deliverEvent(shop, event)).status).toBe(200);
    await expect(shop.prisma.order.count()).resolves.toBe(PAYMENTS);
    await expectLedgerToBalance(shop.prisma);
    await expectCleanBooks(shop);
  });
});
