import { Agent } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startThrowawayShop } from '../scripts/throwaway-shop.mjs';
import { prepareBareOrders } from './bare-sql.mjs';
import { atLeast, median, rate } from './load.mjs';
import { deliver, preparePaidEvents, SECRET } from './paid-events.mjs';

const ORDERS = 300;
const ROUNDS = 5;
/** Rounds until V8 has optimised a purchase: a shop starts once and sells all day. */
const WARM_UP = 5;
const CONCURRENCY = 8;

/**
 * Signed events of distinct paid sessions, compared with the same SQL through bare better-sqlite3 on the same file. Both leave
 * the mails in the outbox.
 */
export async function measureWebhook() {
  const shop = await startWebhookShop();
  try {
    for (let round = 0; round < WARM_UP; round++) await shop.measure();
    const rounds = { ours: [], baseline: [] };
    for (let round = 0; round < ROUNDS; round++) {
      rounds.ours.push(await shop.measure());
      rounds.baseline.push(await shop.measureBare());
    }
    const what = 'webhook (signed, distinct sessions), compared with the same SQL in bare better-sqlite3';
    return [atLeast(what, median(rounds.ours), median(rounds.baseline), 'orders/s', 0.3)];
  } finally {
    await shop.stop();
  }
}

/**
 * A shop that receives Stripe's events, and a variant that is never sold out.
 * @returns `measure()` and `measureBare()`: orders a second through the shop, and on its file without it
 */
export async function startWebhookShop(env = {}) {
  const shop = await startThrowawayShop({ STRIPE_WEBHOOK_SECRET: SECRET, SCHEDULED_JOBS: 'false', ...env });
  const db = new Database(join(env.DATA_DIR ?? shop.dataDir, 'boulevard.db'), { timeout: 30_000 });
  const agent = new Agent({ keepAlive: true });
  const variant = db.prepare('SELECT * FROM "Variant" ORDER BY "id" LIMIT 1').get();
  db.prepare('UPDATE "Variant" SET "stock" = 1000000 WHERE "id" = ?').run(variant.id);
  const bareOrder = prepareBareOrders(db, variant);

  return {
    async measure() {
      const events = preparePaidEvents(db, variant, ORDERS);
      return rate(ORDERS, CONCURRENCY, (index) => deliver(shop.url, agent, events[index]));
    },
    async measureBare() {
      const events = preparePaidEvents(db, variant, ORDERS);
      return rate(ORDERS, 1, (index) => Promise.resolve(bareOrder(events[index])));
    },
    async stop() {
      agent.destroy();
      db.close();
      await shop.stop();
    },
  };
}
