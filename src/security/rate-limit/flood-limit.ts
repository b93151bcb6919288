import type { RequestHandler } from 'express';
import { isUnlimited } from '../paths.js';
import { addressKey } from './client-key.js';
import { setLimitHeaders } from './limit-headers.js';
import { RateLimitExceededError } from './rate-limit.errors.js';
import type { RateLimiter } from './rate-limiter.service.js';

/**
 * The limit on all requests of a client IP: for any route, from any account, refused or not. It reads only headers, and
 * runs before all that costs more.
 */
export function floodLimit(limiter: RateLimiter): RequestHandler {
  return (request, response, next) => {
    if (isUnlimited(request)) return next();
    limiter.consume('general-ip', addressKey(request.ip)).then(
      () => next(),
      (error: unknown) => {
        if (error instanceof RateLimitExceededError) setLimitHeaders(response, error);
        next(error);
      },
    );
  };
}
