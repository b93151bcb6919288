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
interface RouteLimit {
  /** With or without an account: an account must not buy a second allowance. */
  byClientIp?: boolean;
  /** Whether a request counts; every one unless given. */
  counts?: (request: Request) => boolean;
}

const ROUTE_LIMITS: Record<RouteScope, RouteLimit> = {
  register: { byClientIp: true },
  'login-attempts': { byClientIp: true },
  'forgot-password': { byClientIp: true },
  'notify-stock': { byClientIp: true },
  promo: { byClientIp: true, counts: hasPromoCode },
  checkout: {},
  upload: {},
  contact: {},
};

/** `route` is the limit of a route; `promo` counts guesses at codes, also on a route that has a limit. */
const ROUTE_THROTTLERS = ['route', 'promo'];

const reflector = new Reflector();

/** The limits that `AccountThrottlerGuard` knows: `default` for every route, and those that `@RouteLimits` names. */
export function throttlerOptions(config: RateLimitConfig, storage: RateLimiterStorage): ThrottlerModuleOptions {
  const limits = rateLimits(config);
  const routeThrottlers = ROUTE_THROTTLERS.map((name): ThrottlerOptions => ({
    name,
    limit: (context) => limits[scopeOf(context, name)!].max,
    ttl: (context) => limits[scopeOf(context, name)!].windowMs,
    skipIf: (context) => !config.enabled || !isCounted(context, name),
  }));
  const { max: limit, windowMs: ttl } = limits.general;
  return {
    storage,
    throttlers: [{ name: 'default', limit, ttl, skipIf: () => !config.enabled }, ...routeThrottlers],
    // One count for all the routes of a limit.
    generateKey: (context, tracker, name) => {
      const scope = scopeOf(context, name);
      if (!scope) return `general ${tracker}`;
      const { ip } = context.switchToHttp().getRequest<Request>();
      return `${scope} ${ROUTE_LIMITS[scope].byClientIp ? `ip:${addressKey(ip)}` : tracker}`;
    },
  };
}

/** @returns undefined for `default`, and where the route has no such limit */
function scopeOf(context: ExecutionContext, throttler: string): RouteScope | undefined {
  const scopes = reflector.get<RouteScope[] | undefined>(RouteLimits.KEY, context.getHandler());
  return scopes?.find((scope) => (scope === 'promo' ? 'promo' : 'route') === throttler);
}

function isCounted(context: ExecutionContext, throttler: string): boolean {
  const scope = scopeOf(context, throttler);
  if (!scope) return false;
  const { counts } = ROUTE_LIMITS[scope];
  return !counts || counts(context.switchToHttp().getRequest());
}

/** The body of a quote names it `code`, that of a checkout session `promoCode`; sessions without one guess nothing. */
function hasPromoCode({ body }: Request): boolean {
  const { code, promoCode } = (body ?? {}) as { code?: unknown; promoCode?: unknown };
  return Boolean(code) || Boolean(promoCode);
}
