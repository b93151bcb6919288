import { createVariant } from './product.js';
import type { RunningApp } from '../support/start-app.js';
import type { TestUser } from './user.js';

export const shipping = {
  fullName: 'Camille Durand',
  addressLine1: '12 rue des Lilas',
  addressLine2: '',
  postalCode: '75011',
  city: 'Paris',
  country: 'France',
  phone: '+33 6 12 34 56 78',
};

/** What the storefront sends for a cart, e-mail and key aside. */
export function cartOf(items: { variantId: string; quantity: number }[]) {
  return { items, customerEmail: 'camille@example.test', shipping, shippingMethodCode: 'COLISSIMO_HOME' };
}

/** Creates a checkout session for some units of a new variant, in a user's name or as a guest. */
export async function openSession(
  shop: RunningApp,
  { stock = 10, quantity = 2, priceCents = 4990, variantId, user }: OpenOptions = {},
): Promise<{ sessionId: string; url: string; variantId: string }> {
  const id = variantId ?? (await createVariant(shop.prisma, { stock, priceCents })).id;
  const answer = await shop.http
    .post('/api/checkout/create-session')
    .set(user?.auth ?? {})
    .send(cartOf([{ variantId: id, quantity }]))
    .expect(201);
  return { ...(answer.body as { sessionId: string; url: string }), variantId: id };
}

interface OpenOptions {
  stock?: number;
  quantity?: number;
  priceCents?: number;
  /** An existing variant instead of a new one. */
  variantId?: string;
  user?: TestUser;
}
