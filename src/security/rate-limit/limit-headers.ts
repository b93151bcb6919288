import type { Response } from 'express';
import type { RateLimitExceededError } from './rate-limit.errors.js';

/** What `ThrottlerGuard` says on every answer, on a refusal as well. `Retry-After` is for the error filter to send. */
export function setLimitHeaders(response: Response, { limit, retryAfterSeconds }: RateLimitExceededError): void {
  response.set({
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': '0',
    'X-RateLimit-Reset': String(retryAfterSeconds),
  });
}
