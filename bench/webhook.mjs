import { Agent, request } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startThrowawayShop } from '../scripts/throwaway-shop.mjs';
import { prepareBareOrders } from './bare-sql.mjs';
import { atLeast, median, rate } from './load.mjs';
import { preparePaidEvents, SECRET } from './paid-events.mjs';

const ORDERS = 300;
const ROUNDS = 5;
const CONCURRENCY = 8;

/**
 * Signed events of distinct paid sessions, beside the same SQL through bare better-sqlite3 on the same file. The mails wait
 * in the outbox of both.
 */
export async function measureWebhook() {
  const shop = await startThrowawayShop({ STRIPE_WEBHOOK_SECRET: SECRET, SCHEDULED_JOBS: 'false' });
  const db = new Database(join(shop.dataDir, 'boulevard.db'), { timeout: 30_000 });
  try {
    const variant = stockedVariant(db);
    const bareOrder = prepareBareOrders(db, variant);
    const agent = new Agent({ keepAlive: true });
    // Until it is compiled: otherwise the first round would measure that.
    await ours(shop, agent, preparePaidEvents(db, variant, ORDERS));

    const rounds = { ours: [], floor: [] };
    for (let round = 0; round < ROUNDS; round++) {
      rounds.ours.push(await ours(shop, agent, preparePaidEvents(db, variant, ORDERS)));
      const events = preparePaidEvents(db, variant, ORDERS);
      rounds.floor.push(await rate(ORDERS, 1, (index) => Promise.resolve(bareOrder(events[index]))));
    }
    agent.destroy();
    const what = 'webhook (signed, distinct sessions), beside the same SQL in bare better-sqlite3';
    return [atLeast(what, median(rounds.ours), median(rounds.floor), 'orders/s', 0.15)];
  } finally {
    db.close();
    await shop.stop();
  }
}

function stockedVariant(db) {
  const variant = db.prepare('SELECT * FROM "Variant" ORDER BY "id" LIMIT 1').get();
  db.prepare('UPDATE "Variant" SET "stock" = 1000000 WHERE "id" = ?').run(variant.id);
  return variant;
}

function ours({ url }, agent, events) {
  return rate(events.length, CONCURRENCY, (index) => deliver(url, agent, events[index]));
}

function deliver(url, agent, { body, signature }) {
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/checkout/webhook`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      if (answer.statusCode !== 200) reject(new Error(`The webhook answered ${answer.statusCode}`));
      answer.once('end', resolve);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
