import type { Prisma } from '../../src/prisma/client.js';
import { paySession } from '../support/sandbox.js';
import type { RunningApp } from '../support/start-app.js';
import { cartOf } from './cart.js';
import { createVariant } from './product.js';
import type { TestUser } from './user.js';

export type PaidOrder = Prisma.OrderGetPayload<{ include: { items: true } }> & { stripeSessionId: string };

/** One that was bought and paid at the sandbox, so that Stripe knows its payment. 2 units at 49,90 € and the shipping. */
export async function buyOrder(
  shop: RunningApp,
  {
    lines = [{ quantity: 2 }],
    user,
  }: { lines?: { quantity: number; priceCents?: number; stock?: number }[]; user?: TestUser } = {},
): Promise<PaidOrder> {
  const items = [];
  for (const { quantity, ...variant } of lines) {
    items.push({ variantId: (await createVariant(shop.prisma, variant)).id, quantity });
  }
  const { body } = await shop.http
    .post('/api/checkout/create-session')
    .set(user?.auth ?? {})
    .send(cartOf(items))
    .expect(201);
  const stripeSessionId = body.sessionId as string;
  await paySession(shop, stripeSessionId);
  const order = await shop.prisma.order.findUniqueOrThrow({
    where: { stripeSessionId },
    include: { items: { orderBy: { id: 'asc' } } },
  });
  return { ...order, stripeSessionId };
}
