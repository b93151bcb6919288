import type { Prisma } from '../../prisma/client.js';

export interface RefundLine {
  orderItemId: string;
  /** Units, at least 1. */
  quantity: number;
}

/** The parts of an order that a refund covers. A refund of an amount covers no part. */
export interface RefundedParts {
  lines: RefundLine[];
  shipping: boolean;
  /** The goods come back without a refund of money. */
  withoutMoney?: boolean;
}

/** The format of `Refund.lines`: the lines, then an entry for the shipping and one for a return without money. */
export function toStoredLines({ lines, shipping, withoutMoney }: RefundedParts): Prisma.InputJsonArray {
  return [
    ...lines.map(({ orderItemId, quantity }) => ({ orderItemId, quantity })),
    ...(shipping ? [{ shipping: true }] : []),
    ...(withoutMoney ? [{ withoutMoney: true }] : []),
  ];
}

/** @param stored written by `toStoredLines` only @returns null for a refund of an amount */
export function readStoredLines(stored: Prisma.JsonValue): RefundedParts | null {
  if (stored === null) return null;
  const entries = stored as unknown as (RefundLine | { shipping: true } | { withoutMoney: true })[];
  return {
    lines: entries.filter((entry): entry is RefundLine => 'orderItemId' in entry),
    shipping: entries.some((entry) => 'shipping' in entry),
    withoutMoney: entries.some((entry) => 'withoutMoney' in entry),
  };
}
