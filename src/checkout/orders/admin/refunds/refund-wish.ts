import { InvalidFieldsError } from '../../../../common/errors/validation.error.js';
import { sha256 } from '../../../../common/secrets/sha256.js';
import type { Refund } from '../../../../generated/sqlite/client.js';
import { paidByLine, paidForUnits } from '../../../refunds/line-shares.js';
import type { LockedOrder } from '../../../refunds/locked-order.js';
import { readStoredLines, type RefundedParts } from '../../../refunds/refund-lines.js';
import { RefundTooLargeError } from '../../orders.errors.js';
import type { RefundOrderDto } from './refund-order.dto.js';

/** What an administrator wants to give back: parts of the order, or an amount in euro cents. */
export type RefundWish = { restock: boolean; note: string | null } & (
  { parts: RefundedParts; amountCents?: undefined } | { parts: null; amountCents: number }
);

/** @throws InvalidFieldsError for both or neither, or units to be put back without saying which */
export function toWish({ lines, shipping, amountCents, restock, note }: RefundOrderDto): RefundWish {
  const common = { restock: restock ?? false, note: note ?? null };
  const hasParts = Boolean(lines) || shipping === true;
  const amount = amountCents ?? undefined;
  if (hasParts === (amount !== undefined)) {
    throw invalid('amountCents', 'Indiquez soit des articles ou la livraison, soit un montant.');
  }
  if (common.restock && !lines) throw invalid('restock', 'Indiquez les articles à remettre en stock.');
  if (amount !== undefined) return { ...common, parts: null, amountCents: amount };
  const given = (lines ?? []).map(({ orderItemId, quantity }) => ({ orderItemId, quantity }));
  return { ...common, parts: { lines: given, shipping: shipping === true } };
}

/**
 * @param earlier the order's refunds that have not failed
 * @returns euro cents
 * @throws InvalidFieldsError for a line that is not the order's
 * @throws RefundTooLargeError for more units than are left of a line, shipping that has gone back, or nothing at all
 */
export function priceOf(order: LockedOrder, wish: RefundWish, earlier: readonly Pick<Refund, 'lines'>[]): number {
  if (!wish.parts) return wish.amountCents;
  const paid = paidByLine(order, order.items);
  let amountCents = 0;
  for (const [index, { orderItemId, quantity }] of wish.parts.lines.entries()) {
    const item = order.items.find(({ id }) => id === orderItemId);
    if (!item) throw invalid(`lines.${index}.orderItemId`, 'Cet article n’est pas dans la commande.');
    if (item.unitsRefunded + quantity > item.quantity) throw new RefundTooLargeError('More units than are left');
    amountCents += paidForUnits(paid.get(item.id) ?? 0, item.quantity, item.unitsRefunded, quantity);
  }
  if (wish.parts.shipping) {
    if (earlier.some(({ lines }) => readStoredLines(lines)?.shipping)) {
      throw new RefundTooLargeError('The shipping has gone back already');
    }
    amountCents += order.shippingCost ?? 0;
  }
  if (amountCents === 0) throw new RefundTooLargeError('Nothing was paid for it');
  return amountCents;
}

/** The administrator's own key as one of ours; nobody else's, and no other order's, is the same. */
export function keyOf(adminId: string, orderId: string, key: string): string {
  return `refund:${orderId}:${sha256(JSON.stringify([adminId, key])).slice(0, 40)}`;
}

/** Whether a refund is what is wished for. */
export function isSame(refund: Refund, { parts, amountCents, restock, note }: RefundWish): boolean {
  if (refund.restock !== restock || refund.note !== note) return false;
  const made = readStoredLines(refund.lines);
  if (!parts || !made) return !parts && !made && refund.amountCents === amountCents;
  return JSON.stringify(sorted(made)) === JSON.stringify(sorted(parts));
}

function sorted({ lines, shipping }: RefundedParts) {
  return [lines.map(({ orderItemId, quantity }) => [orderItemId, quantity] as const).toSorted(byId), shipping];
}

function byId([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}

function invalid(path: string, msg: string): InvalidFieldsError {
  return new InvalidFieldsError([{ path, msg }]);
}
