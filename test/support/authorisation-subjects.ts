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
  return {
    ids: {
      eventId,
      slug,
      id: 'unknown',
      userId: owner.id,
      orderId: order.id,
      productId: variant.productId,
      promoId: (await createPromo(prisma)).id,
      sessionId: order.stripeSessionId!,
      variantId: variant.id,
    },
    fresh: {
      'POST /api/admin/orders/{orderId}/deliver': async () => ({ orderId: (await createOrder(shop)).id }),
      'DELETE /api/admin/products/{productId}': async () => ({ productId: (await createVariant(prisma)).productId }),
      'DELETE /api/admin/promos/{promoId}': async () => ({ promoId: (await createPromo(prisma)).id }),
      'DELETE /api/auth/sessions/{sessionId}': async () => ({
        sessionId: (await prisma.login.create({ data: { userId: owner.id } })).id,
      }),
      'PATCH /api/admin/users/{userId}': async () => ({ userId: (await createUser(shop)).id }),
    },
  };
}
