import { registerAs, type ConfigType } from '@nestjs/config';
import { IsInt, Max, Min } from 'class-validator';
import { WholeNumber } from './env-rules.js';
import { readEnv } from './read-env.js';

/** Milliseconds that the headers of a request may take; no client sends them in pieces. */
const HEADERS_TIMEOUT_MS = 10_000;

/** How often Node.js looks for requests that took too long. */
const CHECK_INTERVAL_MS = 5_000;

export class HttpEnv {
  /** Seconds that a request may take to arrive, its body included. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(3600)
  REQUEST_TIMEOUT_SECONDS = 30;

  /** Seconds that a connection stays open without a request. */
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(3600)
  KEEP_ALIVE_SECONDS = 65;

  /** Connections that are open at the same time; further ones are closed at once. */
  @WholeNumber()
  @IsInt()
  @Min(10)
  @Max(100_000)
  MAX_CONNECTIONS = 2000;
}

export const httpConfig = registerAs('http', () => {
  const env = readEnv(HttpEnv);
  const requestTimeoutMs = env.REQUEST_TIMEOUT_SECONDS * 1000;
  return {
    requestTimeoutMs,
    headersTimeoutMs: Math.min(HEADERS_TIMEOUT_MS, requestTimeoutMs),
    checkIntervalMs: Math.min(CHECK_INTERVAL_MS, requestTimeoutMs / 2),
    /** Longer than the proxy in front keeps it, or a request may meet a connection that is being closed. */
    keepAliveMs: env.KEEP_ALIVE_SECONDS * 1000,
    maxConnections: env.MAX_CONNECTIONS,
  };
});
export type HttpConfig = ConfigType<typeof httpConfig>;
