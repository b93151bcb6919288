import { registerAs, type ConfigType } from '@nestjs/config';
import { IsInt, Max, Min } from 'class-validator';
import { WholeNumber } from './env-rules.js';
import { readEnv } from './read-env.js';

export class CacheEnv {
  /** Milliseconds that a response may be cached; 0 turns the cache off. */
  @WholeNumber()
  @IsInt()
  @Min(0)
  @Max(86_400_000)
  CACHE_TTL_MS = 60_000;
}

export const cacheConfig = registerAs('cache', () => ({ ttlMs: readEnv(CacheEnv).CACHE_TTL_MS }));
export type CacheConfig = ConfigType<typeof cacheConfig>;
