import { randomBytes, randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { lineName, variantLabel } from '../../../catalog/variant-label.js';
import type { SellableVariant } from '../../../catalog/variants.service.js';
import type { OrderEventType, OrderStatus, Prisma } from '../../../prisma/client.js';
import type { NewRow } from '../../../prisma/insert-rows.js';
import { orderSearchText } from '../../../prisma/search-texts.js';
import { addressLeft, type Address } from '../../rules/addresses.js';
import type { PaidSession } from '../../sessions/paid-session.js';

export interface OrderRows {
  order: NewRow<'Order'> & { status: OrderStatus };
  items: NewRow<'OrderItem'>[];
  events: NewRow<'OrderEvent'>[];
}

export interface Buyer {
  /** The account, if it still exists. */
  userId: string | null;
  /** The account was deleted: the order keeps only the delivery address. */
  isGone: boolean;
}

/** When an order is made, and the shop's time zone, for the day in its number. */
export interface MadeAt {
  now: Date;
  timeZone: string;
}

/**
 * The order of a paid session. It keeps what was agreed and paid, not today's prices.
 * @param sold the variants whose stock was decremented
 */
export function paidOrder(paid: PaidSession, buyer: Buyer, sold: readonly SellableVariant[], at: MadeAt): OrderRows {
  const { now } = at;
  const id = randomUUID();
  const needsReview = paid.mismatch !== null;
  const status = needsReview ? 'PENDING' : 'CONFIRMED';
  const notes = [paid.mismatch, ...priceNotes(paid, sold)].filter((note) => note !== null);
  return {
    order: {
      ...common(paid, buyer, status, at),
      id,
      fulfillmentStatus: needsReview ? 'PENDING' : 'PAID',
      needsReview,
      reviewNote: needsReview ? notes.join('\n') : null,
    },
    items: toItems(id, paid, sold, [], now).map((item) => ({ ...item, unitsTaken: item.quantity })),
    events: toEvents(id, now, ['CREATED'], ['PAID'], ...notes.map((note) => ['NOTE', note] as const)),
  };
}

/**
 * The order of an oversold payment: REFUNDED, without decrementing stock.
 * @param lineNames Stripe's names of the lines, in the cart's order; needed where a variant was deleted
 */
export function oversoldOrder(
  paid: PaidSession,
  buyer: Buyer,
  variants: readonly SellableVariant[],
  lineNames: readonly string[],
  at: MadeAt,
): OrderRows {
  const { now } = at;
  const id = randomUUID();
  return {
    order: { ...common(paid, buyer, 'REFUNDED', at), id, fulfillmentStatus: 'REFUNDED' },
    items: toItems(id, paid, variants, lineNames, now),
    events: toEvents(
      id,
      now,
      ['CREATED'],
      ['PAID'],
      ['REFUNDED', 'Article épuisé avant la fin du paiement : le montant payé est remboursé intégralement.'],
    ),
  };
}

function common(paid: PaidSession, { userId, isGone }: Buyer, status: OrderStatus, { now, timeZone }: MadeAt) {
  const orderNumber = newOrderNumber(now, timeZone);
  const shippingAddress = isGone ? addressLeft(status, paid.shippingAddress) : paid.shippingAddress;
  const billingAddress = isGone ? null : paid.billingAddress;
  return {
    userId,
    status,
    orderNumber,
    subtotalCents: paid.subtotalCents,
    discountCents: paid.discountCents,
    promoCode: paid.promoCode,
    shippingMethod: paid.shippingMethod,
    shippingCost: paid.shippingCents,
    totalCents: paid.totalCents,
    currency: paid.currency,
    // Nearly all are; PaymentMethodsService reads which it was.
    paymentMethod: 'card',
    paymentMethodDueAt: paid.paymentIntentId === null ? null : now,
    shippingAddress: asJson(shippingAddress),
    billingAddress: asJson(billingAddress),
    searchText: orderSearchText({ orderNumber, shippingAddress, billingAddress }),
    eraseOnEnd: isGone,
    isTest: paid.isTest,
    stripeSessionId: paid.stripeSessionId,
    paymentIntentId: paid.paymentIntentId,
    createdAt: now,
    updatedAt: now,
  };
}

function asJson(address: Address | null): Prisma.InputJsonObject {
  return address as unknown as Prisma.InputJsonObject;
}

function toItems(
  orderId: string,
  paid: PaidSession,
  variants: readonly SellableVariant[],
  lineNames: readonly string[],
  now: Date,
): NewRow<'OrderItem'>[] {
  const known = new Map(variants.map((variant) => [variant.id, variant]));
  return paid.lines.map(({ variantId, quantity, unitPriceCents }, index) => {
    const variant = known.get(variantId);
    return {
      // Ids are ascending, so that sorting by id gives the cart's order.
      id: `${orderId}-${String(index + 1).padStart(2, '0')}`,
      orderId,
      productId: variant?.productId ?? null,
      productVariantId: variant?.id ?? null,
      productName: variant?.productName ?? lineNames[index] ?? 'Article retiré du catalogue',
      variantName: variant ? variantLabel({ ...variant, name: variant.variantName }) : null,
      language: variant?.language ?? null,
      edition: variant?.edition ?? null,
      sku: variant?.sku ?? null,
      imageUrl: variant?.imageUrl ?? null,
      quantity,
      unitPriceCents,
      totalPriceCents: quantity * unitPriceCents,
      createdAt: now,
    };
  });
}

function toEvents(
  orderId: string,
  now: Date,
  ...events: (readonly [type: OrderEventType, message?: string])[]
): NewRow<'OrderEvent'>[] {
  return events.map(([type, message], index) => ({
    id: `${orderId}-e${index + 1}`,
    orderId,
    type,
    message,
    // Mismatches and price increases are noted for the shop.
    isInternal: type === 'NOTE',
    createdAt: now,
  }));
}

function priceNotes(paid: PaidSession, sold: readonly SellableVariant[]): string[] {
  const agreed = new Map(paid.lines.map(({ variantId, unitPriceCents }) => [variantId, unitPriceCents]));
  return sold.flatMap((variant) => {
    const { id, priceCents: now } = variant;
    return now === agreed.get(id)
      ? []
      : `« ${lineName(variant)} » : vendu ${agreed.get(id)} centimes l’unité comme convenu, le prix est maintenant de ${now}.`;
  });
}

/** Without I, L, O and U: nothing to misread on a parcel, and no words. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `BLVD-YYYYMMDD-` and 50 random bits; a unique key in the database backs the chance of one in a quadrillion. */
export function newOrderNumber(now: Date, zone: string): string {
  const day = DateTime.fromJSDate(now, { zone }).toFormat('yyyyMMdd');
  const suffix = Array.from(randomBytes(10), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return `BLVD-${day}-${suffix}`;
}
