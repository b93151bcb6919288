import type { Pool } from 'pg';
import type { Measures } from '../common/measures/measures.js';

/** Offers how full a pool is: connections in use and idle, and who waits for one. */
export function offerPool(pool: Pool, measures: Measures): void {
  measures.offer('databasePool', () => ({
    used: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  }));
}
