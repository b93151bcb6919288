import { randomUUID } from 'node:crypto';
import type { TakenLine } from '../../catalog/stock/stock.service.js';
import type { SellableVariant } from '../../catalog/variants.service.js';
import type { OrderEventType, OrderStatus, Prisma } from '../../generated/sqlite/client.js';
import type { NewRow } from '../../prisma/insert-rows.js';
import { newOrderNumber } from '../orders/order-number.js';
import { addressLeft } from '../personal-data/erased-addresses.js';
import type { Address } from './addresses.js';
import type { PaidSession } from './paid-session.js';

export interface OrderRows {
  order: NewRow<'Order'> & { status: OrderStatus };
  items: NewRow<'OrderItem'>[];
  events: NewRow<'OrderEvent'>[];
}

export interface Goods {
  taken: readonly TakenLine[];
  /** The variants as they are now, in or out of sale. */
  variants: readonly SellableVariant[];
}

export interface Buyer {
  /** The account, if there was one and it still exists. */
  userId: string | null;
  /** There was one, and it was deleted: then the order says no more than where a parcel goes. */
  isGone: boolean;
}

/** The order that a paid session becomes. It keeps what was agreed and paid, whatever prices and products are today. */
export function paidOrder(paid: PaidSession, buyer: Buyer, goods: Goods, now: Date): OrderRows {
  const id = randomUUID();
  const needsReview = paid.mismatch !== null;
  const status = needsReview ? 'PENDING' : 'CONFIRMED';
  const notes = [paid.mismatch, ...priceNotes(paid, goods)].filter((note) => note !== null);
  return {
    order: {
      ...common(paid, buyer, status, now),
      id,
      fulfillmentStatus: needsReview ? 'PENDING' : 'PAID',
      needsReview,
      reviewNote: needsReview ? notes.join('\n') : null,
    },
    items: toItems(id, paid, goods.variants, [], now).map((item) => ({ ...item, unitsTaken: item.quantity })),
    events: toEvents(id, now, ['CREATED'], ['PAID'], ...notes.map((note) => ['NOTE', note] as const)),
  };
}

/**
 * The order of a payment whose goods are gone: it says why the money goes back, and takes nothing out of stock.
 * @param lineNames what Stripe's page called each line, in the cart's order; needed where a variant was deleted
 */
export function oversoldOrder(
  paid: PaidSession,
  buyer: Buyer,
  variants: readonly SellableVariant[],
  lineNames: readonly string[],
  now: Date,
): OrderRows {
  const id = randomUUID();
  return {
    order: { ...common(paid, buyer, 'REFUNDED', now), id, fulfillmentStatus: 'REFUNDED' },
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

function common(paid: PaidSession, { userId, isGone }: Buyer, status: OrderStatus, now: Date) {
  const { shippingAddress, billingAddress } = paid;
  return {
    userId,
    status,
    orderNumber: newOrderNumber(now),
    subtotalCents: paid.subtotalCents,
    discountCents: paid.discountCents,
    promoCode: paid.promoCode,
    shippingMethod: paid.shippingMethod,
    shippingCost: paid.shippingCents,
    totalCents: paid.totalCents,
    currency: paid.currency,
    paymentMethod: 'card',
    shippingAddress: asJson(isGone ? addressLeft(status, shippingAddress) : shippingAddress),
    billingAddress: asJson(isGone ? null : billingAddress),
    eraseOnEnd: isGone,
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
      // Sorted by id, the lines come in the cart's order.
      id: `${orderId}-${String(index + 1).padStart(2, '0')}`,
      orderId,
      productId: variant?.productId ?? null,
      productVariantId: variant?.id ?? null,
      productName: variant?.productName ?? lineNames[index] ?? 'Article retiré du catalogue',
      variantName: variant?.variantName ?? null,
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
    // What doesn't add up, or costs more by now, is the shop's business.
    isInternal: type === 'NOTE',
    createdAt: now,
  }));
}

function priceNotes(paid: PaidSession, { taken, variants }: Goods): string[] {
  const names = new Map(variants.map(({ id, productName }) => [id, productName]));
  const prices = new Map(taken.map(({ variantId, priceCents }) => [variantId, priceCents]));
  return paid.lines.flatMap(({ variantId, unitPriceCents }) => {
    const now = prices.get(variantId);
    return now === undefined || now === unitPriceCents
      ? []
      : `« ${names.get(variantId)} » : vendu ${unitPriceCents} centimes l’unité comme convenu, le prix est maintenant de ${now}.`;
  });
}
