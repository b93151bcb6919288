import type { TakenLine } from '../../catalog/stock/stock.service.js';
import type { SellableVariant } from '../../catalog/variants.service.js';
import type { Prisma } from '../../generated/sqlite/client.js';
import { newOrderNumber } from '../orders/order-number.js';
import type { PaidSession } from './paid-session.js';

interface Goods {
  taken: readonly TakenLine[];
  /** The variants as they are now, in or out of sale; one that was deleted is missing. */
  variants: readonly SellableVariant[];
  /** What Stripe's page called each line, in the cart's order; only needed where a variant is missing. */
  lineNames: readonly string[];
}

/**
 * The order that a paid session becomes. It keeps what was agreed and paid, whatever prices and products are today.
 * @param userId the buyer's account, if it still exists
 */
export function paidOrder(
  paid: PaidSession,
  userId: string | null,
  goods: Goods,
  now: Date,
): Prisma.OrderUncheckedCreateInput {
  const lines = describeLines(paid, goods);
  const notes = [paid.mismatch, ...lines.flatMap(({ note }) => note ?? [])].filter((note) => note !== null);
  const needsReview = paid.mismatch !== null || lines.some(({ isGone }) => isGone);
  return {
    userId,
    orderNumber: newOrderNumber(now),
    status: needsReview ? 'PENDING' : 'CONFIRMED',
    fulfillmentStatus: needsReview ? 'PENDING' : 'PAID',
    subtotalCents: paid.subtotalCents,
    discountCents: paid.discountCents,
    promoCode: paid.promoCode,
    shippingMethod: paid.shippingMethod,
    shippingCost: paid.shippingCents,
    totalCents: paid.totalCents,
    currency: paid.currency,
    paymentMethod: 'card',
    shippingAddress: paid.shippingAddress as unknown as Prisma.InputJsonObject,
    billingAddress: paid.billingAddress as unknown as Prisma.InputJsonObject,
    needsReview,
    reviewNote: needsReview ? notes.join('\n') : null,
    stripeSessionId: paid.stripeSessionId,
    paymentIntentId: paid.paymentIntentId,
    items: { create: lines.map(({ item }) => item) },
    events: {
      create: [
        { type: 'CREATED' as const, createdAt: now },
        { type: 'PAID' as const, createdAt: now },
        ...notes.map((message) => ({ type: 'NOTE' as const, message, createdAt: now })),
      ],
    },
  };
}

function describeLines(paid: PaidSession, { taken, variants, lineNames }: Goods) {
  const known = new Map(variants.map((variant) => [variant.id, variant]));
  const stock = new Map(taken.map((line) => [line.variantId, line.variant]));

  return paid.lines.map(({ variantId, quantity, unitPriceCents }, index) => {
    const variant = known.get(variantId);
    const priceNow = stock.get(variantId)?.priceCents;
    const productName = variant?.productName ?? lineNames[index] ?? 'Article retiré du catalogue';
    return {
      isGone: variant === undefined,
      note: lineNote(productName, unitPriceCents, priceNow),
      item: {
        productId: variant?.productId ?? null,
        productVariantId: variant?.id ?? null,
        productName,
        variantName: variant?.variantName ?? null,
        imageUrl: variant?.imageUrl ?? null,
        quantity,
        unitPriceCents,
        totalPriceCents: quantity * unitPriceCents,
      },
    };
  });
}

function lineNote(name: string, agreedCents: number, nowCents: number | undefined): string | null {
  if (nowCents === undefined) return `« ${name} » a été supprimé du catalogue avant le paiement.`;
  if (nowCents === agreedCents) return null;
  return `« ${name} » : vendu ${agreedCents} centimes l’unité comme convenu, le prix est maintenant de ${nowCents}.`;
}
