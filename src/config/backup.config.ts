import { registerAs } from '@nestjs/config';
import { IsOptional, IsString } from 'class-validator';
import { readEnv } from './read-env.js';

export class BackupEnv {
  /** The folder of pg_dump and pg_restore, when they are not on PATH or in another version. */
  @IsOptional()
  @IsString()
  PG_BIN?: string;
}

export const backupConfig = registerAs('backup', () => ({ pgBin: readEnv(BackupEnv).PG_BIN }));

/** The environment of a program that is started here: the shop's, with additions. */
export function environmentWith(variables: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...variables };
}
