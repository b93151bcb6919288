import { registerAs, type ConfigType } from '@nestjs/config';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { Flag, WholeNumber } from './env-rules.js';
import { readEnv } from './read-env.js';

/** Each hit is remembered until it is out of its window; `RATE_LIMIT_ENABLED=false` is for those who want no limit. */
const MAX = 100_000;

export class RateLimitEnv {
  @Flag()
  @IsBoolean()
  RATE_LIMIT_ENABLED = true;

  /** Requests in 15 minutes, by account or address. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_GENERAL = 1500;

  /** Registrations in an hour, by address. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_REGISTER = 20;

  /** Failed logins in 15 minutes, by account and address; five times as many by address. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_LOGIN_FAILURES = 10;

  /** Wrong two-factor codes in 15 minutes, by account. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_TWO_FACTOR_FAILURES = 5;

  /** Links to reset a password that are asked for in an hour, by e-mail as typed. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_FORGOT_PASSWORD = 5;

  /** Failed password resets in an hour, by address. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_RESET_FAILURES = 10;

  /** Checkout sessions in 10 minutes, by account or address. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_CHECKOUT = 30;

  /** Promo codes tried in 15 minutes, by account or address. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_PROMO = 30;

  /** Uploads in an hour, by account. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_UPLOAD = 50;

  /** Messages to the shop in 10 minutes, by account. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_CONTACT = 5;

  /** Back-in-stock notices asked for in 10 minutes, by address. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_NOTIFY_STOCK = 10;

  /** Payable sessions that one address may have at a time, while sessions hold units. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_OPEN_SESSIONS = 20;

  /** Units that the sessions of one address may hold at a time; a cart has up to 500. */
  @WholeNumber()
  @IsInt()
  @Min(500)
  @Max(MAX)
  RATE_LIMIT_HELD_UNITS = 500;
}

export const rateLimitConfig = registerAs('rateLimit', () => {
  const env = readEnv(RateLimitEnv);
  return {
    enabled: env.RATE_LIMIT_ENABLED,
    general: env.RATE_LIMIT_GENERAL,
    register: env.RATE_LIMIT_REGISTER,
    loginFailures: env.RATE_LIMIT_LOGIN_FAILURES,
    twoFactorFailures: env.RATE_LIMIT_TWO_FACTOR_FAILURES,
    forgotPassword: env.RATE_LIMIT_FORGOT_PASSWORD,
    resetFailures: env.RATE_LIMIT_RESET_FAILURES,
    checkout: env.RATE_LIMIT_CHECKOUT,
    promo: env.RATE_LIMIT_PROMO,
    upload: env.RATE_LIMIT_UPLOAD,
    contact: env.RATE_LIMIT_CONTACT,
    notifyStock: env.RATE_LIMIT_NOTIFY_STOCK,
    openSessions: env.RATE_LIMIT_OPEN_SESSIONS,
    heldUnits: env.RATE_LIMIT_HELD_UNITS,
  };
});
export type RateLimitConfig = ConfigType<typeof rateLimitConfig>;
