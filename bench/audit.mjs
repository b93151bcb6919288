import { runMeasured } from './command-cost.mjs';

const MAX_SECONDS = 10;
const MAX_MB = 300;

/**
 * `npm run stock:audit` as an operator runs it: time from the start of the process, and memory.
 * @param folder with the database
 * @param orders number of orders in it
 */
export async function measureAudit(folder, orders) {
  const { seconds, megabytes } = await runMeasured(['stock:audit'], { DATA_DIR: folder });
  return [
    {
      what: `audit of ${orders.toLocaleString('en')} orders`,
      shop: `${seconds.toFixed(1)} s, ${Math.round(megabytes)} MB`,
      baseline: '–',
      ratio: '–',
      goal: `≤ ${MAX_SECONDS} s, ≤ ${MAX_MB} MB`,
      ok: seconds <= MAX_SECONDS && megabytes <= MAX_MB,
    },
  ];
}
