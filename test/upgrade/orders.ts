import type { EarlierShop } from './earlier-shop.js';
import type { Row } from './open-sql.js';

interface Sold {
  variantId: string;
  productId: string;
  quantity: number;
  unitPriceCents: number;
  /** 0 where the sale took none. */
  taken?: number;
  returned?: number;
}

const SHIPPING_CENTS = 490;

const address = (name: string, country: string) => ({
  name,
  phone: '06.12.34.56.78',
  address: { line1: '1 rue X', line2: null, postal_code: '75011', city: 'Paris', state: null, country },
});

/**
 * Orders of accounts, of guests and of a deleted account; refunds of every kind. Each is whole: session, event, lines,
 * ledger and refunds agree.
 */
export async function insertOrders(shop: EarlierShop): Promise<void> {
  const fr = { variantId: 'v-fr', productId: 'ecarlate', unitPriceCents: 4990 };
  const en = { ...fr, variantId: 'v-en' };
  const porygon = { variantId: 'v-porygon', productId: 'porygon', unitPriceCents: 100 };

  await insertOrder(shop, 1, [{ ...fr, quantity: 2 }], {
    userId: 'camille',
    shippingAddress: address('Camille O’Connor', 'France'),
    billingAddress: { ...address('Camille O’Connor', 'FR'), email: 'camille@example.com' },
  });
  await insertOrder(shop, 2, [{ ...en, quantity: 1 }], {
    trackingNumber: '6A12345678901',
    carrier: 'COLISSIMO',
    status: 'SHIPPED',
    fulfillmentStatus: 'SHIPPED',
    shippingAddress: address('Zoë L‘Hôte', 'Deutschland'),
    billingAddress: { ...address('Zoë L‘Hôte', 'DE'), email: 'zoë@café.example' },
  });
  // Its account was deleted, and it was sent.
  await insertOrder(shop, 3, [{ ...porygon, quantity: 1 }], { status: 'DELIVERED', fulfillmentStatus: 'DELIVERED' });
  // One of two units was restocked, and a separate amount refunded; the first attempt failed.
  await insertOrder(shop, 4, [{ ...fr, quantity: 2, returned: 1 }], { userId: 'marie', refundedCents: 5490 }, [
    { status: 'FAILED', cause: 'PARTIAL', amountCents: 4990, lastError: 'declined' },
    {
      status: 'SUCCEEDED',
      cause: 'PARTIAL',
      amountCents: 4990,
      restock: true,
      lines: [{ orderItemId: 'o4-01', quantity: 1 }],
    },
    { status: 'PENDING', cause: 'STRIPE', amountCents: 500 },
  ]);
  await insertOrder(
    shop,
    5,
    [{ ...porygon, quantity: 2, returned: 2 }],
    { userId: 'marie2', status: 'REFUNDED', fulfillmentStatus: 'REFUNDED', refundedCents: 690 },
    [{ status: 'SUCCEEDED', cause: 'ORDER', amountCents: 690, orderStatus: 'REFUNDED', restock: true }],
  );
  // Paid, and sold out.
  await insertOrder(
    shop,
    6,
    [{ ...porygon, quantity: 3, taken: 0 }],
    { status: 'REFUNDED', fulfillmentStatus: 'REFUNDED', refundedCents: 790 },
    [{ status: 'SUCCEEDED', cause: 'OVERSOLD', amountCents: 790, orderStatus: 'REFUNDED' }],
  );
  // Wholly paid by a promo but for the parcel.
  await insertOrder(shop, 7, [{ ...porygon, quantity: 1 }], { discountCents: 100, promoCode: 'TOUT', userId: 'jose' });
}

/** @param refunds each in its own row; what they restock must be in `lines` as `returned` */
async function insertOrder(
  { insert }: EarlierShop,
  number: number,
  lines: Sold[],
  order: Row & { discountCents?: number } = {},
  refunds: Row[] = [],
): Promise<void> {
  const id = `o${number}`;
  const stripeSessionId = `cs_test_earlier_${number}`;
  const createdAt = new Date(Date.UTC(2026, 2, 10 + number, 22, 30));
  const times = { createdAt, updatedAt: createdAt };
  const subtotalCents = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceCents, 0);
  const totalCents = subtotalCents - (order.discountCents ?? 0) + SHIPPING_CENTS;

  await insert('Order', [
    {
      ...{ id, orderNumber: `BLVD-2026031${number}-00000${number}`, status: 'CONFIRMED', fulfillmentStatus: 'PAID' },
      ...{ subtotalCents, shippingMethod: 'MONDIAL_RELAY', shippingCost: SHIPPING_CENTS, totalCents, currency: 'EUR' },
      ...{ stripeSessionId, paymentIntentId: `pi_earlier_${number}` },
      ...times,
      ...order,
    },
  ]);
  for (const [index, { quantity, taken = quantity, returned = 0, ...line }] of lines.entries()) {
    await insert('OrderItem', [
      {
        ...{ id: `${id}-0${index + 1}`, orderId: id, productId: line.productId, productVariantId: line.variantId },
        ...{ productName: 'Coffret', variantName: 'Standard', quantity, unitsTaken: taken - returned },
        ...{ unitsRefunded: returned, unitPriceCents: line.unitPriceCents, createdAt },
        totalPriceCents: quantity * line.unitPriceCents,
      },
    ]);
    const moved = [
      { delta: -taken, reason: 'SALE', reference: stripeSessionId },
      { delta: returned, reason: 'REFUND', reference: id },
    ].filter(({ delta }) => delta !== 0);
    await insert(
      'StockMovement',
      moved.map((row) => ({
        id: `m-${id}-${index}-${row.reason}`,
        variantId: line.variantId,
        stockAfter: 1,
        ...row,
        createdAt,
      })),
    );
  }
  await insert(
    'Refund',
    refunds.map((refund, index) => toRefund(refund, id, `${id}-r${index + 1}`, times)),
  );
  await insert('OrderEvent', [{ id: `${id}-e1`, orderId: id, type: 'PAID', createdAt }]);
  await insert('CheckoutSession', [
    {
      id: `s-${id}`,
      stripeSessionId,
      userId: order.userId,
      status: 'PAID',
      totalCents,
      expiresAt: createdAt,
      ...times,
    },
  ]);
  await insert('StripeEvent', [toEvent(number, stripeSessionId, createdAt)]);
}

function toRefund(refund: Row, orderId: string, id: string, times: object): Row {
  const stripeRefundId = refund.status === 'FAILED' ? null : `re_${id}`;
  return { id, orderId, idempotencyKey: `refund:${id}`, stripeRefundId, ...times, ...refund };
}

function toEvent(number: number, objectId: string, createdAt: Date): Row {
  const [id, type] = [`evt_earlier_${number}`, 'checkout.session.completed'];
  const object = { id: objectId, payment_status: 'paid', metadata: { shop: 'boulevardtcg' } };
  return { id, type, objectId, payload: { id, type, data: { object } }, appliedAt: createdAt, createdAt };
}
