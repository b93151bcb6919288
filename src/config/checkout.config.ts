import { registerAs, type ConfigType } from '@nestjs/config';
import { ArrayMinSize, IsIn, IsInt, IsOptional, IsUrl, Max, Min } from 'class-validator';
import { CommaList, IsOrigins, WholeNumber } from './env-rules.js';
import { PAYMENT_METHODS } from './stripe-payment-methods.js';
import { readEnv } from './read-env.js';

const METHODS_RULE = {
  message: `$property must be one or more of Stripe's names, comma separated (Apple Pay and Google Pay belong to card): ${PAYMENT_METHODS.join(', ')}`,
};

const ADDRESS = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

/** What Stripe replaces by its session id: docs.stripe.com/payments/checkout/custom-success-page */
export const SESSION_ID = '{CHECKOUT_SESSION_ID}';

/** The form that every program understands alike: ASCII alone, with `SESSION_ID` as it is. */
export function parsedUrl(address: string): string {
  return new URL(address).href.replaceAll(encodeURI(SESSION_ID), SESSION_ID);
}

export class CheckoutEnv {
  @IsIn(['development', 'test', 'production'])
  NODE_ENV = 'development';

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
  STOCK_HOLD_MINUTES = 35;

  /** Stripe offers those of them that its dashboard has activated for the buyer's country and the amount. */
  @CommaList()
  @ArrayMinSize(1, METHODS_RULE)
  @IsIn(PAYMENT_METHODS, { each: true, ...METHODS_RULE })
  CHECKOUT_PAYMENT_METHODS: string[] = ['card', 'link', 'paypal'];

  /** How long a paid, oversold cart waits for a restock before the refund. */
  @WholeNumber()
  @IsInt()
  @Min(0)
  @Max(10_080)
  OVERSOLD_RETRY_MINUTES = 60;
}

export const checkoutConfig = registerAs('checkout', () => {
  const env = readEnv(CheckoutEnv);
  const storefront = (env.STOREFRONT_URL ?? env.CORS_ORIGIN[0]!).replace(/\/+$/, '');
  const successUrl = parsedUrl(env.CHECKOUT_SUCCESS_URL ?? `${storefront}/checkout/success?sid=${SESSION_ID}`);
  const cancelUrl = parsedUrl(env.CHECKOUT_CANCEL_URL ?? `${storefront}/panier`);
  const origins = [...env.CORS_ORIGIN, storefront, successUrl, cancelUrl, ...(env.ALLOWED_REDIRECT_DOMAINS ?? [])];
  return {
    /** For links in mails, without a slash at the end. */
    storefrontUrl: storefront,
    successUrl,
    cancelUrl,
    /** Where a buyer may be sent after paying: exact origins. */
    redirectOrigins: [...new Set(origins.map((address) => new URL(address).origin))],
    /** In development also to every port of this machine, as for CORS. */
    allowsLocalRedirects: env.NODE_ENV === 'development',
    /** 0: no reservations. */
    stockHoldMinutes: env.STOCK_HOLD_MINUTES,
    /** Stripe's names. */
    paymentMethods: [...new Set(env.CHECKOUT_PAYMENT_METHODS)],
    oversoldRetryMinutes: env.OVERSOLD_RETRY_MINUTES,
  };
});
export type CheckoutConfig = ConfigType<typeof checkoutConfig>;
