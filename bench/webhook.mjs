import { Agent } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startThrowawayShop } from '../scripts/throwaway-shop.mjs';
import { PURCHASE, writeOrder } from './bare-purchase.mjs';
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
  const purchase = preparePurchase(db);

  return {
    async measure() {
      const events = preparePaidEvents(db, variant, ORDERS);
      return rate(ORDERS, CONCURRENCY, (index) => deliver(shop.url, agent, events[index]));
    },
    async measureBare() {
      const events = preparePaidEvents(db, variant, ORDERS);
      return rate(ORDERS, 1, (index) => purchase({ ...events[index], variantId: variant.id }));
    },
    async stop() {
      agent.destroy();
      db.close();
      await shop.stop();
    },
  };
}

/** @returns `(event) => Promise`: the purchase through bare better-sqlite3 */
function preparePurchase(db) {
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  const prepare = ([name, sql]) => [name, db.prepare(sql)];
  const statements = Object.fromEntries(Object.entries(PURCHASE).map(prepare));
  const [begin, commit] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')];
  // SQLite takes $1, $2, … as names.
  const run = (name, values) => {
    const named = Object.fromEntries(values.map((value, index) => [index + 1, value]));
    return statements[name].reader ? statements[name].all(named) : statements[name].run(named);
  };
  return async (event) => {
    run('session', [event.checkoutId]);
    begin.run();
    await writeOrder(run, event, new Date().toISOString().replace('Z', '+00:00'));
    commit.run();
  };
}
