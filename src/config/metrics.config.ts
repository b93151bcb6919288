import { registerAs, type ConfigType } from '@nestjs/config';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { IsNotSample } from './env-rules.js';
import { readEnv } from './read-env.js';

export class MetricsEnv {
  @IsIn(['development', 'test', 'production'])
  NODE_ENV = 'development';

  /** What a Bearer may be made of, RFC 6750. */
  @IsOptional()
  @IsNotSample()
  @Matches(/^[A-Za-z0-9._~+/-]{16,200}=*$/, { message: '$property must be 16 letters or digits at least' })
  METRICS_TOKEN?: string;
}

export const metricsConfig = registerAs('metrics', () => {
  const env = readEnv(MetricsEnv);
  return {
    token: env.METRICS_TOKEN,
    /** Without a token, development serves them to this machine only, and production not at all. */
    isOffered: env.METRICS_TOKEN !== undefined || env.NODE_ENV !== 'production',
  };
});
export type MetricsConfig = ConfigType<typeof metricsConfig>;
