import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMeasured } from './command-cost.mjs';

const ROWS = 20_000;
const VARIANTS_PER_PRODUCT = 4;
const MAX_SECONDS = 60;
const MAX_MB = 250;

const HEADER =
  'product_slug,product_name,category,description,image_url,sku,variant_name,language,edition,price_eur,stock,stock_delta,active';

/** `npm run products:import` of a large file: all of it new, then with another price and count in each row. */
export async function measureCsv() {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-csv-'));
  const file = join(folder, 'products.csv');
  const env = { DATA_DIR: folder, SEED_DEMO: 'false' };
  try {
    const rows = [];
    for (const [round, what] of ['all new', 'all changed'].entries()) {
      writeFileSync(file, `${HEADER}\n${Array.from({ length: ROWS }, (_, index) => rowOf(index, round)).join('\n')}\n`);
      rows.push(toRow(what, await runMeasured(['products:import', '--from', file], env)));
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowOf(index, round) {
  const product = Math.floor(index / VARIANTS_PER_PRODUCT);
  const variant = index % VARIANTS_PER_PRODUCT;
  return [
    ...[`carte-${product}`, `Carte ${product}`, 'Pokémon', `La carte no ${product}.`, ''],
    ...[`SKU-${index}`, `État ${variant}`, 'fr', '', `${10 + round}.50`, 5 + round, '', 'true'],
  ].join(',');
}

function toRow(what, { seconds, megabytes }) {
  return {
    what: `import of ${ROWS.toLocaleString('en')} CSV rows, ${what}`,
    shop: `${seconds.toFixed(1)} s, ${Math.round(megabytes)} MB`,
    baseline: '–',
    ratio: '–',
    goal: `≤ ${MAX_SECONDS} s, ≤ ${MAX_MB} MB`,
    ok: seconds <= MAX_SECONDS && megabytes <= MAX_MB,
  };
}
