import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ThrottlerModuleOptions, ThrottlerOptions } from '@nestjs/throttler';
import type { Request } from 'express';
import type { RateLimitConfig } from '../../config/rate-limit.config.js';
import { addressKey } from './client-key.js';
import { rateLimits, type RouteScope } from './rate-limits.js';
import type { RateLimiterStorage } from './rate-limiter-storage.js';
import { RouteLimits } from './route-limits.decorator.js';

/** How a route's limit differs from the general one, which counts each request of an account, else of a client IP. */
type RouteLimit = Pick<ThrottlerOptions, 'getTracker'> & { counts?: (request: Request) => boolean };

/** By IP, with or without an account: an account must not buy a second allowance. */
const byClientIp: RouteLimit = { getTracker: ({ ip }) => `ip:${addressKey(ip as string | undefined)}` };

const reflector = new Reflector();

const ROUTE_LIMITS: Record<RouteScope, RouteLimit> = {
  register: byClientIp,
  'login-attempts': byClientIp,
  'forgot-password': byClientIp,
  'notify-stock': byClientIp,
  promo: { ...byClientIp, counts: hasPromoCode },
  checkout: {},
  upload: {},
  contact: {},
};

/** The limits that `AccountThrottlerGuard` knows: `default` for every route, the others where `@RouteLimits` names them. */
export function throttlerOptions(config: RateLimitConfig, storage: RateLimiterStorage): ThrottlerModuleOptions {
  const { general, ...limits } = rateLimits(config);
  const routeThrottlers = Object.entries(ROUTE_LIMITS).map(([name, { counts, getTracker }]): ThrottlerOptions => {
    const { max: limit, windowMs: ttl } = limits[name as RouteScope];
    const skipIf = (context: ExecutionContext): boolean =>
      !config.enabled ||
      !isNamed(name as RouteScope, context) ||
      counts?.(context.switchToHttp().getRequest()) === false;
    return { name, limit, ttl, getTracker, skipIf };
  });
  return {
    storage,
    throttlers: [
      { name: 'default', limit: general.max, ttl: general.windowMs, skipIf: () => !config.enabled },
      ...routeThrottlers,
    ],
    // One count for all the routes of a limit.
    generateKey: (_context, tracker, name) => `${name === 'default' ? 'general' : name} ${tracker}`,
  };
}

function isNamed(name: RouteScope, context: ExecutionContext): boolean {
  const named = reflector.get<RouteScope[] | undefined>(RouteLimits.KEY, context.getHandler());
  return named?.includes(name) ?? false;
}

/** The body of a quote names it `code`, that of a checkout session `promoCode`; sessions without one guess nothing. */
function hasPromoCode({ body }: Request): boolean {
  const { code, promoCode } = (body ?? {}) as { code?: unknown; promoCode?: unknown };
  return Boolean(code ?? promoCode);
}
