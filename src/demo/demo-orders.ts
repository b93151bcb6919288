import { carrierLink } from '../checkout/rules/carrier-link.js';
import { newOrderNumber } from '../checkout/orders/placement/paid-order.js';
import { findShippingMethod } from '../checkout/rules/shipping.js';
import { fulfillmentOf } from '../checkout/orders/states/order-transitions.js';
import { variantLabel } from '../catalog/variant-label.js';
import type { OrderEventType, OrderStatus, Prisma } from '../prisma/client.js';
import { orderSearchText } from '../prisma/search-texts.js';
import { DEMO_ADMIN, type DemoAccount } from './demo-accounts.js';
import { daysBefore } from './days-before.js';
import type { DemoProduct, DemoVariant } from './demo-catalog.js';

interface DemoOrder {
  customer: string;
  daysAgo: number;
  status: OrderStatus;
  shipping: 'MONDIAL_RELAY' | 'COLISSIMO_HOME';
  lines: [variantId: string, quantity: number][];
  trackingNumber?: string;
  discountCents?: number;
  /** What Stripe took less than agreed: the order needs a review. */
  missingCents?: number;
}

/** The code that anyone may try. */
export const DEMO_PROMO = { code: 'BIENVENUE10', percent: 10 };

/** How the ids of their checkout sessions begin. */
export const DEMO_SESSION = 'cs_test_demo_';

/** Each is of a time when its products were in the shop. The seventh is the order in the examples of the OpenAPI document. */
const ORDERS: DemoOrder[] = [
  {
    customer: 'demo-pierre',
    daysAgo: 33,
    status: 'DELIVERED',
    shipping: 'COLISSIMO_HOME',
    trackingNumber: '6A00000000017',
    lines: [
      ['demo-op-coffret-en', 1],
      ['demo-op-booster-fr', 6],
    ],
  },
  {
    customer: 'demo-ondine',
    daysAgo: 24,
    status: 'DELIVERED',
    shipping: 'COLISSIMO_HOME',
    trackingNumber: '6A00000000024',
    lines: [
      ['demo-deck-debutant-feu', 1],
      ['demo-sleeves-bleu', 2],
    ],
  },
  {
    customer: 'demo-ondine',
    daysAgo: 18,
    status: 'REFUNDED',
    shipping: 'MONDIAL_RELAY',
    lines: [['demo-op-starter-fr', 1]],
  },
  {
    customer: 'demo-ondine',
    daysAgo: 12,
    status: 'CANCELLED',
    shipping: 'COLISSIMO_HOME',
    lines: [
      ['demo-tapis-std', 1],
      ['demo-des-std', 1],
    ],
  },
  {
    customer: 'demo-pierre',
    daysAgo: 9,
    status: 'DELIVERED',
    shipping: 'MONDIAL_RELAY',
    trackingNumber: '24000009',
    lines: [
      ['demo-tin-printemps-pluie', 1],
      ['demo-sleeves-noir', 1],
    ],
  },
  {
    customer: 'demo-ondine',
    daysAgo: 3,
    status: 'SHIPPED',
    shipping: 'MONDIAL_RELAY',
    trackingNumber: '24000003',
    // 10 % of 41,80 €.
    discountCents: 418,
    lines: [
      ['demo-deck-debutant-eau', 2],
      ['demo-toploader-std', 1],
      ['demo-op-booster-fr', 1],
    ],
  },
  {
    customer: 'demo-ondine',
    daysAgo: 1,
    status: 'CONFIRMED',
    shipping: 'COLISSIMO_HOME',
    lines: [['demo-etb-flammes-fr', 2]],
  },
  {
    customer: 'demo-ondine',
    daysAgo: 0.2,
    status: 'PENDING',
    shipping: 'MONDIAL_RELAY',
    missingCents: 100,
    lines: [['demo-blister-racines-fr', 2]],
  },
];

const STREETS: Record<string, { line1: string; postal_code: string; city: string }> = {
  'demo-ondine': { line1: '8 quai des Sirènes', postal_code: '13002', city: 'Marseille' },
  'demo-pierre': { line1: '3 rue de la Carrière', postal_code: '63000', city: 'Clermont-Ferrand' },
};

/** How long after the payment an order got to a state, in days. */
const STEPS: Record<OrderStatus, [type: OrderEventType, afterDays: number][]> = {
  PENDING: [],
  CONFIRMED: [],
  SHIPPED: [['SHIPPED', 1]],
  DELIVERED: [
    ['SHIPPED', 1],
    ['DELIVERED', 4],
  ],
  CANCELLED: [['CANCELLED', 0.5]],
  REFUNDED: [['REFUNDED', 5]],
};

export interface DemoOrderRows {
  orders: (Prisma.OrderCreateManyInput & { id: string })[];
  items: Prisma.OrderItemCreateManyInput[];
  events: Prisma.OrderEventCreateManyInput[];
  refunds: Prisma.RefundCreateManyInput[];
  /** In the order of their times; `stockAfter` is for the caller to count. */
  movements: Omit<Prisma.StockMovementCreateManyInput, 'stockAfter'>[];
}

/** The rows of these customers' orders, as checkout and back office leave them. */
export function demoOrders(
  customers: readonly DemoAccount[],
  products: DemoProduct[],
  now: Date,
  zone: string,
): DemoOrderRows {
  const rows: DemoOrderRows = { orders: [], items: [], events: [], refunds: [], movements: [] };
  const variants = new Map(
    products.flatMap((product) => product.variants.map((variant) => [variant.id, { product, variant }] as const)),
  );
  for (const [index, order] of ORDERS.entries()) {
    const customer = customers.find(({ id }) => id === order.customer);
    if (customer) addOrder(rows, index + 1, order, customer, (id) => variants.get(id)!, now, zone);
  }
  return rows;
}

function addOrder(
  rows: DemoOrderRows,
  number: number,
  demo: DemoOrder,
  customer: DemoAccount,
  find: (variantId: string) => { product: DemoProduct; variant: DemoVariant },
  now: Date,
  zone: string,
): void {
  const { status, daysAgo, discountCents = 0, missingCents = 0, trackingNumber = null } = demo;
  const id = `demo-order-${number}`;
  const stripeSessionId = `${DEMO_SESSION}${number}`;
  const createdAt = daysBefore(now, daysAgo);
  const steps = STEPS[status].map(([type, days]) => ({ type, at: daysBefore(now, daysAgo - days) }));
  const at = (type: OrderEventType): Date | null => steps.find((step) => step.type === type)?.at ?? null;
  const isBack = status === 'CANCELLED' || status === 'REFUNDED';

  const lines = demo.lines.map(([variantId, quantity]) => ({ ...find(variantId), quantity }));
  const subtotalCents = lines.reduce((sum, { variant, quantity }) => sum + quantity * variant.priceCents, 0);
  const method = findShippingMethod(demo.shipping)!;
  const agreedCents = subtotalCents - discountCents + method.priceCents;
  const totalCents = agreedCents - missingCents;
  const { email, firstName, lastName } = customer;
  const shippingAddress = {
    name: `${firstName} ${lastName}`,
    phone: null,
    address: { ...STREETS[customer.id], line2: null, state: null, country: 'France', countryCode: 'FR' },
  };
  const billingAddress = { ...shippingAddress, email };
  const orderNumber = newOrderNumber(createdAt, zone);
  const carrier = trackingNumber === null ? null : method.carrier;

  rows.orders.push({
    id,
    userId: customer.id,
    orderNumber,
    status,
    fulfillmentStatus: fulfillmentOf(status),
    carrier,
    trackingNumber,
    trackingUrl: carrierLink(carrier, trackingNumber),
    shippedAt: at('SHIPPED'),
    deliveredAt: at('DELIVERED'),
    subtotalCents,
    discountCents,
    promoCode: discountCents > 0 ? DEMO_PROMO.code : null,
    shippingMethod: method.code,
    shippingCost: method.priceCents,
    totalCents,
    refundedCents: isBack ? totalCents : 0,
    currency: 'EUR',
    paymentMethod: 'card',
    paymentBrand: 'visa',
    paymentLast4: '4242',
    shippingAddress,
    billingAddress,
    needsReview: missingCents > 0,
    reviewNote:
      missingCents > 0 ? `Stripe a encaissé ${totalCents} centimes au lieu des ${agreedCents} convenus.` : null,
    stripeSessionId,
    paymentIntentId: `pi_demo_${number}`,
    searchText: orderSearchText({ orderNumber, trackingNumber, shippingAddress, billingAddress }),
    createdAt,
  });
  rows.events.push(
    { orderId: id, type: 'CREATED', createdAt },
    { orderId: id, type: 'PAID', createdAt },
    ...steps.map((step) => ({ orderId: id, type: step.type, createdBy: DEMO_ADMIN.id, createdAt: step.at })),
  );
  for (const [index, { product, variant, quantity }] of lines.entries()) {
    rows.items.push({
      id: `${id}-0${index + 1}`,
      orderId: id,
      productId: product.id,
      productVariantId: variant.id,
      productName: product.name,
      variantName: variantLabel(variant),
      language: variant.language,
      edition: variant.edition,
      sku: variant.sku,
      imageUrl: product.images[0]?.url ?? null,
      quantity,
      unitsTaken: isBack ? 0 : quantity,
      unitsReturned: isBack ? quantity : 0,
      unitPriceCents: variant.priceCents,
      totalPriceCents: quantity * variant.priceCents,
      createdAt,
    });
    const moved = { variantId: variant.id, createdAt };
    rows.movements.push({ ...moved, delta: -quantity, reason: 'SALE', reference: stripeSessionId });
    if (isBack) {
      rows.movements.push({ ...moved, delta: quantity, reason: 'REFUND', reference: id, createdAt: steps[0]!.at });
    }
  }
  if (isBack) {
    rows.refunds.push({
      orderId: id,
      stripeRefundId: `re_demo_${number}`,
      idempotencyKey: `refund:${id}`,
      status: 'SUCCEEDED',
      cause: 'ORDER',
      amountCents: totalCents,
      orderStatus: status,
      restock: true,
      createdBy: DEMO_ADMIN.id,
      createdAt: steps[0]!.at,
    });
  }
}
