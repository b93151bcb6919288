import type { SellableVariant } from '../../catalog/variants.service.js';
import type { ErrorDetail } from '../../common/errors/domain-error.js';
import {
  AmountTooLargeError,
  AmountTooSmallError,
  DuplicateItemsError,
  QuantityTooLargeError,
  ShortStockError,
  UnknownVariantsError,
} from './checkout.errors.js';

/** Of one article. */
export const MAX_PER_LINE = 100;
/** Of all articles together. */
export const MAX_UNITS = 500;
export const MAX_LINES = 50;

/** Stripe's smallest charge in euros: docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
export const MIN_TOTAL_CENTS = 50;
/** Stripe's largest: eight digits (same page). */
export const MAX_TOTAL_CENTS = 99_999_999;

/** Largest value of an integer column. */
export const LARGEST_INTEGER = 2 ** 31 - 1;

export const CURRENCY = 'eur';

export interface CartLine {
  variantId: string;
  quantity: number;
}

export interface SellableLine extends SellableVariant {
  quantity: number;
}

/** @returns the units of all lines */
export function unitsOf(lines: readonly { quantity: number }[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Checks a cart without the database. */
export function checkCart(items: readonly CartLine[]): void {
  const ids = new Set(items.map(({ variantId }) => variantId));
  if (ids.size < items.length) throw new DuplicateItemsError();
  const units = unitsOf(items);
  if (units > MAX_UNITS) throw new QuantityTooLargeError(units);
}

/**
 * Matches a cart with the variants for sale.
 * @returns the cart's lines in their order, with product, price and stock
 * @throws UnknownVariantsError naming every line that is not for sale
 */
export function matchCart(items: readonly CartLine[], forSale: readonly SellableVariant[]): SellableLine[] {
  const variants = new Map(forSale.map((variant) => [variant.id, variant]));
  const unknown = items.flatMap(({ variantId }, index): ErrorDetail[] =>
    variants.has(variantId) ? [] : [{ path: `items.${index}.variantId`, msg: 'Cet article n’est plus proposé.' }],
  );
  if (unknown.length) throw new UnknownVariantsError(unknown);
  return items.map(({ variantId, quantity }) => ({ ...variants.get(variantId)!, quantity }));
}

/**
 * @param free units of each variant that this buyer can get
 * @throws ShortStockError naming every line that wants more
 */
export function refuseShort(lines: readonly SellableLine[], free: ReadonlyMap<string, number>): void {
  const short = lines.flatMap((line, index) => {
    const left = Math.max(0, free.get(line.id) ?? 0);
    return left < line.quantity ? shortDetail(index, line, left) : [];
  });
  if (short.length) throw new ShortStockError(short);
}

function shortDetail(index: number, { id, productName }: SellableLine, left: number): ErrorDetail {
  const state = left === 0 ? 'n’est plus en stock' : `n’est plus disponible qu’en ${left} exemplaire(s)`;
  return {
    path: `items.${index}.quantity`,
    msg: `« ${productName} » ${state}.`,
    variantId: id,
    reason: left === 0 ? 'OUT_OF_STOCK' : 'INSUFFICIENT_STOCK',
  };
}

/** Stripe's limits, checked before Stripe is asked. */
export function checkPayable(totalCents: number): void {
  if (totalCents < MIN_TOTAL_CENTS) throw new AmountTooSmallError(totalCents);
  if (totalCents > MAX_TOTAL_CENTS) throw new AmountTooLargeError(totalCents);
}

export interface PricedLine {
  quantity: number;
  unitPriceCents: number;
}

/** @returns the price of the goods, in euro cents */
export function subtotalCents(lines: readonly PricedLine[]): number {
  return lines.reduce((sum, { quantity, unitPriceCents }) => sum + quantity * unitPriceCents, 0);
}

/** @returns the price of the goods now, in euro cents */
export function goodsCents(lines: readonly SellableLine[]): number {
  return subtotalCents(lines.map(({ quantity, priceCents }) => ({ quantity, unitPriceCents: priceCents })));
}

/** What the buyer pays, in euro cents. The discount is taken from the goods and never touches the shipping. */
export function orderTotalCents(subtotal: number, discount: number, shipping: number): number {
  return Math.max(0, subtotal - discount) + shipping;
}
