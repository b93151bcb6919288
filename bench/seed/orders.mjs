import { orderSearchText } from '../../dist/prisma/search-texts.js';
import { makeAddress } from './customers.mjs';
import { idOf } from './random.mjs';

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS = 730;
const SHIPPING = [
  ['MONDIAL_RELAY', 490],
  ['COLISSIMO_HOME', 790],
];
const CARRIER = { MONDIAL_RELAY: 'MONDIAL_RELAY', COLISSIMO_HOME: 'COLISSIMO' };
const FULFILLMENT = { CONFIRMED: 'PAID' };
/** Lines of five orders in a row: three each. */
const LINES = [1, 5, 2, 4, 3];
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Paid orders with their lines, history, checkout session, Stripe event, refunds and ledger.
 * @returns {Generator} one at a time, oldest first
 */
export function* makeOrders(random, { count, until, users, variants, products, imageOf, stockLedger }) {
  const nameOf = new Map(products.map(({ id, name }) => [id, name]));
  for (let index = 0; index < count; index++) {
    // Recent days have more orders.
    const age = (1 - ((index + 1) / count) ** 0.7) * DAYS * DAY_MS;
    const createdAt = new Date(until.getTime() - Math.round(age) - 60_000);
    const user = random.isOneIn(7) ? null : users[random.between(1, users.length - 1)];
    const chosen = new Set();
    while (chosen.size < LINES[index % LINES.length]) chosen.add(random.skewed(variants.length));
    yield makeOrder({ index, createdAt, user, lines: [...chosen].map((at) => variants[at]) });
  }

  function makeOrder({ index, createdAt, user, lines }) {
    const id = idOf('o', index);
    const stripeSessionId = `cs_seed_${String(index).padStart(56, '0')}`;
    const status = statusOf(random, index, (until - createdAt) / DAY_MS);
    const isEnded = status === 'CANCELLED' || status === 'REFUNDED';
    const isPart = status === 'DELIVERED' && index % 40 === 3;
    const items = lines.map((variant, line) => makeItem(variant, line));
    const subtotalCents = items.reduce((sum, { totalPriceCents }) => sum + totalPriceCents, 0);
    const [shippingMethod, shippingCost] = random.pick(SHIPPING);
    const totalCents = subtotalCents + shippingCost;
    const refundedCents = isEnded ? totalCents : isPart ? items[0].unitPriceCents : 0;
    const later = (days) => new Date(Math.min(createdAt.getTime() + days * DAY_MS, until.getTime()));
    const hasLeft = status === 'SHIPPED' || status === 'DELIVERED';

    lines.forEach((variant, line) => {
      stockLedger.sell(variant, items[line].quantity, stripeSessionId, createdAt);
      const back = items[line].quantity - items[line].unitsTaken;
      if (back) stockLedger.restock(variant, back, id, later(3));
    });
    const order = {
      ...{ id, userId: user?.id ?? null, orderNumber: numberOf(random, createdAt), status },
      fulfillmentStatus: FULFILLMENT[status] ?? status,
      carrier: hasLeft ? CARRIER[shippingMethod] : null,
      trackingNumber: hasLeft ? `6A${String(index).padStart(11, '0')}` : null,
      trackingUrl: hasLeft
        ? `https://www.laposte.fr/outils/suivre-vos-envois?code=6A${String(index).padStart(11, '0')}`
        : null,
      shippedAt: hasLeft ? later(1) : null,
      deliveredAt: status === 'DELIVERED' ? later(4) : null,
      ...{ subtotalCents, shippingMethod, shippingCost, totalCents, refundedCents, currency: 'EUR' },
      ...{ paymentMethod: 'card', ...addressesOf(random, user, index) },
      needsReview: status === 'PENDING',
      stripeSessionId,
      paymentIntentId: `pi_seed_${String(index).padStart(20, '0')}`,
      ...{ createdAt, updatedAt: createdAt },
    };
    order.searchText = orderSearchText(order);
    return {
      ...{ order, items, events: eventsOf(order, later), session: sessionOf(order, index) },
      stripeEvent: stripeEventOf(order, index),
      refund: refundedCents ? refundOf(order, index, later(3), isPart ? 'PARTIAL' : 'ORDER') : null,
    };

    function makeItem(variant, line) {
      const quantity = random.isOneIn(4) ? random.between(2, 4) : 1;
      const back = isEnded ? quantity : isPart && line === 0 ? 1 : 0;
      return {
        id: `${id}${line}`,
        orderId: id,
        productId: variant.productId,
        productVariantId: variant.id,
        productName: nameOf.get(variant.productId),
        variantName: variant.name,
        imageUrl: imageOf.get(variant.productId),
        ...{ quantity, unitsTaken: quantity - back, unitsRefunded: back, unitPriceCents: variant.priceCents },
        ...{ totalPriceCents: quantity * variant.priceCents, createdAt },
      };
    }
  }
}

function statusOf(random, index, ageDays) {
  if (index % 50 === 7) return 'REFUNDED';
  if (index % 50 === 19) return 'CANCELLED';
  if (index % 200 === 11) return 'PENDING';
  if (ageDays > 12) return 'DELIVERED';
  return ageDays < 1 || random.isOneIn(5) ? 'CONFIRMED' : 'SHIPPED';
}

function numberOf(random, createdAt) {
  const suffix = Array.from({ length: 10 }, () => ALPHABET[random.between(0, ALPHABET.length - 1)]).join('');
  return `BLVD-${createdAt.toISOString().slice(0, 10).replaceAll('-', '')}-${suffix}`;
}

function addressesOf(random, user, index) {
  const { line1, postalCode, city } = makeAddress(random);
  const name = user ? `${user.firstName} ${user.lastName}` : 'Camille Durand';
  const address = { line1, line2: null, postal_code: postalCode, city, state: null, country: 'FR', countryCode: 'FR' };
  const shippingAddress = { name, phone: '+33612345678', address };
  return {
    shippingAddress,
    billingAddress: { ...shippingAddress, email: user?.email ?? `client${index}@example.test` },
  };
}

function eventsOf({ id, status, createdAt, shippedAt, deliveredAt }, later) {
  const ends = status === 'CANCELLED' || status === 'REFUNDED' ? [[status, later(3)]] : [];
  const past = [
    ['CREATED', createdAt],
    ['PAID', createdAt],
    ['SHIPPED', shippedAt],
    ['DELIVERED', deliveredAt],
    ...ends,
  ];
  return past
    .filter(([, at]) => at)
    .map(([type, at], index) => ({ id: `${id}e${index}`, orderId: id, type, message: null, createdAt: at }));
}

function sessionOf({ stripeSessionId, userId, totalCents, createdAt }, index) {
  const times = { expiresAt: createdAt, createdAt, updatedAt: createdAt };
  return { id: idOf('s', index), stripeSessionId, userId, status: 'PAID', totalCents, ...times };
}

function stripeEventOf({ stripeSessionId, createdAt }, index) {
  const [id, type] = [`evt_seed_${index}`, 'checkout.session.completed'];
  const metadata = { shop: 'boulevardtcg', version: '1', checkout: idOf('s', index) };
  const object = { id: stripeSessionId, object: 'checkout.session', payment_status: 'paid', currency: 'eur', metadata };
  const payload = { id, object: 'event', type, data: { object } };
  return {
    id,
    type,
    apiVersion: '2026-10-28.endive',
    objectId: stripeSessionId,
    payload,
    appliedAt: createdAt,
    createdAt,
  };
}

function refundOf({ id, refundedCents }, index, createdAt, cause) {
  return {
    id: idOf('r', index),
    orderId: id,
    stripeRefundId: `re_seed_${index}`,
    idempotencyKey: `seed:${id}`,
    ...{ status: 'SUCCEEDED', cause, amountCents: refundedCents, createdAt, updatedAt: createdAt },
  };
}
