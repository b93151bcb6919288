import { registerAs, type ConfigType } from '@nestjs/config';
import { ArrayMinSize, IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, ValidateIf } from 'class-validator';
import { developmentSecrets } from './development-secrets.js';
import { CommaList, IsNotSample, WholeNumber } from './env-rules.js';
import { readEnv } from './read-env.js';

/** What the sandbox takes for a key. */
export const SANDBOX_KEY = 'sk_test_sandbox';

export class StripeEnv {
  @IsIn(['development', 'test', 'production'])
  NODE_ENV = 'development';

  @IsString()
  DATA_DIR = './data';

  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(65535)
  PORT = 8080;

  @ValidateIf((env: StripeEnv) => env.NODE_ENV === 'production' || env.STRIPE_SECRET_KEY !== undefined)
  @Matches(/^(sk|rk)_(test|live)_[A-Za-z0-9]{16,}$/, {
    message: '$property must be a secret key of Stripe, sk_… or rk_…',
  })
  @IsNotSample()
  STRIPE_SECRET_KEY?: string;

  @ValidateIf((env: StripeEnv) => env.STRIPE_SECRET_KEY !== undefined || env.STRIPE_WEBHOOK_SECRET !== undefined)
  @CommaList()
  @ArrayMinSize(1, { message: '$property must be set beside STRIPE_SECRET_KEY' })
  @Matches(/^whsec_\S{16,}$/, { each: true, message: '$property must be one or more whsec_…, comma separated' })
  @IsNotSample()
  STRIPE_WEBHOOK_SECRET?: string[];

  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  STRIPE_API_BASE?: string;
}

export const stripeConfig = registerAs('stripe', () => {
  const env = readEnv(StripeEnv);
  if (env.STRIPE_SECRET_KEY) {
    return {
      sandbox: false,
      secretKey: env.STRIPE_SECRET_KEY,
      webhookSecrets: env.STRIPE_WEBHOOK_SECRET!,
      apiBase: env.STRIPE_API_BASE,
    };
  }
  return {
    /** No key: the built-in stand-in answers under /sandbox of this very server. Never in production. */
    sandbox: true,
    secretKey: SANDBOX_KEY,
    webhookSecrets: env.STRIPE_WEBHOOK_SECRET ?? [developmentSecrets(env.DATA_DIR).webhookSecret],
    /** Where the SDK sends its calls, a path prefix included; undefined is Stripe's own address. */
    apiBase: env.STRIPE_API_BASE ?? `http://127.0.0.1:${env.PORT}/sandbox`,
  };
});
export type StripeConfig = ConfigType<typeof stripeConfig>;
