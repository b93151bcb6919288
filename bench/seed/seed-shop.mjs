import { migrate } from '../../dist/prisma/migrate.js';
import { makeCatalogue } from './catalogue.mjs';
import { makeAuditLog, makePromos, makeReviewer } from './extras.mjs';
import { makeOrders } from './orders.mjs';
import { makeCustomers } from './customers.mjs';
import { randomFrom } from './random.mjs';
import { makeStock } from './stock.mjs';
import { openWriter } from './writers.mjs';

/** A table comes after the tables that it references. */
const TABLES = [
  ...[
    'User',
    'Profile',
    'Product',
    'ProductImage',
    'Variant',
    'Promo',
    'AdminChange',
    'CheckoutSession',
    'StripeEvent',
  ],
  ...['Order', 'OrderItem', 'OrderEvent', 'Refund', 'Review', 'StockMovement'],
];

const PROMOS = 200;
const ADMIN_CHANGES = 5_000;
const LINES_PER_ORDER = 3;

/**
 * Migrates an empty database and fills it. The consistency check passes.
 * @param {string} url of SQLite or PostgreSQL
 * @returns {Promise<Record<string, number>>} number of rows by table
 */
export async function seedShop(url, { users: customers, orders, products: articles, reviews, seed = 1, until }) {
  const database = { url, kind: url.startsWith('file:') ? 'sqlite' : 'postgresql' };
  await migrate(database);
  const random = randomFrom(seed);
  const { users, profiles } = makeCustomers(random, customers, until);
  const { products, images, variants } = makeCatalogue(random, articles, until);
  const stockLedger = makeStock(random, variants);
  const reviewer = makeReviewer(random, reviews, orders * LINES_PER_ORDER);
  const imageOf = new Map(images.toReversed().map(({ productId, url: address }) => [productId, address]));
  // A variant's stock is known after all its sales, and orders reference it: orders are made first.
  const made = [...makeOrders(random, { count: orders, until, users, variants, products, imageOf, stockLedger })];

  const writer = await openWriter(database, TABLES);
  await writer.add('User', users);
  await writer.add('Profile', profiles);
  await writer.add('Product', products);
  await writer.add('ProductImage', images);
  await writer.add('Variant', variants);
  await writer.add('Promo', makePromos(random, PROMOS, until));
  await writer.add('AdminChange', makeAuditLog(random, ADMIN_CHANGES, { until, admin: users[0], products }));
  for (const one of made) {
    reviewer.look(one);
    await writer.add('CheckoutSession', [one.session]);
    await writer.add('StripeEvent', [one.stripeEvent]);
    await writer.add('Order', [one.order]);
    await writer.add('OrderItem', one.items);
    await writer.add('OrderEvent', one.events);
    if (one.refund) await writer.add('Refund', [one.refund]);
  }
  await writer.add('Review', reviewer.reviews);
  await writer.add('StockMovement', stockLedger.movements);
  return writer.close();
}
