import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startThrowawayPostgres } from '../scripts/throwaway-postgres.mjs';
import { startThrowawayShop } from '../scripts/throwaway-shop.mjs';
import { atMost, disconnect, get, p95, sample } from './response-times.mjs';
import { seedShop } from './seed/seed-shop.mjs';

const SIZE = { users: 100, orders: 100, products: 5_000, reviews: 10 };
const MOST_MS = 15;
const SAMPLES = 200;
/** Of each list, until V8 has optimised the code: a shop starts once and answers all day. */
const WARM_UP = 30;

/** A page of each list that a storefront asks for; 12 products unless it says otherwise. */
const LISTS = {
  'the shop': 'shop',
  newest: 'products?',
  'newest, page 400': 'products?page=400',
  'of a category, by price': 'products?category=Pok%C3%A9mon&sort=price',
  'by price': 'products?sort=price',
  'by price, downwards': 'products?sort=-price',
  'by name': 'products?sort=name',
  'by name, page 400': 'products?sort=name&page=400',
  'prices from 20 to 40 €': 'products?minPriceCents=2000&maxPriceCents=4000',
  'no such price': 'products?minPriceCents=9000000',
  'in stock': 'products?inStock=true',
  'sold out': 'products?inStock=false',
  'in Japanese': 'products?language=jp',
  'in a language that no variant has': 'products?language=klingon',
  'every filter, by price':
    'products?search=coffret&category=Pok%C3%A9mon&inStock=true&language=fr&minPriceCents=1000&maxPriceCents=9000&sort=price',
};

/** Filtered and sorted lists of 5,000 products without the cache, on both databases. */
export async function measureCatalogue() {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-catalogue-'));
  const postgres = await startThrowawayPostgres({ durable: true });
  try {
    return [
      ...(await measure('SQLite', `file:${join(folder, 'boulevard.db')}`, { DATA_DIR: folder })),
      ...(await measure('PostgreSQL', postgres.url, { DATABASE_URL: postgres.url })),
    ];
  } finally {
    await postgres.stop();
    disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(database, url, env) {
  await seedShop(url, { ...SIZE, until: new Date() });
  const shop = await startThrowawayShop({
    ...env,
    RATE_LIMIT_ENABLED: 'false',
    SEED_DEMO: 'false',
    CACHE_TTL_MS: '0',
    // A job would disturb some of the samples.
    SCHEDULED_JOBS: 'false',
  });
  try {
    const rows = [];
    for (const path of Object.values(LISTS)) await sample(WARM_UP, () => get(shop, path));
    for (const [list, path] of Object.entries(LISTS)) {
      const times = await sample(SAMPLES, () => get(shop, path));
      rows.push(atMost(`${database}, 5,000 products: ${list}`, p95(times), MOST_MS));
    }
    return rows;
  } finally {
    await shop.stop();
  }
}
