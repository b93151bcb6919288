import type { Numbers } from './database-numbers.js';
import type { Instruments } from './instruments.js';

/**
 * @returns what writes the database's numbers into their metrics; without any, only `shop_database_up` is left of them,
 * and says 0
 */
export function databaseMetrics(make: Instruments): (numbers: Numbers | undefined) => void {
  const up = make.gauge('shop_database_up', 'Whether the database answered just now: 1 or 0', []);
  const lengths = make.gauge('shop_queue_length', 'What waits, by queue; the same on every instance', ['queue']);
  const ages = make.gauge(
    'shop_queue_oldest_age_seconds',
    'How long the oldest of a queue has waited; 0 where nothing waits; the same on every instance',
    ['queue'],
  );
  const holds = make.gauge('shop_stock_holds', 'Lines and units held by payment pages; the same on every instance', [
    'of',
  ]);
  const pages = make.gauge('shop_payment_pages', 'Pages that may still be paid; the same on every instance', ['state']);
  const successes = make.gauge(
    'shop_job_last_success_timestamp_seconds',
    'When a job last ended well, on any instance',
    ['job_name'],
  );

  return (numbers) => {
    up.set(numbers ? 1 : 0);
    for (const gauge of [lengths, ages, holds, pages, successes]) gauge.reset();
    if (!numbers) return;
    const now = Date.now();
    for (const { name: queue, length, oldest } of numbers.queues) {
      lengths.set({ queue }, length);
      ages.set({ queue }, oldest ? Math.max(0, (now - oldest.getTime()) / 1000) : 0);
    }
    for (const [of, n] of Object.entries(numbers.holds)) holds.set({ of }, n);
    for (const [state, n] of Object.entries(numbers.pages)) pages.set({ state }, n);
    for (const { name, finishedAt } of numbers.jobs) successes.set({ job_name: name }, finishedAt.getTime() / 1000);
  };
}
