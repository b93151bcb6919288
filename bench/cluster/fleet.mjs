import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startThrowawayPostgres } from '../../scripts/throwaway-postgres.mjs';
import { startThrowawayRedis } from '../../scripts/throwaway-redis.mjs';
import { startThrowawayShop } from '../../scripts/throwaway-shop.mjs';
import { SECRET } from '../paid-events.mjs';

/** Connections of an instance's pool. */
export const POOL_SIZE = 10;

/**
 * What instances share: a PostgreSQL that writes to the disk, and a Redis.
 * @returns `db`: a pool as large as an instance's; `startShops(n, env)`: instances started together
 */
export async function startFleet() {
  const postgres = await startThrowawayPostgres({ durable: true });
  const redis = await startThrowawayRedis();
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-fleet-'));
  const db = new pg.Pool({ connectionString: postgres.url, max: POOL_SIZE });
  const env = {
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    UPLOAD_DIR: join(folder, 'uploads'),
    JWT_SECRET: randomBytes(32).toString('hex'),
    JWT_REFRESH_SECRET: randomBytes(32).toString('hex'),
    STRIPE_WEBHOOK_SECRET: SECRET,
    SCHEDULED_JOBS: 'false',
    TRUST_PROXY: '1',
    RATE_LIMIT_GENERAL: '100000',
    LOG_LEVEL: 'warn',
  };
  return {
    db,
    postgres,
    redis,
    startShops: (count, more) =>
      Promise.all(Array.from({ length: count }, () => startThrowawayShop({ ...env, ...more }))),
    stop: async () => {
      await db.end();
      await redis.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
