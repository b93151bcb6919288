import type { RateLimitConfig } from '../../config/rate-limit.config.js';

const MINUTE = 60_000;

/** Scopes count apart from each other: wrong passwords never block a registration. */
export interface Limit {
  max: number;
  windowMs: number;
}

export type Scope = 'general' | RouteScope | FailureScope | 'forgot-password';

/** Scopes that count each request of the routes marked with them. */
export type RouteScope = 'register' | 'checkout' | 'promo' | 'upload' | 'contact' | 'notify-stock';

/** Scopes that count failures alone. */
export type FailureScope = 'login' | 'login-address' | 'two-factor' | 'reset-password';

/** How many in which time; a Record, so that a new scope does not compile until it has its numbers. */
export function limitsOf(config: RateLimitConfig): Record<Scope, Limit> {
  return {
    general: { max: config.general, windowMs: 15 * MINUTE },
    register: { max: config.register, windowMs: 60 * MINUTE },
    checkout: { max: config.checkout, windowMs: 10 * MINUTE },
    promo: { max: config.promo, windowMs: 15 * MINUTE },
    upload: { max: config.upload, windowMs: 60 * MINUTE },
    contact: { max: config.contact, windowMs: 10 * MINUTE },
    'notify-stock': { max: config.notifyStock, windowMs: 10 * MINUTE },
    login: { max: config.loginFailures, windowMs: 15 * MINUTE },
    'login-address': { max: 5 * config.loginFailures, windowMs: 15 * MINUTE },
    'forgot-password': { max: config.forgotPassword, windowMs: 60 * MINUTE },
    'reset-password': { max: config.resetFailures, windowMs: 60 * MINUTE },
    'two-factor': { max: config.twoFactorFailures, windowMs: 15 * MINUTE },
  };
}
