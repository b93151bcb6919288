import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startThrowawayShop } from '../scripts/throwaway-shop.mjs';
import { peakMb } from './memory.mjs';
import { atMost, disconnect, get, p95, sample } from './response-times.mjs';
import { seedShop } from './seed/seed-shop.mjs';

const SIZE = { users: 20_000, orders: 60_000, products: 5_000, reviews: 10_000 };
const PAGE_MS = 150;
const OWN_ORDERS_MS = 15;
const REVIEWS_MS = 10;
const MAX_MB = 512;
const [PAGE_SAMPLES, LIST_SAMPLES] = [30, 200];

const DAY_MS = 24 * 60 * 60 * 1000;
const monthOf = (now) =>
  `startDate=${new Date(now - 30 * DAY_MS).toISOString()}&endDate=${new Date(now).toISOString()}`;

/** The storefront's calls for each page of its back office, without the profile that every page requests. */
const PAGES = {
  dashboard: ['admin/dashboard'],
  orders: ['admin/orders'],
  'orders, searched by number': ['admin/orders?search=BLVD-2026'],
  'orders, searched by e-mail': ['admin/orders?search=durand42'],
  products: ['admin/products'],
  users: ['admin/users'],
  'users, searched': ['admin/users?search=durand42'],
  inventory: ['admin/inventory'],
  promos: ['admin/promos'],
  reviews: ['admin/reviews?status='],
  'sales report': [`admin/reports/sales?${monthOf(Date.now())}&groupBy=day`],
  events: ['admin/events'],
  'audit log': ['admin/audit'],
};

/** Response times of a shop with many rows: back office, an account's orders, a product's reviews. */
export async function measureAdminPages() {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-admin-'));
  await seedShop(`file:${join(folder, 'boulevard.db')}`, { ...SIZE, until: new Date() });
  const shop = await startThrowawayShop({ DATA_DIR: folder, RATE_LIMIT_ENABLED: 'false', SEED_DEMO: 'false' });
  try {
    const admin = await logIn(shop, 'admin@example.test');
    const rows = [];
    for (const [page, calls] of Object.entries(PAGES)) {
      const paths = ['users/profile', ...calls];
      const times = await sample(PAGE_SAMPLES, () => Promise.all(paths.map((path) => get(shop, path, admin))));
      rows.push(atMost(`back office, ${page}`, p95(times), PAGE_MS));
    }
    rows.push(await ownOrders(shop, admin), await reviewsList(shop, admin));
    const megabytes = peakMb(shop.pid);
    rows.push({ ...atMost('resident memory, at its highest', megabytes, MAX_MB, 'MB'), goal: `≤ ${MAX_MB} MB` });
    const size = `${SIZE.orders.toLocaleString('en')} orders`;
    return rows.map((row) => ({ ...row, what: `${size}: ${row.what}` }));
  } finally {
    await shop.stop();
    disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ownOrders(shop, admin) {
  const { users } = JSON.parse(await get(shop, 'admin/users?limit=100', admin));
  // 60,000 orders of 20,000 accounts: three or four each.
  const usual = users.filter(({ _count }) => _count.orders >= 3 && _count.orders <= 5).slice(0, 5);
  const buyers = [];
  for (const { email } of usual) buyers.push(await logIn(shop, email));
  const times = await sample(LIST_SAMPLES, (index) => get(shop, 'users/orders', buyers[index % buyers.length]));
  return atMost('orders of an account', p95(times), OWN_ORDERS_MS);
}

async function reviewsList(shop, admin) {
  const { reviews } = JSON.parse(await get(shop, 'admin/reviews?status=approved&limit=50', admin));
  const products = [...new Set(reviews.map(({ productId }) => productId))];
  const times = await sample(LIST_SAMPLES, (index) =>
    get(shop, `reviews/product/${products[index % products.length]}`),
  );
  return atMost('reviews of a product', p95(times), REVIEWS_MS);
}

async function logIn({ url }, email) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ email, password: 'Pikachu25' });
  const { accessToken } = await (await fetch(`${url}/api/auth/login`, { method: 'POST', headers, body })).json();
  return accessToken;
}
