import type { ExportedSession } from '../../checkout/personal-data/own-orders.service.js';
import type * as exported from './export.response.js';

/** What is taken of a row is what its answer names: a row may know more. */
export async function* eachOf<Row, Out>(pages: AsyncIterable<readonly Row[]>, map: (row: Row) => Out) {
  for await (const page of pages) yield page.map(map);
}

export function toUser(row: exported.ExportedUserResponse): exported.ExportedUserResponse {
  return {
    id: row.id,
    email: row.email,
    username: row.username,
    firstName: row.firstName,
    lastName: row.lastName,
    bio: row.bio,
    isVerified: row.isVerified,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    marketingConsent: row.marketingConsent,
    marketingConsentAt: row.marketingConsentAt,
    analyticsConsent: row.analyticsConsent,
    analyticsConsentAt: row.analyticsConsentAt,
    privacyPolicyVersion: row.privacyPolicyVersion,
    privacyAcceptedAt: row.privacyAcceptedAt,
  };
}

export function toOrder(row: exported.ExportedOrderResponse): exported.ExportedOrderResponse {
  return {
    id: row.id,
    orderNumber: row.orderNumber,
    status: row.status,
    totalCents: row.totalCents,
    currency: row.currency,
    paymentMethod: row.paymentMethod,
    paymentBrand: row.paymentBrand,
    paymentLast4: row.paymentLast4,
    shippingMethod: row.shippingMethod,
    shippingAddress: row.shippingAddress,
    billingAddress: row.billingAddress,
    createdAt: row.createdAt,
    items: row.items.map(({ productName, variantName, language, edition, sku, ...amounts }) => ({
      productName,
      variantName,
      language,
      edition,
      sku,
      quantity: amounts.quantity,
      unitPriceCents: amounts.unitPriceCents,
      totalPriceCents: amounts.totalPriceCents,
    })),
  };
}

export function toCheckoutSession(row: ExportedSession): exported.ExportedCheckoutSessionResponse {
  const { id, totalCents, delivery: shippingAddress, createdAt, expiresAt } = row;
  return { id, totalCents, shippingAddress, createdAt, expiresAt };
}

export function toFavorite(row: exported.ExportedFavoriteResponse): exported.ExportedFavoriteResponse {
  const { cardId, cardName, cardSet, createdAt } = row;
  return { cardId, cardName, cardSet, createdAt };
}

export function toReview(row: exported.ExportedReviewResponse): exported.ExportedReviewResponse {
  const { rating, title, comment, createdAt } = row;
  return { rating, title, comment, createdAt, product: { name: row.product.name, slug: row.product.slug } };
}

export function toCollectionItem(
  row: exported.ExportedCollectionItemResponse,
): exported.ExportedCollectionItemResponse {
  const { cardId, cardName, cardSet, quantity, condition, language, notes, createdAt } = row;
  return { cardId, cardName, cardSet, quantity, condition, language, notes, createdAt };
}

export function toTradeOffer(row: exported.ExportedTradeOfferResponse): exported.ExportedTradeOfferResponse {
  const { id, status, creatorCards, receiverCards, message, createdAt } = row;
  return { id, status, creatorCards, receiverCards, message, createdAt };
}
