import { join } from 'node:path';
import { registerAs, type ConfigType } from '@nestjs/config';
import { IsOptional, IsString, Matches } from 'class-validator';
import { readEnv } from './read-env.js';

export class DatabaseEnv {
  @IsOptional()
  @Matches(/^(file:.|postgres(ql)?:\/\/.)/, {
    message: '$property must be file:<path> for SQLite or postgresql://… for PostgreSQL',
  })
  DATABASE_URL?: string;

  @IsString()
  DATA_DIR = './data';
}

export type DatabaseKind = 'sqlite' | 'postgresql';

export const databaseConfig = registerAs('database', () => {
  const env = readEnv(DatabaseEnv);
  const url = env.DATABASE_URL ?? `file:${join(env.DATA_DIR, 'boulevard.db')}`;
  const kind: DatabaseKind = url.startsWith('file:') ? 'sqlite' : 'postgresql';
  return { url, kind };
});
export type DatabaseConfig = ConfigType<typeof databaseConfig>;
