import { CACHE_MANAGER, type Cache } from '@nestjs/cache-manager';
import { Inject, Injectable } from '@nestjs/common';
import { Measures } from '../common/measures/measures.js';
import { ResponseCache } from '../common/response-cache/response-cache.js';
import { cacheConfig, type CacheConfig } from '../config/cache.config.js';
import { databaseConfig, type DatabaseConfig } from '../config/database.config.js';

/**
 * The public catalogue's answers. Whoever changed a product or a stock calls `invalidate()` after the commit.
 * Only with SQLite, where this process makes all changes: another instance's would not be noticed in this memory.
 */
@Injectable()
export class CatalogCache extends ResponseCache {
  constructor(
    @Inject(CACHE_MANAGER) cache: Cache,
    @Inject(cacheConfig.KEY) { ttlMs }: CacheConfig,
    @Inject(databaseConfig.KEY) { kind }: DatabaseConfig,
    measures: Measures,
  ) {
    super(cache, ttlMs, ttlMs > 0 && kind === 'sqlite');
    measures.offer('catalogCache', () => this.reads);
  }
}
