import { Prisma } from '../../../generated/sqlite/client.js';

/** What checks go through: a table, by a column with an index. A null in that column is no key. */
export const KEYS = {
  variants: { table: 'Variant', key: 'id' },
  // In the order in which they lie on the disk, with their lines and movements.
  orders: { table: 'Order', key: 'createdAt' },
  references: { table: 'StockMovement', key: 'reference' },
  sessions: { table: 'CheckoutSession', key: 'stripeSessionId' },
  events: { table: 'StripeEvent', key: 'objectId' },
  oversold: { table: 'OversoldPayment', key: 'stripeSessionId' },
  holds: { table: 'StockHold', key: 'sessionId' },
  promos: { table: 'Promo', key: 'id' },
} as const;
export type Keys = keyof typeof KEYS;

/** Keys above the one and up to the other, null where there is no end. Ranges of the same keys cover all there are. */
export interface KeyRange {
  after: string | null;
  upTo: string | null;
}

/** One statement, so that both sides of a comparison are of the same moment, whatever is written meanwhile. */
export interface Check {
  /** Null: one statement for all. */
  over: Keys | null;
  /** SQL for both databases that selects `code`, `subjectId` and the numbers of what disagrees among these keys. */
  sql: (keys: KeyRange, now: Date) => Prisma.Sql;
}

/** @param column in quotes, as SQL has it: `o."createdAt"` */
export function within(column: string, { after, upTo }: KeyRange): Prisma.Sql {
  const key = Prisma.raw(column);
  const bounds = [Prisma.sql`${key} IS NOT NULL`];
  if (after !== null) bounds.push(Prisma.sql`${key} > ${after}`);
  if (upTo !== null) bounds.push(Prisma.sql`${key} <= ${upTo}`);
  return Prisma.sql`(${Prisma.join(bounds, ' AND ')})`;
}
