import { registerAs, type ConfigType } from '@nestjs/config';
import { IsOptional, IsString } from 'class-validator';
import { readEnv } from './read-env.js';

export class BackupEnv {
  /** The folder that holds pg_dump and pg_restore, where they are not on PATH or another version's are. */
  @IsOptional()
  @IsString()
  PG_BIN?: string;
}

export const backupConfig = registerAs('backup', () => ({ pgBin: readEnv(BackupEnv).PG_BIN }));
export type BackupConfig = ConfigType<typeof backupConfig>;

/** What a program that is started from here gets as its environment: ours, and something of its own. */
export function environmentWith(variables: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...variables };
}
