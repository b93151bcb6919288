import type { Numbers } from './database-numbers.js';
import type { Instruments } from './instruments.js';

/** @returns a function that writes the database's numbers into their metrics; without numbers only `shop_database_up` is left, as 0 */
export function databaseMetrics(make: Instruments): (numbers: Numbers | undefined) => void {
  const up = make.gauge('shop_database_up', '1 when the database answered just now, else 0', []);
  const lengths = make.gauge('shop_queue_length', 'Rows that wait, by queue; the same on every instance', ['queue']);
  const ages = make.gauge(
    'shop_queue_oldest_age_seconds',
    'How long the oldest of a queue has waited; 0 where nothing waits; the same on every instance',
    ['queue'],
  );
  const holds = make.gauge(
    'shop_stock_holds',
    'Lines and units reserved for open checkout sessions; the same on every instance',
    ['of'],
  );
  const pages = make.gauge(
    'shop_payment_pages',
    'Checkout sessions that may still be paid; the same on every instance',
    ['state'],
  );
  const successes = make.gauge(
    'shop_job_last_success_timestamp_seconds',
    'When a job last succeeded, on any instance',
    ['job_name'],
  );
  const behind = make.gauge(
    'shop_reconciliation_lag_seconds',
    'How long ago the moment is up to which Stripe has been compared, by pass; the same on every instance',
    ['pass'],
  );

  return (numbers) => {
    up.set(numbers ? 1 : 0);
    for (const gauge of [lengths, ages, holds, pages, successes, behind]) gauge.reset();
    if (!numbers) return;
    const now = Date.now();
    for (const { name: queue, length, oldest } of numbers.queues) {
      lengths.set({ queue }, length);
      ages.set({ queue }, oldest ? Math.max(0, (now - oldest.getTime()) / 1000) : 0);
    }
    for (const [of, n] of Object.entries(numbers.holds)) holds.set({ of }, n);
    for (const [state, n] of Object.entries(numbers.pages)) pages.set({ state }, n);
    for (const { name, finishedAt } of numbers.jobs) successes.set({ job_name: name }, finishedAt.getTime() / 1000);
    for (const { pass, comparedUntil } of numbers.reconciliation) {
      behind.set({ pass }, Math.max(0, (now - comparedUntil.getTime()) / 1000));
    }
  };
}
