import { Global, Module } from '@nestjs/common';
import { SuspicionCounter } from './injection/suspicion-counter.js';
import { LimitStore, MemoryLimitStore } from './rate-limit/limit-store.js';
import { RateLimiter } from './rate-limit/rate-limiter.service.js';

@Global()
@Module({
  providers: [{ provide: LimitStore, useClass: MemoryLimitStore }, RateLimiter, SuspicionCounter],
  exports: [RateLimiter, SuspicionCounter],
})
export class SecurityModule {}
