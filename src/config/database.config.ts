import { join } from 'node:path';
import { registerAs, type ConfigType } from '@nestjs/config';
import { IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { WholeNumber } from './env-rules.js';
import { readEnv } from './read-env.js';

const MAX_MS = 3_600_000;

export class DatabaseEnv {
  @IsOptional()
  @Matches(/^(file:.|postgres(ql)?:\/\/.)/, {
    message: '$property must be file:<path> for SQLite or postgresql://… for PostgreSQL',
  })
  DATABASE_URL?: string;

  @IsString()
  DATA_DIR = './data';

  /** Connections to PostgreSQL that this instance has at most. */
  @WholeNumber()
  @IsInt()
  @Min(2)
  @Max(1000)
  DATABASE_POOL_SIZE = 10;

  /** Milliseconds that a request waits for a connection, a free one or a new one. */
  @WholeNumber()
  @IsInt()
  @Min(100)
  @Max(MAX_MS)
  DATABASE_CONNECT_TIMEOUT_MS = 10_000;

  /** Milliseconds that a statement may take; 0: any. */
  @WholeNumber()
  @IsInt()
  @Min(0)
  @Max(MAX_MS)
  DATABASE_STATEMENT_TIMEOUT_MS = 30_000;

  /** Milliseconds that a statement may wait for a lock of another transaction; 0: any. */
  @WholeNumber()
  @IsInt()
  @Min(0)
  @Max(MAX_MS)
  DATABASE_LOCK_TIMEOUT_MS = 10_000;

  /** Milliseconds that a transaction may stand still, as that of an instance that hangs does; 0: any. */
  @WholeNumber()
  @IsInt()
  @Min(0)
  @Max(MAX_MS)
  DATABASE_IDLE_TRANSACTION_TIMEOUT_MS = 30_000;
}

export type DatabaseKind = 'sqlite' | 'postgresql';

export const databaseConfig = registerAs('database', () => {
  const env = readEnv(DatabaseEnv);
  const url = env.DATABASE_URL ?? `file:${join(env.DATA_DIR, 'boulevard.db')}`;
  const kind: DatabaseKind = url.startsWith('file:') ? 'sqlite' : 'postgresql';
  return {
    url,
    kind,
    /** For PostgreSQL alone. */
    pool: {
      size: env.DATABASE_POOL_SIZE,
      connectTimeoutMs: env.DATABASE_CONNECT_TIMEOUT_MS,
      statementTimeoutMs: env.DATABASE_STATEMENT_TIMEOUT_MS,
      lockTimeoutMs: env.DATABASE_LOCK_TIMEOUT_MS,
      idleTransactionTimeoutMs: env.DATABASE_IDLE_TRANSACTION_TIMEOUT_MS,
    },
  };
});
export type DatabaseConfig = ConfigType<typeof databaseConfig>;
