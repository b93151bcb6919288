import { registerAs, type ConfigType } from '@nestjs/config';
import {
  ArrayMinSize,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import { reachableHost } from './hosts.js';
import { developmentSecrets } from './development-secrets.js';
import { CommaList, Flag, IsHost, IsNotSample, WholeNumber } from './env-rules.js';
import { ConfigError, readEnv } from './read-env.js';

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

  @IsOptional()
  @IsHost()
  HOST?: string;

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

  /** Production starts with a test key. Orders and mails are marked as tests. */
  @Flag()
  @IsBoolean()
  STRIPE_TEST_MODE_ALLOWED = false;

  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  STRIPE_API_BASE?: string;
}

export const stripeConfig = registerAs('stripe', () => {
  const env = readEnv(StripeEnv);
  const isLive = /^(sk|rk)_live_/.test(env.STRIPE_SECRET_KEY ?? '');
  if (env.NODE_ENV === 'production' && !isLive && !env.STRIPE_TEST_MODE_ALLOWED) {
    throw new ConfigError('STRIPE_SECRET_KEY must be a live key in production, unless STRIPE_TEST_MODE_ALLOWED=true');
  }
  const mode = {
    /** Whether the key takes real money: `livemode` of every object at Stripe. */
    isLive,
    /** Orders and mails are marked as tests. */
    marksTests: env.STRIPE_TEST_MODE_ALLOWED && !isLive,
  };
  if (env.STRIPE_SECRET_KEY) {
    return {
      ...mode,
      sandbox: false,
      secretKey: env.STRIPE_SECRET_KEY,
      webhookSecrets: env.STRIPE_WEBHOOK_SECRET!,
      apiBase: env.STRIPE_API_BASE,
    };
  }
  return {
    ...mode,
    /** No key: the built-in stand-in answers under /sandbox of this very server. Never in production. */
    sandbox: true,
    secretKey: SANDBOX_KEY,
    webhookSecrets: env.STRIPE_WEBHOOK_SECRET ?? [developmentSecrets(env.DATA_DIR).webhookSecret],
    /** Where the SDK sends its calls, a path prefix included; undefined is Stripe's own address. */
    apiBase: env.STRIPE_API_BASE ?? `http://${reachableHost(env.HOST ?? '127.0.0.1')}:${env.PORT}/sandbox`,
  };
});
export type StripeConfig = ConfigType<typeof stripeConfig>;
