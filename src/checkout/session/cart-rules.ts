import type { SellableVariant } from '../../catalog/variants.service.js';
import type { ErrorDetail } from '../../common/errors/domain-error.js';
import {
  AmountTooLargeError,
  AmountTooSmallError,
  DuplicateItemsError,
  QuantityTooLargeError,
  ShortStockError,
  UnknownVariantsError,
} from '../checkout.errors.js';
import { MAX_TOTAL_CENTS, MAX_UNITS, MIN_TOTAL_CENTS } from './limits.js';

export interface CartLine {
  variantId: string;
  quantity: number;
}

export interface SellableLine extends SellableVariant {
  quantity: number;
}

/** @returns units of all lines together */
export function unitsOf(lines: readonly { quantity: number }[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** What can be said about a cart without the database. */
export function checkCart(items: readonly CartLine[]): void {
  const ids = new Set(items.map(({ variantId }) => variantId));
  if (ids.size < items.length) throw new DuplicateItemsError();
  const units = unitsOf(items);
  if (units > MAX_UNITS) throw new QuantityTooLargeError(units);
}

/**
 * Matches a cart with what is for sale.
 * @returns the cart's lines in their order, with product, price and stock
 * @throws UnknownVariantsError for what isn't for sale, ShortStockError for what is short; both name every such line
 */
export function matchCart(items: readonly CartLine[], forSale: readonly SellableVariant[]): SellableLine[] {
  const variants = new Map(forSale.map((variant) => [variant.id, variant]));
  const unknown = items.flatMap(({ variantId }, index): ErrorDetail[] =>
    variants.has(variantId) ? [] : [{ path: `items.${index}.variantId`, msg: 'Cet article n’est plus proposé.' }],
  );
  if (unknown.length) throw new UnknownVariantsError(unknown);
  const lines = items.map(({ variantId, quantity }) => ({ ...variants.get(variantId)!, quantity }));
  checkFree(lines, new Map(lines.map(({ id, stock }) => [id, stock])));
  return lines;
}

/**
 * @param free units of each variant that this buyer can have
 * @throws ShortStockError naming every line that wants more
 */
export function checkFree(lines: readonly SellableLine[], free: ReadonlyMap<string, number>): void {
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

/** Stripe's own limits, so that the buyer is told before Stripe is asked. */
export function checkPayable(totalCents: number): void {
  if (totalCents < MIN_TOTAL_CENTS) throw new AmountTooSmallError(totalCents);
  if (totalCents > MAX_TOTAL_CENTS) throw new AmountTooLargeError(totalCents);
}
