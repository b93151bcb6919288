import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isUnlimited } from '../paths.js';
import { addressKey } from './client-key.js';
import { setLimitHeaders } from './limit-headers.js';
import { RateLimitExceededError } from './rate-limit.errors.js';
import type { RateLimiter } from './rate-limiter.service.js';

/**
 * The limit on all requests of a client IP: for any route, from any account, refused or not. It
 * reads no more than headers, and stands in front of all that costs more.
 */
export function floodLimit(limiter: RateLimiter): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    try {
      if (!isUnlimited(request)) await limiter.consume('general-ip', addressKey(request.ip));
    } catch (error) {
      if (error instanceof RateLimitExceededError) setLimitHeaders(response, error);
      return next(error);
    }
    next();
  };
}
