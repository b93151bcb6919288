import type { RateLimitConfig } from '../../config/rate-limit.config.js';

const MINUTE_MS = 60_000;

/** So many in a window that the first one opens. */
export interface RateLimit {
  max: number;
  windowMs: number;
}

/** What `@RouteLimits(['register'])` on a route counts. The guard counts each request of it, refused ones too. */
export type RouteScope =
  'register' | 'login-attempts' | 'forgot-password' | 'checkout' | 'promo' | 'upload' | 'contact' | 'notify-stock';

/** What services count with `RateLimiter`. */
export type ServiceScope =
  'login' | 'login-account' | 'two-factor' | 'reset-password' | 'forgot-password-email' | 'verify-session';

/** Scopes count apart from each other: wrong passwords never block a registration. */
export type Scope = 'general' | 'general-ip' | RouteScope | ServiceScope;

/** How many in which time; a Record, so that a new scope does not compile until it has its numbers. */
export function rateLimits(config: RateLimitConfig): Record<Scope, RateLimit> {
  return {
    'general-ip': { max: config.generalIp, windowMs: 15 * MINUTE_MS },
    general: { max: config.general, windowMs: 15 * MINUTE_MS },
    register: { max: config.register, windowMs: 60 * MINUTE_MS },
    checkout: { max: config.checkout, windowMs: 10 * MINUTE_MS },
    promo: { max: config.promo, windowMs: 15 * MINUTE_MS },
    upload: { max: config.upload, windowMs: 60 * MINUTE_MS },
    contact: { max: config.contact, windowMs: 10 * MINUTE_MS },
    'notify-stock': { max: config.notifyStock, windowMs: 10 * MINUTE_MS },
    'login-attempts': { max: config.loginAttempts, windowMs: 15 * MINUTE_MS },
    login: { max: config.loginFailures, windowMs: 15 * MINUTE_MS },
    'login-account': { max: config.loginFailuresAccount, windowMs: 60 * MINUTE_MS },
    'two-factor': { max: config.twoFactorFailures, windowMs: 15 * MINUTE_MS },
    'forgot-password': { max: config.forgotPassword, windowMs: 60 * MINUTE_MS },
    'forgot-password-email': { max: config.forgotPasswordEmail, windowMs: 60 * MINUTE_MS },
    'reset-password': { max: config.resetFailures, windowMs: 60 * MINUTE_MS },
    // Sessions of ours are not counted, so nobody needs more.
    'verify-session': { max: 10, windowMs: 10 * MINUTE_MS },
  };
}
