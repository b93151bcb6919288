import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { rateLimitConfig } from '../config/rate-limit.config.js';
import { RedisModule } from '../redis/redis.module.js';
import { AccountThrottlerGuard } from './rate-limit/account-throttler.guard.js';
import { RateLimiter } from './rate-limit/rate-limiter.service.js';
import { RateLimiterStorage } from './rate-limit/rate-limiter-storage.js';
import { throttlerOptions } from './rate-limit/throttler-options.js';

@Global()
@Module({
  imports: [
    RedisModule,
    ThrottlerModule.forRootAsync({
      inject: [rateLimitConfig.KEY, RateLimiterStorage],
      useFactory: throttlerOptions,
    }),
  ],
  providers: [RateLimiterStorage, RateLimiter, { provide: APP_GUARD, useClass: AccountThrottlerGuard }],
  exports: [RateLimiter, RateLimiterStorage],
})
export class SecurityModule {}
