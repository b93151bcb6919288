import type { Prisma } from '../../generated/sqlite/client.js';

export interface RefundLine {
  orderItemId: string;
  /** Units, at least 1. */
  quantity: number;
}

/** What a refund gives the money back for; as an amount alone it is for nothing in particular. */
export interface RefundedParts {
  lines: RefundLine[];
  shipping: boolean;
}

/** As `Refund.lines` keeps it: the lines, and a last entry for the shipping. */
export function toStoredLines({ lines, shipping }: RefundedParts): Prisma.InputJsonArray {
  return [
    ...lines.map(({ orderItemId, quantity }) => ({ orderItemId, quantity })),
    ...(shipping ? [{ shipping: true }] : []),
  ];
}

/** @param stored written by `toStoredLines` and by nobody else @returns null for a refund of an amount */
export function readStoredLines(stored: Prisma.JsonValue): RefundedParts | null {
  if (stored === null) return null;
  const entries = stored as unknown as (RefundLine | { shipping: true })[];
  return {
    lines: entries.filter((entry): entry is RefundLine => 'orderItemId' in entry),
    shipping: entries.some((entry) => 'shipping' in entry),
  };
}
