import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common';
import type { RouteScope } from './limits.js';
import { RATE_LIMIT_SCOPE, RateLimitGuard } from './rate-limit.guard.js';

/** Limits a route beyond the general limit: `@RateLimit('register')`. Too many is 429 `RATE_LIMIT_EXCEEDED`. */
export const RateLimit = (scope: RouteScope) =>
  applyDecorators(SetMetadata(RATE_LIMIT_SCOPE, scope), UseGuards(RateLimitGuard));
