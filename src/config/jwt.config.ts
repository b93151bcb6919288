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

  @IsOptional()
  @IsRealSecret()
  TWO_FACTOR_SECRET?: string;

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
  return {
    accessSecret,
    refreshSecret,
    /** What the key that encrypts two-factor secrets is drawn from. */
    twoFactorSecret: env.TWO_FACTOR_SECRET ?? accessSecret,
    accessSeconds: seconds(env.JWT_EXPIRES_IN),
    refreshSeconds: seconds(env.JWT_REFRESH_EXPIRES_IN),
  };
});
export type JwtConfig = ConfigType<typeof jwtConfig>;

function seconds(duration: string): number {
  const unit = { s: 1, m: 60, h: 3600, d: 86_400 }[duration.at(-1) as 's' | 'm' | 'h' | 'd'];
  return Number(duration.slice(0, -1)) * unit;
}
