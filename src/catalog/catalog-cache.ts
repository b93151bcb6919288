import { CACHE_MANAGER, type Cache } from '@nestjs/cache-manager';
import { Inject, Injectable } from '@nestjs/common';
import { Measures } from '../common/measures/measures.js';
import { ResponseCache } from '../common/response-cache/response-cache.js';
import { cacheConfig, type CacheConfig } from '../config/cache.config.js';
import { databaseConfig, type DatabaseConfig } from '../config/database.config.js';
import type { Redis } from '../redis/open-redis.js';
import { REDIS } from '../redis/redis.module.js';

/**
 * The public catalogue's answers. Whoever changed a product or a stock waits for `invalidate()` after the commit.
 * Only where no change goes unnoticed: with Redis, or with SQLite, where this process makes all of them.
 */
@Injectable()
export class CatalogCache extends ResponseCache {
  constructor(
    @Inject(CACHE_MANAGER) cache: Cache,
    @Inject(cacheConfig.KEY) { ttlMs }: CacheConfig,
    @Inject(databaseConfig.KEY) { kind }: DatabaseConfig,
    @Inject(REDIS) redis: Redis | null,
    measures: Measures,
  ) {
    super(cache, ttlMs, ttlMs > 0 && (kind === 'sqlite' || redis !== null), redis?.answers ?? null);
    measures.offer('catalogCache', () => this.reads);
  }
}
