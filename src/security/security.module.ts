import { Global, Module } from '@nestjs/common';
import type { Redis } from '../redis/open-redis.js';
import { REDIS, RedisModule } from '../redis/redis.module.js';
import { LimitStore } from './rate-limit/limit-store.js';
import { MemoryLimitStore } from './rate-limit/memory-limit-store.js';
import { RateLimiter } from './rate-limit/rate-limiter.service.js';

@Global()
@Module({
  imports: [RedisModule],
  providers: [
    {
      provide: LimitStore,
      inject: [REDIS],
      useFactory: async (redis: Redis | null): Promise<LimitStore> => {
        if (!redis) return new MemoryLimitStore();
        const { SharedLimitStore } = await import('./rate-limit/shared-limit-store.js');
        return new SharedLimitStore(redis.connection);
      },
    },
    RateLimiter,
  ],
  exports: [RateLimiter],
})
export class SecurityModule {}
