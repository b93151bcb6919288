// npm run bench:seed [-- --users 20000 --orders 60000 --products 5000 --reviews 10000 --seed 1 --until 2026-11-23]:
// fills an empty database, DATABASE_URL or data/boulevard.db, with a large shop. The same numbers make the same shop.
import { parseArgs } from 'node:util';
import { requireBuild } from '../scripts/require-build.mjs';

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '20000' },
    orders: { type: 'string', default: '60000' },
    products: { type: 'string', default: '5000' },
    reviews: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    until: { type: 'string' },
  },
});
const url = process.env.DATABASE_URL ?? `file:${process.env.DATA_DIR ?? './data'}/boulevard.db`;
const { until, ...numbers } = values;
const counts = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value)]));

requireBuild();
const { seedShop } = await import('./seed/seed-shop.mjs');
const started = performance.now();
const written = await seedShop(url, { ...counts, until: until ? new Date(until) : new Date() });
for (const [table, rows] of Object.entries(written)) console.log(`${String(rows).padStart(8)} ${table}`);
console.log(`in ${((performance.now() - started) / 1000).toFixed(1)} s; administrator: admin@example.test, Pikachu25`);
