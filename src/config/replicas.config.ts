import { registerAs, type ConfigType } from '@nestjs/config';
import { ArrayUnique, IsOptional, ValidateBy } from 'class-validator';
import { databaseConfig, isPostgresqlUrl } from './database.config.js';
import { CommaList } from './env-rules.js';
import { ConfigError, readEnv } from './read-env.js';
import { redisConfig } from './redis.config.js';

export class ReplicasEnv {
  /** Streaming replicas of DATABASE_URL that answer reads of the catalogue. */
  @IsOptional()
  @ArrayUnique({ message: 'DATABASE_REPLICA_URLS must name each replica once' })
  @IsPostgresqlUrls()
  @CommaList()
  DATABASE_REPLICA_URLS?: string[];
}

export const replicasConfig = registerAs('replicas', () => {
  const urls = readEnv(ReplicasEnv).DATABASE_REPLICA_URLS ?? [];
  if (urls.length && databaseConfig().kind !== 'postgresql')
    throw new ConfigError('DATABASE_REPLICA_URLS needs a DATABASE_URL of PostgreSQL: SQLite has no replicas');
  // Another instance may have changed something, which no memory of this one knows.
  if (urls.length && !redisConfig().url)
    throw new ConfigError('DATABASE_REPLICA_URLS needs REDIS_URL: how new a replica has to be is told there');
  return { urls };
});
export type ReplicasConfig = ConfigType<typeof replicasConfig>;

function IsPostgresqlUrls(): PropertyDecorator {
  return ValidateBy({
    name: 'isPostgresqlUrls',
    validator: {
      validate: (value) => Array.isArray(value) && value.length > 0 && value.every(isPostgresqlUrl),
      defaultMessage: (args) =>
        `${args?.property} must be a comma separated list of postgresql://user:password@host:5432/name, with what is special in a password percent-encoded`,
    },
  });
}
