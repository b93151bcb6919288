import { InvalidFieldsError } from '../../../common/errors/validation.error.js';
import { sha256 } from '../../../common/secrets/sha256.js';
import type { Refund } from '../../../prisma/client.js';
import { paidByLine, paidForUnits } from '../../refunds/line-shares.js';
import type { LockedOrder } from '../../refunds/locked-order.js';
import { readStoredLines, type RefundedParts } from '../../refunds/refund-lines.js';
import { RefundTooLargeError } from '../../rules/orders.errors.js';
import type { RefundOrderDto } from './refund-order.dto.js';

/** What an administrator wants to refund: parts of the order, or an amount in euro cents. */
export type RefundRequest = { restock: boolean; note: string | null } & (
  { parts: RefundedParts; amountCents?: undefined } | { parts: null; amountCents: number }
);

/** @throws InvalidFieldsError for both or neither, units to be put back without saying which, or 0 without such units */
export function toRefundRequest({ lines, shipping, amountCents, restock, note }: RefundOrderDto): RefundRequest {
  const common = { restock: restock ?? false, note: note ?? null };
  const hasParts = Boolean(lines) || shipping === true;
  const withoutMoney = amountCents === 0;
  const amount = withoutMoney ? undefined : (amountCents ?? undefined);
  if (hasParts === (amount !== undefined)) {
    throw invalid('amountCents', 'Indiquez soit des articles ou la livraison, soit un montant.');
  }
  if (common.restock && !lines) throw invalid('restock', 'Indiquez les articles à remettre en stock.');
  if (withoutMoney && (!common.restock || shipping)) {
    throw invalid('amountCents', 'Sans montant, indiquez seulement des articles à remettre en stock.');
  }
  if (amount !== undefined) return { ...common, parts: null, amountCents: amount };
  const given = (lines ?? []).map(({ orderItemId, quantity }) => ({ orderItemId, quantity }));
  return { ...common, parts: { lines: given, shipping: shipping === true, withoutMoney } };
}

/** Whether it may restock goods even though no money is left to refund. */
export function isReturn({ restock, parts }: RefundRequest): boolean {
  return restock && parts !== null && parts.lines.length > 0 && !parts.shipping;
}

type Earlier = Pick<Refund, 'lines' | 'status' | 'restock'>;

/**
 * @param earlier the order's refunds that have not failed
 * @returns euro cents; 0 for goods that come back without money
 * @throws InvalidFieldsError for a line that is not the order's
 * @throws RefundTooLargeError for more units than are left of a line, shipping that has gone back, or nothing at all
 */
export function priceOf(order: LockedOrder, request: RefundRequest, earlier: readonly Earlier[]): number {
  const { parts, restock } = request;
  if (!parts) return request.amountCents;
  const lines = parts.lines.map(({ orderItemId, quantity }, index) => {
    const item = order.items.find(({ id }) => id === orderItemId);
    if (!item) throw invalid(`lines.${index}.orderItemId`, 'Cet article n’est pas dans la commande.');
    return { item, quantity };
  });
  const hasMoney = !parts.withoutMoney && order.refundedCents < order.totalCents;
  const paid = paidByLine(order, order.items);
  let amountCents = 0;
  for (const { item, quantity } of hasMoney ? lines : []) {
    const left = item.quantity - item.unitsRefunded;
    // All its units were refunded before: they can be restocked without money.
    if (left === 0 && restock) continue;
    const cents = paid.get(item.id) ?? 0;
    if (quantity > left && cents > 0) throw new RefundTooLargeError('More units than are left');
    amountCents += paidForUnits(cents, item.quantity, item.unitsRefunded, quantity);
  }
  if (hasMoney && parts.shipping) {
    if (earlier.some(({ lines: stored }) => readStoredLines(stored)?.shipping)) {
      throw new RefundTooLargeError('The shipping has gone back already');
    }
    amountCents += order.shippingCost ?? 0;
  }
  if (amountCents > 0) return amountCents;
  if (!isReturn(request)) throw new RefundTooLargeError('Nothing was paid for it');
  for (const { item, quantity } of lines) {
    if (quantity > unitsOut(item, earlier)) throw new RefundTooLargeError('More units than are out of stock');
  }
  return 0;
}

/** Units that can come back to stock: those of a refund that Stripe has not answered yet are as good as back. */
function unitsOut({ id, productVariantId, unitsTaken }: LockedOrder['items'][number], earlier: readonly Earlier[]) {
  const open = earlier.filter(({ status, restock }) => status === 'REQUESTED' && restock);
  const lines = open.flatMap((refund) => readStoredLines(refund.lines)?.lines ?? []);
  const coming = lines.reduce((sum, line) => sum + (line.orderItemId === id ? line.quantity : 0), 0);
  return productVariantId === null ? 0 : unitsTaken - coming;
}

/** The administrator's own key as one of ours; nobody else's, and no other order's, is the same. */
export function keyOf(adminId: string, orderId: string, key: string): string {
  return `refund:${orderId}:${sha256(JSON.stringify([adminId, key])).slice(0, 40)}`;
}

/** Whether a refund is what is wished for. */
export function isSame(refund: Refund, { parts, amountCents, restock, note }: RefundRequest): boolean {
  if (refund.restock !== restock || refund.note !== note) return false;
  const made = readStoredLines(refund.lines);
  if (!parts || !made) return !parts && !made && refund.amountCents === amountCents;
  return JSON.stringify(sorted(made)) === JSON.stringify(sorted(parts));
}

function sorted({ lines, shipping, withoutMoney = false }: RefundedParts) {
  const units = lines.map(({ orderItemId, quantity }) => [orderItemId, quantity] as const);
  return [units.toSorted(byId), shipping, withoutMoney];
}

function byId([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}

function invalid(path: string, msg: string): InvalidFieldsError {
  return new InvalidFieldsError([{ path, msg }]);
}
