import type { Response } from 'express';
import type { RateLimitExceededError } from './rate-limit.errors.js';

/** The headers that `ThrottlerGuard` sends with every response, for a refusal. The error filter sends `Retry-After`. */
export function setLimitHeaders(response: Response, { limit, retryAfterSeconds }: RateLimitExceededError): void {
  response.set({
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': '0',
    'X-RateLimit-Reset': String(retryAfterSeconds),
  });
}
