interface Line {
  id: string;
  quantity: number;
  totalPriceCents: number;
}

interface Paid {
  totalCents: number;
  shippingCost: number | null;
}

/**
 * What was paid for each line: its share of the total without shipping, because a discount applies to all goods.
 * Rounded so that the lines add up exactly.
 * @returns euro cents by line
 */
export function paidByLine(order: Paid, lines: readonly Line[]): Map<string, number> {
  const goods = Math.max(0, order.totalCents - (order.shippingCost ?? 0));
  const listed = lines.reduce((sum, { totalPriceCents }) => sum + totalPriceCents, 0);
  let before = 0;
  return new Map(
    lines.toSorted(byId).map(({ id, totalPriceCents }) => {
      const from = share(goods, before, listed);
      before += totalPriceCents;
      return [id, share(goods, before, listed) - from];
    }),
  );
}

/**
 * What was paid for some units of a line after earlier refunds. One by one or all at once gives the same sum.
 * @param paidCents for the whole line
 * @param before units refunded earlier
 */
export function paidForUnits(paidCents: number, quantity: number, before: number, units: number): number {
  return share(paidCents, before + units, quantity) - share(paidCents, before, quantity);
}

/** Whole cents of `part` in `whole`. Adjacent shares are rounded at the same point, so no cent is lost. */
function share(cents: number, part: number, whole: number): number {
  if (whole === 0) return 0;
  // Beyond 2^53 for the largest orders.
  return Number((BigInt(cents) * BigInt(part)) / BigInt(whole));
}

function byId(a: Line, b: Line): number {
  return a.id < b.id ? -1 : 1;
}
