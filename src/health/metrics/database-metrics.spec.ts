import * as library from 'prom-client';
import { databaseMetrics } from './database-metrics.js';
import type { Numbers } from './database-numbers.js';
import { Instruments } from './instruments.js';

const numbers: Numbers = {
  queues: [
    { name: 'mails_due', length: 2, oldest: new Date(Date.now() - 60_000) },
    { name: 'events_review', length: 0, oldest: null },
  ],
  holds: { lines: 1, units: 3 },
  pages: { opening: 0, open: 1, processing: 0 },
  jobs: [{ name: 'outbox', finishedAt: new Date(1_790_000_000_000) }],
  reconciliation: [{ pass: 'refunds', comparedUntil: new Date(Date.now() + 60_000) }],
};

describe('databaseMetrics', () => {
  const registry = new library.Registry();
  const write = databaseMetrics(new Instruments(library, registry));
  const lines = async () => (await registry.metrics()).split('\n').filter((line) => /^shop/.test(line));

  it('writes what the database says', async () => {
    write(numbers);
    expect(await lines()).toEqual(
      expect.arrayContaining([
        'shop_database_up 1',
        'shop_queue_length{queue="mails_due"} 2',
        'shop_queue_oldest_age_seconds{queue="events_review"} 0',
        'shop_stock_holds{of="units"} 3',
        'shop_job_last_success_timestamp_seconds{job_name="outbox"} 1790000000',
        'shop_reconciliation_lag_seconds{pass="refunds"} 0',
      ]),
    );
  });

  it('says that it is away, and nothing that was true before', async () => {
    write(numbers);
    write(undefined);
    expect(await lines()).toEqual(['shop_database_up 0']);
  });
});
