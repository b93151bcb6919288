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

/** What can be said about a cart without the database. */
export function checkCart(items: readonly CartLine[]): void {
  const ids = new Set(items.map(({ variantId }) => variantId));
  if (ids.size < items.length) throw new DuplicateItemsError();
  const units = items.reduce((sum, { quantity }) => sum + quantity, 0);
  if (units > MAX_UNITS) throw new QuantityTooLargeError(units);
}

/**
 * Matches a cart with what is for sale.
 * @returns the cart's lines in their order, with product, price and stock
 * @throws UnknownVariantsError for what isn't for sale, ShortStockError for what is short; both name every such line
 */
export function matchCart(items: readonly CartLine[], forSale: readonly SellableVariant[]): SellableLine[] {
  const variants = new Map(forSale.map((variant) => [variant.id, variant]));
  const unknown: ErrorDetail[] = [];
  const short: ErrorDetail[] = [];
  const lines: SellableLine[] = [];

  items.forEach(({ variantId, quantity }, index) => {
    const variant = variants.get(variantId);
    if (!variant) {
      unknown.push({ path: `items.${index}.variantId`, msg: 'Cet article n’est plus proposé.' });
      return;
    }
    if (variant.stock < quantity) short.push(shortDetail(index, variant));
    lines.push({ ...variant, quantity });
  });

  if (unknown.length) throw new UnknownVariantsError(unknown);
  if (short.length) throw new ShortStockError(short);
  return lines;
}

function shortDetail(index: number, { id, productName, stock }: SellableVariant): ErrorDetail {
  const left = stock === 0 ? 'n’est plus en stock' : `n’est plus disponible qu’en ${stock} exemplaire(s)`;
  return {
    path: `items.${index}.quantity`,
    msg: `« ${productName} » ${left}.`,
    variantId: id,
    reason: stock === 0 ? 'OUT_OF_STOCK' : 'INSUFFICIENT_STOCK',
  };
}

/** Stripe's own limits, so that the buyer is told before Stripe is asked. */
export function checkPayable(totalCents: number): void {
  if (totalCents < MIN_TOTAL_CENTS) throw new AmountTooSmallError(totalCents);
  if (totalCents > MAX_TOTAL_CENTS) throw new AmountTooLargeError(totalCents);
}
