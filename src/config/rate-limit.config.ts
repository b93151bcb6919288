import { registerAs, type ConfigType } from '@nestjs/config';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { Flag, WholeNumber } from './env-rules.js';
import { readEnv } from './read-env.js';

/** `RATE_LIMIT_ENABLED=false` turns all limits off. */
const MAX = 100_000;

export class RateLimitEnv {
  @Flag()
  @IsBoolean()
  RATE_LIMIT_ENABLED = true;

  /** Requests in 15 minutes, by account, or by client IP without one. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_GENERAL = 1500;

  /** Requests in 15 minutes, by client IP, over all accounts. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_GENERAL_IP = 4500;

  /** Registrations in an hour, by client IP. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_REGISTER = 20;

  /** Logins in 15 minutes, by client IP, successful ones too. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_LOGIN_ATTEMPTS = 60;

  /** Wrong passwords in 15 minutes, by account and client IP. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_LOGIN_FAILURES = 10;

  /** Wrong passwords in an hour, by account, from all client IPs that have not logged in to it in the last 30 days. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_LOGIN_FAILURES_ACCOUNT = 100;

  /** Wrong two-factor codes in 15 minutes, by account. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_TWO_FACTOR_FAILURES = 5;

  /** Requests for a password reset in an hour, by client IP. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_FORGOT_PASSWORD = 5;

  /** Password reset mails in an hour, by e-mail, over all client IPs. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_FORGOT_PASSWORD_EMAIL = 20;

  /** Failed password resets in an hour, by client IP. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_RESET_FAILURES = 10;

  /** Checkout sessions in 10 minutes, by account, or by client IP without one. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_CHECKOUT = 30;

  /** Promo codes tried in 15 minutes, by client IP. */
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

  /** Requests for stock alerts in 10 minutes, by client IP. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_NOTIFY_STOCK = 10;

  /** Payable checkout sessions of one client IP at a time, while sessions reserve units. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_OPEN_SESSIONS = 20;

  /** Units reserved by guests and unverified accounts of one client IP at a time. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_HELD_UNITS = 100;

  /** Units reserved by a verified account at a time; a cart has up to 500. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX)
  RATE_LIMIT_HELD_UNITS_ACCOUNT = 500;
}

export const rateLimitConfig = registerAs('rateLimit', () => {
  const env = readEnv(RateLimitEnv);
  return {
    enabled: env.RATE_LIMIT_ENABLED,
    general: env.RATE_LIMIT_GENERAL,
    generalIp: env.RATE_LIMIT_GENERAL_IP,
    register: env.RATE_LIMIT_REGISTER,
    loginAttempts: env.RATE_LIMIT_LOGIN_ATTEMPTS,
    loginFailures: env.RATE_LIMIT_LOGIN_FAILURES,
    loginFailuresAccount: env.RATE_LIMIT_LOGIN_FAILURES_ACCOUNT,
    twoFactorFailures: env.RATE_LIMIT_TWO_FACTOR_FAILURES,
    forgotPassword: env.RATE_LIMIT_FORGOT_PASSWORD,
    forgotPasswordEmail: env.RATE_LIMIT_FORGOT_PASSWORD_EMAIL,
    resetFailures: env.RATE_LIMIT_RESET_FAILURES,
    checkout: env.RATE_LIMIT_CHECKOUT,
    promo: env.RATE_LIMIT_PROMO,
    upload: env.RATE_LIMIT_UPLOAD,
    contact: env.RATE_LIMIT_CONTACT,
    notifyStock: env.RATE_LIMIT_NOTIFY_STOCK,
    openSessions: env.RATE_LIMIT_OPEN_SESSIONS,
    heldUnits: env.RATE_LIMIT_HELD_UNITS,
    heldUnitsAccount: env.RATE_LIMIT_HELD_UNITS_ACCOUNT,
  };
});
export type RateLimitConfig = ConfigType<typeof rateLimitConfig>;
