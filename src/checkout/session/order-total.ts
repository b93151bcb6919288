export interface PricedLine {
  quantity: number;
  unitPriceCents: number;
}

/** @returns the price of the goods, in euro cents */
export function subtotalCents(lines: readonly PricedLine[]): number {
  return lines.reduce((sum, { quantity, unitPriceCents }) => sum + quantity * unitPriceCents, 0);
}

/** What the buyer pays, in euro cents. The discount is taken from the goods and never touches the shipping. */
export function orderTotalCents(subtotal: number, discount: number, shipping: number): number {
  return Math.max(0, subtotal - discount) + shipping;
}
