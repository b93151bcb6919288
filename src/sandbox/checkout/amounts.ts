/** The least that can be charged, in the smallest unit: docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const MINIMUM: Record<string, number> = {
  eur: 50,
  usd: 50,
  gbp: 30,
  chf: 50,
  cad: 50,
  aud: 50,
  sek: 300,
  nok: 300,
  dkk: 250,
  pln: 200,
  czk: 1500,
  huf: 17500,
  ron: 200,
  jpy: 50,
  mxn: 1000,
};

export function minimumAmount(currency: string): number {
  return MINIMUM[currency] ?? 50;
}

/** What a coupon takes off an amount; never more than the amount. */
export function discountOf(
  coupon: { amount_off: number | null; percent_off: number | null },
  subtotal: number,
): number {
  const off = coupon.amount_off ?? Math.round((subtotal * (coupon.percent_off ?? 0)) / 100);
  return Math.min(off, subtotal);
}

/** Shares a discount over lines in proportion to their amounts, whole cents, with nothing lost. */
export function spread(discount: number, amounts: number[]): number[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  if (total === 0) return amounts.map(() => 0);
  const exact = amounts.map((amount) => (discount * amount) / total);
  const shares = exact.map(Math.floor);
  const left = discount - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) shares[index]! += 1;
  return shares;
}
