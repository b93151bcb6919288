import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';

const VARIANTS = 500;
const PRICE_CENTS = 4990;
const SHIPPING_CENTS = 490;
/** Initial stock of each variant. */
const INITIAL = 1_000_000;
/** How often an order has a returned unit, and how often it was refunded in full. */
const PARTLY_EVERY = 20;
const FULLY_EVERY = 50;
const SECONDS_APART = 60;

/** As Prisma writes it. */
const dateTime = (milliseconds) => new Date(milliseconds).toISOString().replace('Z', '+00:00');

/** Stripe's event for a paid session, of about the real length. */
function payloadOf(eventId, sessionId, checkoutId, lines) {
  const items = lines.map(({ variantId, quantity }) => `${variantId}:${quantity}:${PRICE_CENTS}`).join(',');
  const metadata = { shop: 'boulevardtcg', version: '1', checkout: checkoutId, items_0: items };
  const object = {
    id: sessionId,
    object: 'checkout.session',
    payment_status: 'paid',
    currency: 'eur',
    metadata,
    custom_text: { submit: null, after_submit: null, shipping_address: 'x'.repeat(1500) },
  };
  const type = 'checkout.session.completed';
  return JSON.stringify({ id: eventId, object: 'event', type, data: { object } });
}

/**
 * Writes past purchases into a migrated SQLite database: session, event, order, one or two lines, ledger, history, some
 * refunds. The consistency check passes.
 * @param {string} file
 * @param {number} orders how many
 */
export function seedOrders(file, orders) {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  const insert = statementsFor(db);
  const now = dateTime(Date.now());
  const first = Date.now() - orders * SECONDS_APART * 1000;
  const run = randomUUID().slice(0, 8);

  const variants = Array.from({ length: VARIANTS }, (_, index) => ({ id: `seed-${run}-${index}`, stock: INITIAL }));
  const move = (variant, delta, reason, reference) => {
    variant.stock += delta;
    insert.StockMovement(randomUUID(), variant.id, delta, variant.stock, reason, reference, now);
  };

  const seed = db.transaction(() => {
    insert.Product(`seed-${run}`, `seed-${run}`, 'Coffret', 'Pokémon', 'coffret', now, now);
    for (const variant of variants) {
      insert.Variant(variant.id, `seed-${run}`, 'Standard', PRICE_CENTS, 0, now, now);
      variant.stock = 0;
      move(variant, INITIAL, 'INITIAL', null);
    }
    for (let index = 0; index < orders; index++) writeOrder(index);
    const setStock = db.prepare('UPDATE "Variant" SET "stock" = ? WHERE "id" = ?');
    for (const { id, stock } of variants) setStock.run(stock, id);
  });

  function writeOrder(index) {
    const now = dateTime(first + index * SECONDS_APART * 1000);
    const [orderId, checkoutId] = [randomUUID(), randomUUID()];
    const [sessionId, eventId] = [`cs_seed_${run}_${index}`, `evt_seed_${run}_${index}`];
    const lines = [index, index * 7 + 1].slice(0, 1 + (index % 2)).map((at, line) => ({
      variantId: variants[(at + line) % VARIANTS].id,
      variant: variants[(at + line) % VARIANTS],
      quantity: 1 + (index % 3),
    }));
    const isFull = index % FULLY_EVERY === 7;
    const isPart = !isFull && index % PARTLY_EVERY === 3;
    const subtotal = lines.reduce((sum, { quantity }) => sum + quantity * PRICE_CENTS, 0);
    const total = subtotal + SHIPPING_CENTS;
    const refunded = isFull ? total : isPart ? PRICE_CENTS : 0;
    const states = isFull ? ['REFUNDED', 'REFUNDED'] : ['DELIVERED', 'DELIVERED'];

    insert.Order(
      orderId,
      `SEED-${run}-${index}`,
      ...states,
      subtotal,
      SHIPPING_CENTS,
      total,
      refunded,
      sessionId,
      now,
      now,
    );
    lines.forEach(({ variantId, variant, quantity }, line) => {
      const back = isFull ? quantity : isPart && line === 0 ? 1 : 0;
      const cents = quantity * PRICE_CENTS;
      insert.OrderItem(
        ...[`${orderId}-${line}`, orderId, `seed-${run}`, variantId, 'Coffret', quantity, quantity - back],
        ...[back, PRICE_CENTS, cents, now],
      );
      move(variant, -quantity, 'SALE', sessionId);
      if (back) move(variant, back, 'REFUND', orderId);
    });
    if (refunded) insert.Refund(randomUUID(), orderId, `seed:${orderId}`, 'SUCCEEDED', 'ORDER', refunded, now, now);
    for (const type of ['CREATED', 'PAID', 'SHIPPED']) insert.OrderEvent(randomUUID(), orderId, type, now);
    insert.CheckoutSession(checkoutId, sessionId, 'PAID', total, now, now, now);
    const payload = payloadOf(eventId, sessionId, checkoutId, lines);
    insert.StripeEvent(eventId, 'checkout.session.completed', sessionId, payload, 'APPLIED', now, now);
  }

  seed();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

const COLUMNS = {
  Product: ['id', 'slug', 'name', 'category', 'searchText', 'createdAt', 'updatedAt'],
  Variant: ['id', 'productId', 'name', 'priceCents', 'stock', 'createdAt', 'updatedAt'],
  StockMovement: ['id', 'variantId', 'delta', 'stockAfter', 'reason', 'reference', 'createdAt'],
  Order: [
    ...['id', 'orderNumber', 'status', 'fulfillmentStatus', 'subtotalCents', 'shippingCost', 'totalCents'],
    ...['refundedCents', 'stripeSessionId', 'createdAt', 'updatedAt', 'currency'],
  ],
  OrderItem: [
    ...['id', 'orderId', 'productId', 'productVariantId', 'productName', 'quantity', 'unitsTaken', 'unitsRefunded'],
    ...['unitPriceCents', 'totalPriceCents', 'createdAt'],
  ],
  OrderEvent: ['id', 'orderId', 'type', 'createdAt'],
  Refund: ['id', 'orderId', 'idempotencyKey', 'status', 'cause', 'amountCents', 'createdAt', 'updatedAt'],
  CheckoutSession: ['id', 'stripeSessionId', 'status', 'totalCents', 'expiresAt', 'createdAt', 'updatedAt'],
  StripeEvent: ['id', 'type', 'objectId', 'payload', 'status', 'appliedAt', 'createdAt'],
};

/** One prepared insert a table, with values in the order of its columns. */
function statementsFor(db) {
  return Object.fromEntries(
    Object.entries(COLUMNS).map(([table, columns]) => {
      const names = columns.map((name) => `"${name}"`).join(', ');
      const values = columns.map((name) => (name === 'currency' ? `'EUR'` : '?')).join(', ');
      const statement = db.prepare(`INSERT INTO "${table}" (${names}) VALUES (${values})`);
      return [table, (...given) => statement.run(...given)];
    }),
  );
}
