import { Prisma } from '../../../prisma/client.js';

/** Tables that checks iterate over, by an indexed column. Rows with null in that column are skipped. */
export const KEYS = {
  variants: { table: 'Variant', key: 'id' },
  // In the order on disk, with their lines and movements.
  orders: { table: 'Order', key: 'createdAt' },
  references: { table: 'StockMovement', key: 'reference' },
  sessions: { table: 'CheckoutSession', key: 'stripeSessionId' },
  events: { table: 'StripeEvent', key: 'objectId' },
  oversold: { table: 'OversoldPayment', key: 'stripeSessionId' },
  holds: { table: 'StockHold', key: 'sessionId' },
  promos: { table: 'Promo', key: 'id' },
} as const;
export type Keys = keyof typeof KEYS;

/** Keys after one and up to the other; null means unbounded. Ranges of the same keys cover all rows. */
export interface KeyRange {
  after: string | null;
  upTo: string | null;
}

/** One statement, so that both compared values are of the same moment under concurrent writes. */
export interface Check {
  /** Null: one statement for all rows. */
  over: Keys | null;
  /** SQL for both databases that selects `code`, `subjectId` and the numbers of each mismatch among these keys. */
  sql: (keys: KeyRange, now: Date) => Prisma.Sql;
}

/** @param column quoted for SQL: `o."createdAt"` */
export function within(column: string, { after, upTo }: KeyRange): Prisma.Sql {
  const key = Prisma.raw(column);
  const bounds = [Prisma.sql`${key} IS NOT NULL`];
  if (after !== null) bounds.push(Prisma.sql`${key} > ${after}`);
  if (upTo !== null) bounds.push(Prisma.sql`${key} <= ${upTo}`);
  return Prisma.sql`(${Prisma.join(bounds, ' AND ')})`;
}
