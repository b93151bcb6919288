import { Prisma } from '../../generated/sqlite/client.js';
import type { PrismaService } from '../../prisma/prisma.service.js';
import { KEY_OF, type AuditedTable, type KeyRange } from './checks/check.js';

/** Rows in one statement. SQLite blocks the process for as long as one runs; a variant may have very many movements. */
const PAGE: Record<AuditedTable, number> = {
  Variant: 50,
  Order: 5000,
  StockMovement: 10_000,
  CheckoutSession: 10_000,
  StripeEvent: 10_000,
  OversoldPayment: 10_000,
  Promo: 50,
};

/** Cuts a table into ranges of its key, a page each. Together they cover every text, so a row added later as well. */
export async function keyRanges(prisma: PrismaService, table: AuditedTable): Promise<KeyRange[]> {
  const [from, key] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${KEY_OF[table]}"`)];
  const ranges: KeyRange[] = [];
  let after = '';
  for (;;) {
    const [last] = await prisma.$queryRaw<{ key: string }[]>`
      SELECT ${key} AS "key" FROM ${from} WHERE ${key} > ${after} ORDER BY ${key} LIMIT 1 OFFSET ${PAGE[table] - 1}`;
    ranges.push({ after, upTo: last?.key ?? null });
    if (!last) return ranges;
    after = last.key;
  }
}
