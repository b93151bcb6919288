import { registerAs, type ConfigType } from '@nestjs/config';
import { IsInt, IsOptional, IsUrl, Max, Min } from 'class-validator';
import { CommaList, IsOrigins, WholeNumber } from './env-rules.js';
import { readEnv } from './read-env.js';

const ADDRESS = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

export class CheckoutEnv {
  @CommaList()
  @IsOrigins()
  CORS_ORIGIN: string[] = ['http://localhost:5173'];

  @IsOptional()
  @IsUrl(ADDRESS)
  STOREFRONT_URL?: string;

  @IsOptional()
  @IsUrl(ADDRESS)
  CHECKOUT_SUCCESS_URL?: string;

  @IsOptional()
  @IsUrl(ADDRESS)
  CHECKOUT_CANCEL_URL?: string;

  @IsOptional()
  @CommaList()
  @IsOrigins()
  ALLOWED_REDIRECT_DOMAINS?: string[];

  /** Stripe lets a session live 24 hours at most: docs.stripe.com/api/checkout/sessions/create#expires_at */
  @WholeNumber()
  @IsInt()
  @Min(0)
  @Max(1440)
  STOCK_HOLD_MINUTES = 31;

  /** How long a paid cart whose goods are gone waits for a restock before the money goes back. */
  @WholeNumber()
  @IsInt()
  @Min(0)
  @Max(10_080)
  OVERSOLD_RETRY_MINUTES = 60;
}

export const checkoutConfig = registerAs('checkout', () => {
  const env = readEnv(CheckoutEnv);
  const storefront = (env.STOREFRONT_URL ?? env.CORS_ORIGIN[0]!).replace(/\/+$/, '');
  const successUrl = env.CHECKOUT_SUCCESS_URL ?? `${storefront}/checkout/success?sid={CHECKOUT_SESSION_ID}`;
  const cancelUrl = env.CHECKOUT_CANCEL_URL ?? `${storefront}/panier`;
  const origins = [...env.CORS_ORIGIN, storefront, successUrl, cancelUrl, ...(env.ALLOWED_REDIRECT_DOMAINS ?? [])];
  return {
    /** For links in mails, without a slash at the end. */
    storefrontUrl: storefront,
    successUrl,
    cancelUrl,
    /** Where a buyer may be sent after paying: exact origins. */
    redirectOrigins: [...new Set(origins.map((address) => new URL(address).origin))],
    /** 0: nothing is held. */
    stockHoldMinutes: env.STOCK_HOLD_MINUTES,
    oversoldRetryMinutes: env.OVERSOLD_RETRY_MINUTES,
  };
});
export type CheckoutConfig = ConfigType<typeof checkoutConfig>;
