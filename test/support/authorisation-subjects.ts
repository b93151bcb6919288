import { createOrder } from '../factories/order.js';
import { createVariant } from '../factories/product.js';
import { createPromo } from '../factories/promo.js';
import { createUser, type TestUser } from '../factories/user.js';
import type { RunningApp } from './start-app.js';

export interface Owned {
  /** By the name of the path parameter. */
  ids: Record<string, string>;
  /** Of what a route's own call uses up, by route. */
  fresh: Record<string, () => Promise<Record<string, string>>>;
}

/** One thing of each kind that a path can name: `owner`'s, where it is somebody's. */
export async function subjects(shop: RunningApp, owner: TestUser): Promise<Owned> {
  const { prisma } = shop;
  const variant = await createVariant(prisma);
  const { slug } = await prisma.product.findUniqueOrThrow({ where: { id: variant.productId } });
  const order = await createOrder(shop, { userId: owner.id });
  const { id: eventId } = await prisma.stripeEvent.create({
    data: { id: 'evt_authorisation', type: 'x', status: 'IGNORED', payload: { id: 'evt_authorisation', type: 'x' } },
  });
  const cards = { creatorCards: [{ id: 'swsh3-1' }], receiverCards: [{ id: 'swsh3-2' }] };
  const friend = await createUser(shop);
  const offerBy = async (creatorId: string, receiverId: string) =>
    (await prisma.tradeOffer.create({ data: { creatorId, receiverId, ...cards } })).id;
  const reviewOf = async () => {
    const { productId } = await createVariant(prisma);
    return { reviewId: (await prisma.review.create({ data: { productId, userId: owner.id, rating: 5 } })).id };
  };
  const favorite = { userId: owner.id, cardId: 'swsh3-1', cardName: 'Pikachu', cardImage: 'x', cardSet: 'swsh3' };
  await prisma.favorite.create({ data: favorite });
  const itemOf = async (cardId: string) => {
    const data = { userId: owner.id, cardId, cardName: 'Pikachu', quantity: 1 };
    return { id: (await prisma.collectionItem.create({ data })).id };
  };
  return {
    ids: {
      eventId,
      slug,
      id: 'unknown',
      cardId: favorite.cardId,
      filename: 'unknown.png',
      offerId: await offerBy(owner.id, friend.id),
      ...(await reviewOf()),
      userId: owner.id,
      orderId: order.id,
      productId: variant.productId,
      promoId: (await createPromo(prisma)).id,
      sessionId: order.stripeSessionId!,
      variantId: variant.id,
    },
    fresh: {
      'PUT /api/collection/{id}': () => itemOf('swsh3-1'),
      'DELETE /api/collection/{id}': () => itemOf('swsh3-2'),
      'DELETE /api/admin/reviews/{reviewId}': reviewOf,
      'DELETE /api/reviews/{reviewId}': reviewOf,
      'POST /api/trade-offers/{offerId}/accept': async () => ({ offerId: await offerBy(friend.id, owner.id) }),
      'POST /api/trade-offers/{offerId}/reject': async () => ({ offerId: await offerBy(friend.id, owner.id) }),
      'POST /api/admin/orders/{orderId}/deliver': async () => ({ orderId: (await createOrder(shop)).id }),
      'DELETE /api/admin/products/{productId}': async () => ({ productId: (await createVariant(prisma)).productId }),
      'DELETE /api/admin/promos/{promoId}': async () => ({ promoId: (await createPromo(prisma)).id }),
      'DELETE /api/auth/sessions/{sessionId}': async () => ({
        sessionId: (await prisma.authSession.create({ data: { userId: owner.id } })).id,
      }),
      'PATCH /api/admin/users/{userId}': async () => ({ userId: (await createUser(shop)).id }),
    },
  };
}
