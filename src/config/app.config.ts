import { registerAs, type ConfigType } from '@nestjs/config';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsTimeZone, IsUrl, Max, Min } from 'class-validator';
import { CommaList, Flag, IsHost, IsOrigins, WholeNumber } from './env-rules.js';
import { readEnv } from './read-env.js';

export class AppEnv {
  @IsIn(['development', 'test', 'production'])
  NODE_ENV: 'development' | 'test' | 'production' = 'development';

  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(65535)
  PORT = 8080;

  @IsOptional()
  @IsHost()
  HOST?: string;

  @IsString()
  DATA_DIR = './data';

  @CommaList()
  @IsOrigins()
  CORS_ORIGIN: string[] = ['http://localhost:5173'];

  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  API_PUBLIC_URL?: string;

  @WholeNumber()
  @IsInt()
  @Min(0)
  @Max(10)
  TRUST_PROXY = 0;

  @WholeNumber()
  @IsInt()
  @Min(0)
  @Max(60_000)
  SHUTDOWN_DELAY_MS = 0;

  @Flag()
  @IsBoolean()
  SEED_DEMO = true;

  /** IANA name. */
  @IsTimeZone()
  SHOP_TIME_ZONE = 'Europe/Paris';

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  LOG_LEVEL = 'info';
}

export const appConfig = registerAs('app', () => {
  const env = readEnv(AppEnv);
  return {
    isProduction: env.NODE_ENV === 'production',
    isDevelopment: env.NODE_ENV === 'development',
    port: env.PORT,
    /** The address to listen on: 127.0.0.1, in production all, unless HOST is set. */
    host: env.HOST ?? (env.NODE_ENV === 'production' ? '0.0.0.0' : '127.0.0.1'),
    /** Where the development secrets, the SQLite file and the sandbox's state are kept. */
    dataDir: env.DATA_DIR,
    corsOrigins: env.CORS_ORIGIN.map((origin) => new URL(origin).origin),
    /** How the outside reaches this API, without a slash at the end. */
    publicUrl: (env.API_PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    /** How many proxies in front of us may name the client's address. */
    trustProxy: env.TRUST_PROXY,
    /** Milliseconds to serve on, not ready any more, once told to end. */
    shutdownDelayMs: env.SHUTDOWN_DELAY_MS,
    seedDemo: env.SEED_DEMO && env.NODE_ENV === 'development',
    /** Whose days and months are those of figures, exports, filters and order numbers. */
    timeZone: env.SHOP_TIME_ZONE,
    logLevel: env.LOG_LEVEL,
  };
});
export type AppConfig = ConfigType<typeof appConfig>;
