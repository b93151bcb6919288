import { Prisma } from '../../../generated/sqlite/client.js';

/** The tables that checks go through, with the column that orders them. */
export const KEY_OF = {
  Variant: 'id',
  Order: 'id',
  StockMovement: 'id',
  CheckoutSession: 'id',
  StripeEvent: 'id',
  OversoldPayment: 'stripeSessionId',
  Promo: 'id',
} as const;
export type AuditedTable = keyof typeof KEY_OF;

/** Keys above the one and up to the other; null: no end. Ranges of one table cover all texts there are. */
export interface KeyRange {
  after: string;
  upTo: string | null;
}

/** One statement, so that both sides of a comparison are of the same moment, whatever is written meanwhile. */
export interface Check {
  over: AuditedTable;
  /** SQL for both databases that selects `code`, `subjectId` and the numbers of what disagrees among these keys. */
  sql: (keys: KeyRange, now: Date) => Prisma.Sql;
}

/** @param column in quotes, as SQL has it: `o."id"` */
export function within(column: string, { after, upTo }: KeyRange): Prisma.Sql {
  const key = Prisma.raw(column);
  return upTo === null ? Prisma.sql`(${key} > ${after})` : Prisma.sql`(${key} > ${after} AND ${key} <= ${upTo})`;
}
