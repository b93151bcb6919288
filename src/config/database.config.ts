import { join } from 'node:path';
import { registerAs, type ConfigType } from '@nestjs/config';
import { IsBoolean, IsInt, IsOptional, IsString, Max, Min, ValidateBy } from 'class-validator';
import { Flag, WholeNumber } from './env-rules.js';
import { readEnv } from './read-env.js';

const MAX_MS = 3_600_000;

/** A password with `@`, `/`, `#` or `%` in it makes another address of it, or none. */
const IsDatabaseUrl = (): PropertyDecorator =>
  ValidateBy({
    name: 'isDatabaseUrl',
    validator: {
      validate: (value) => (typeof value === 'string' && /^file:./.test(value)) || isPostgresqlUrl(value),
      defaultMessage: (args) =>
        `${args?.property} must be file:<path> for SQLite or postgresql://user:password@host:5432/name for PostgreSQL, with what is special in a password percent-encoded`,
    },
  });

export function isPostgresqlUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !/^postgres(ql)?:\/\/./.test(value) || !URL.canParse(value)) return false;
  const { pathname, username, password, hostname, searchParams } = new URL(value);
  const isEncoded = [pathname, username, password, hostname].every((part) => !/%(?![\dA-Fa-f]{2})/.test(part));
  return isEncoded && (hostname !== '' || searchParams.has('host'));
}

export class DatabaseEnv {
  @IsOptional()
  @IsDatabaseUrl()
  DATABASE_URL?: string;

  /** Whether this version of the code may start on a database that a newer one has migrated. */
  @Flag()
  @IsBoolean()
  DATABASE_ALLOW_NEWER = false;

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
    mayBeNewer: env.DATABASE_ALLOW_NEWER,
    /** Only for PostgreSQL. */
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
