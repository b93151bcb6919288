import { Global, Module } from '@nestjs/common';
import { LimitStore, MemoryLimitStore } from './rate-limit/limit-store.js';
import { RateLimiter } from './rate-limit/rate-limiter.service.js';

@Global()
@Module({
  providers: [{ provide: LimitStore, useClass: MemoryLimitStore }, RateLimiter],
  exports: [RateLimiter],
})
export class SecurityModule {}
