import { randomBytes } from 'node:crypto';
import type { BillingAddress } from '../../src/checkout/rules/addresses.js';
import { newOrderNumber } from '../../src/checkout/orders/placement/paid-order.js';
import type { Prisma, Variant } from '../../src/prisma/client.js';
import { orderSearchText } from '../../src/prisma/search-texts.js';
import type { RunningApp } from '../support/start-app.js';
import { createVariant } from './product.js';

const SHOP_ZONE = 'Europe/Paris';

export const billingAddress = {
  name: 'Camille Durand',
  phone: '+33612345678',
  email: 'camille@example.test',
  address: {
    line1: '12 rue des Lilas',
    line2: null,
    postal_code: '75011',
    city: 'Paris',
    state: null,
    country: 'FR',
  },
} satisfies BillingAddress;

export interface OrderedLine {
  /** An existing variant; a new one unless given. */
  variant?: Variant;
  /** 1 unless given. */
  quantity?: number;
  productName?: string;
  variantName?: string | null;
}

export type CreatedOrder = Prisma.OrderGetPayload<{ include: { items: true; events: true } }>;

/**
 * A paid order as the webhook leaves it, ledger included: each line's units are out of stock, with their SALE row in the
 * ledger. A guest's, unless `userId` is given; its amounts follow from its lines.
 * @param lines one unit of a new variant unless given
 */
export async function createOrder(
  shop: Pick<RunningApp, 'prisma'>,
  { lines = [{}], ...overrides }: Partial<Prisma.OrderUncheckedCreateInput> & { lines?: OrderedLine[] } = {},
): Promise<CreatedOrder> {
  const now = new Date();
  const stripeSessionId = overrides.stripeSessionId ?? `cs_test_${randomBytes(16).toString('hex')}`;
  const items = [];
  for (const line of lines) items.push(await sell(shop, line, stripeSessionId));

  const subtotalCents = items.reduce((sum, { totalPriceCents }) => sum + totalPriceCents, 0);
  const { discountCents = 0, shippingCost = 790 } = overrides;
  const { email: _, ...shippingAddress } = billingAddress;
  const orderNumber = overrides.orderNumber ?? newOrderNumber(now, SHOP_ZONE);
  return shop.prisma.order.create({
    data: {
      orderNumber,
      status: 'CONFIRMED',
      fulfillmentStatus: 'PAID',
      subtotalCents,
      shippingMethod: 'COLISSIMO_HOME',
      shippingCost,
      totalCents: subtotalCents - discountCents + (shippingCost ?? 0),
      currency: 'EUR',
      paymentMethod: 'card',
      shippingAddress,
      billingAddress,
      searchText: orderSearchText({ orderNumber, shippingAddress, billingAddress, ...overrides }),
      stripeSessionId,
      paymentIntentId: `pi_${randomBytes(12).toString('hex')}`,
      items: { create: items },
      events: {
        create: [
          { type: 'CREATED', createdAt: now },
          { type: 'PAID', createdAt: now },
        ],
      },
      ...overrides,
    },
    include: { items: { orderBy: { id: 'asc' } }, events: { orderBy: { id: 'asc' } } },
  });
}

/** The least that an order can be, with one line of a product, or of one of its variants; without event and ledger rows. */
export function orderWith({ prisma }: Pick<RunningApp, 'prisma'>, productId: string, productVariantId: string | null) {
  const line = { productId, productVariantId, productName: 'P', quantity: 1, unitPriceCents: 1, totalPriceCents: 1 };
  return prisma.order.create({
    data: {
      orderNumber: newOrderNumber(new Date(), SHOP_ZONE),
      status: 'CONFIRMED',
      fulfillmentStatus: 'PAID',
      subtotalCents: 1,
      totalCents: 1,
      currency: 'EUR',
      items: { create: line },
    },
    include: { items: true },
  });
}

async function sell({ prisma }: Pick<RunningApp, 'prisma'>, line: OrderedLine, reference: string) {
  const { quantity = 1, productName, variantName } = line;
  const { id } = line.variant ?? (await createVariant(prisma));
  return prisma.$transaction(async (tx) => {
    const variant = await tx.variant.update({
      where: { id },
      data: { stock: { decrement: quantity } },
      include: { product: true },
    });
    const sold = { variantId: id, delta: -quantity, stockAfter: variant.stock };
    await tx.stockMovement.create({ data: { ...sold, reason: 'SALE', reference } });
    return {
      productId: variant.productId,
      productVariantId: id,
      productName: productName ?? variant.product.name,
      variantName: variantName === undefined ? variant.name : variantName,
      imageUrl: null,
      quantity,
      unitsTaken: quantity,
      unitPriceCents: variant.priceCents,
      totalPriceCents: quantity * variant.priceCents,
    };
  });
}
