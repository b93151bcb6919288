import { CacheModule as NestCacheModule } from '@nestjs/cache-manager';
import { Global, Module } from '@nestjs/common';
import { cacheConfig, type CacheConfig } from '../config/cache.config.js';
import { REDIS, RedisModule } from '../redis/redis.module.js';
import type { RedisClient } from '../redis/connect-redis.js';
import { CacheVersion } from './cache-version.js';
import { memoryStore } from './memory-store.js';

/** The longest that another instance may show the state before a change whose author died before publishing it. */
const SHARED_TTL_MS = 5_000;

/** The one cache: in the memory of this process, or in Redis, where several instances share it. */
@Global()
@Module({
  imports: [
    NestCacheModule.registerAsync({
      imports: [RedisModule],
      inject: [REDIS, cacheConfig.KEY],
      useFactory: async (redis: RedisClient | null, { ttlMs }: CacheConfig) => ({
        ttl: redis ? Math.min(ttlMs, SHARED_TTL_MS) : ttlMs,
        stores: [redis ? (await import('./redis-store.js')).redisStore(redis) : memoryStore()],
      }),
    }),
  ],
  providers: [CacheVersion],
  exports: [NestCacheModule, CacheVersion],
})
export class CacheModule {}
