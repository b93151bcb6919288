import { registerAs, type ConfigType } from '@nestjs/config';
import { IsInt, IsUrl, Max, Min } from 'class-validator';
import { WholeNumber } from './env-rules.js';
import { readEnv } from './read-env.js';

export class TradeEnv {
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  TCGDEX_BASE_URL = 'https://api.tcgdex.net/v2/fr';

  @WholeNumber()
  @IsInt()
  @Min(0)
  @Max(86_400_000)
  CACHE_TTL_MS = 60_000;
}

export const tradeConfig = registerAs('trade', () => {
  const env = readEnv(TradeEnv);
  return { baseUrl: env.TCGDEX_BASE_URL.replace(/\/+$/, ''), cacheTtlMs: env.CACHE_TTL_MS };
});
export type TradeConfig = ConfigType<typeof tradeConfig>;
