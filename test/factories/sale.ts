import type { Order, OrderItem, Prisma, Promo, Variant } from '../../src/prisma/client.js';
import type { PrismaService } from '../../src/prisma/prisma.service.js';
import { createVariant } from './product.js';

let made = 0;

export interface Sale {
  variant: Variant;
  order: Order;
  item: OrderItem;
  /** Our row for the session. */
  checkoutId: string;
  /** Stripe's id of it. */
  stripeSessionId: string;
  eventId: string;
}

/** A paid session with its event, order, line and ledger rows. All of them agree. */
export async function createSale(
  prisma: PrismaService,
  { units = 2, priceCents = 4990, ...overrides }: Partial<Prisma.OrderUncheckedCreateInput> & SaleOptions = {},
): Promise<Sale> {
  made += 1;
  const stripeSessionId = `cs_test_sale_${made}`;
  const before = await createVariant(prisma, { priceCents });
  const { id: productVariantId, productId } = before;
  const variant = await prisma.variant.update({
    where: { id: productVariantId },
    data: { stock: { decrement: units } },
  });
  await prisma.stockMovement.create({
    data: {
      variantId: variant.id,
      delta: -units,
      stockAfter: variant.stock,
      reason: 'SALE',
      reference: stripeSessionId,
    },
  });
  const totalPriceCents = units * priceCents;
  const line = { productId, productVariantId, productName: 'Coffret', unitPriceCents: priceCents, totalPriceCents };
  const { items, ...order } = await prisma.order.create({
    data: {
      orderNumber: `BLVD-20261123-B${made}`,
      status: 'CONFIRMED',
      fulfillmentStatus: 'PAID',
      subtotalCents: totalPriceCents,
      shippingCost: 490,
      totalCents: totalPriceCents + 490,
      currency: 'EUR',
      stripeSessionId,
      ...overrides,
      items: { create: { ...line, quantity: units, unitsTaken: units } },
    },
    include: { items: true },
  });
  const { id: checkoutId } = await prisma.checkoutSession.create({
    data: { status: 'PAID', stripeSessionId, totalCents: order.totalCents, expiresAt: new Date() },
  });
  const { id: eventId } = await prisma.stripeEvent.create({ data: paidEvent(stripeSessionId, `evt_sale_${made}`) });
  return { variant, order, item: items[0]!, checkoutId, stripeSessionId, eventId };
}

interface SaleOptions {
  units?: number;
  priceCents?: number;
}

/** An applied event that reports a payment, of this shop's unless told otherwise. */
export function paidEvent(
  objectId: string,
  id: string,
  session: { payment_status?: string; metadata?: Record<string, string> } = {},
) {
  const type = 'checkout.session.completed';
  const object = { id: objectId, payment_status: 'paid', metadata: { shop: 'boulevardtcg' }, ...session };
  return { id, type, objectId, payload: { id, type, data: { object } } };
}

/** A session that may still be paid, with its hold and, given one, its use of a promo. */
export async function createOpenSession(prisma: PrismaService, variantId: string, promo?: Promo): Promise<string> {
  made += 1;
  const { id } = await prisma.checkoutSession.create({
    data: {
      status: 'OPEN',
      stripeSessionId: `cs_test_sale_${made}`,
      promoId: promo?.id,
      expiresAt: new Date(Date.now() + 60_000),
      reservations: { create: { variantId, quantity: 2 } },
    },
  });
  if (promo) await prisma.promo.update({ where: { id: promo.id }, data: { reservedCount: { increment: 1 } } });
  return id;
}
