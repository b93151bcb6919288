import { registerAs, type ConfigType } from '@nestjs/config';
import { IsIn, IsOptional, IsString, Matches, ValidateIf } from 'class-validator';
import { developmentSecrets } from './development-secrets.js';
import { IsRealSecret } from './env-rules.js';
import { ConfigError, readEnv } from './read-env.js';

const DURATION = /^[1-9]\d{0,5}[smhd]$/;

export class JwtEnv {
  @IsIn(['development', 'test', 'production'])
  NODE_ENV = 'development';

  @IsString()
  DATA_DIR = './data';

  @ValidateIf((env: JwtEnv) => env.NODE_ENV === 'production' || env.JWT_SECRET !== undefined)
  @IsRealSecret()
  JWT_SECRET?: string;

  @ValidateIf((env: JwtEnv) => env.NODE_ENV === 'production' || env.JWT_REFRESH_SECRET !== undefined)
  @IsRealSecret()
  JWT_REFRESH_SECRET?: string;

  /** Accepted as well while the secret above is being replaced. Signs nothing. */
  @IsOptional()
  @IsRealSecret()
  JWT_SECRET_PREVIOUS?: string;

  @IsOptional()
  @IsRealSecret()
  JWT_REFRESH_SECRET_PREVIOUS?: string;

  @IsOptional()
  @IsRealSecret()
  TWO_FACTOR_SECRET?: string;

  @IsOptional()
  @IsRealSecret()
  TWO_FACTOR_SECRET_PREVIOUS?: string;

  @Matches(DURATION, { message: '$property must be a number followed by s, m, h or d' })
  JWT_EXPIRES_IN = '15m';

  @Matches(DURATION, { message: '$property must be a number followed by s, m, h or d' })
  JWT_REFRESH_EXPIRES_IN = '7d';
}

export const jwtConfig = registerAs('jwt', () => {
  const env = readEnv(JwtEnv);
  const secrets = env.JWT_SECRET && env.JWT_REFRESH_SECRET ? undefined : developmentSecrets(env.DATA_DIR);
  const accessSecret = env.JWT_SECRET ?? secrets!.jwtSecret;
  const refreshSecret = env.JWT_REFRESH_SECRET ?? secrets!.jwtRefreshSecret;
  if (accessSecret === refreshSecret) throw new ConfigError('JWT_REFRESH_SECRET must differ from JWT_SECRET');
  const accessSecrets = firstOf(accessSecret, env.JWT_SECRET_PREVIOUS);
  const refreshSecrets = firstOf(refreshSecret, env.JWT_REFRESH_SECRET_PREVIOUS);
  if (accessSecrets.some((secret) => refreshSecrets.includes(secret))) {
    throw new ConfigError('JWT_SECRET_PREVIOUS and JWT_REFRESH_SECRET_PREVIOUS must differ from each other’s secrets');
  }
  return {
    accessSecret,
    refreshSecret,
    /** All accepted secrets; the first one signs. */
    accessSecrets,
    refreshSecrets,
    /** The keys of two-factor secrets are derived from these. The first one encrypts. */
    twoFactorSecrets: firstOf(
      env.TWO_FACTOR_SECRET ?? accessSecret,
      env.TWO_FACTOR_SECRET_PREVIOUS,
      env.JWT_SECRET_PREVIOUS,
    ),
    accessSeconds: seconds(env.JWT_EXPIRES_IN),
    refreshSeconds: seconds(env.JWT_REFRESH_EXPIRES_IN),
  };
});
export type JwtConfig = ConfigType<typeof jwtConfig>;

/** @returns the secret in use, and the other given ones that differ */
function firstOf(secret: string, ...others: (string | undefined)[]): [string, ...string[]] {
  const further = new Set(others.filter((other) => other !== undefined && other !== secret));
  return [secret, ...(further as Set<string>)];
}

function seconds(duration: string): number {
  const unit = { s: 1, m: 60, h: 3600, d: 86_400 }[duration.at(-1) as 's' | 'm' | 'h' | 'd'];
  return Number(duration.slice(0, -1)) * unit;
}
