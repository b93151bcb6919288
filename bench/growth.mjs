import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../dist/prisma/migrate.js';
import { measureAudit } from './audit.mjs';
import { atLeast, median } from './load.mjs';
import { seedOrders } from './seed-orders.mjs';
import { startWebhookShop } from './webhook.mjs';

const [FEW, MANY] = [1_000, 200_000];
const ROUNDS = 5;

/** A shop with many past orders: the consistency check of all of them, and new orders as fast as with few. */
export async function measureGrowth() {
  const folders = { few: await seeded(FEW), many: await seeded(MANY) };
  try {
    return [...(await measureAudit(folders.many, MANY)), await compare(folders)];
  } finally {
    for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
  }
}

async function seeded(orders) {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-growth-'));
  const file = join(folder, 'boulevard.db');
  await migrate({ url: `file:${file}`, kind: 'sqlite' });
  seedOrders(file, orders);
  return folder;
}

async function compare({ few, many }) {
  const shops = [];
  try {
    for (const folder of [few, many]) shops.push(await startWebhookShop({ DATA_DIR: folder }));
    const rounds = [[], []];
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [index, shop] of shops.entries()) rounds[index].push(await shop.measure());
    }
    // The first round of each does not count: it measures compilation.
    const [rateOfFew, rateOfMany] = rounds.map((rates) => median(rates.slice(1)));
    const what = `webhook with ${MANY.toLocaleString('en')} orders in the database, compared with ${FEW.toLocaleString('en')}`;
    return atLeast(what, rateOfMany, rateOfFew, 'orders/s', 0.8);
  } finally {
    for (const shop of shops) await shop.stop();
  }
}
