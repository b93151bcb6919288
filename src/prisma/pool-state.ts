import type { Pool } from 'pg';
import type { AppMetrics } from '../common/metrics/app-metrics.js';

/** Registers a gauge of the pool: connections in use and idle, and requests that wait for one. */
export function registerPool(pool: Pool, metrics: AppMetrics): void {
  metrics.register('databasePool', () => ({
    used: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  }));
}
