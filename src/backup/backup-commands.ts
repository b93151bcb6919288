import { backupConfig } from '../config/backup.config.js';
import { databaseConfig } from '../config/database.config.js';
import { ConfigError } from '../config/read-env.js';
import { uploadConfig } from '../config/upload.config.js';
import { JOBS_ARE_OFF, type CopyAs } from '../db-copy/copy-as.js';
import { describeDatabase } from '../db-copy/database-address.js';
import { OperatorError } from '../common/errors/operator-error.js';
import { toOperatorError } from '../db-copy/to-operator-error.js';
import type { TakeOptions } from './database-backup.js';
import { restoreBackup } from './restore-backup.js';
import { takeBackup, type ShopPlaces } from './take-backup.js';

export interface RestoreCommandOptions {
  from: string;
  as: CopyAs;
  force?: boolean;
}

/**
 * `npm run backup` of the shop in the environment's variables.
 * @returns the report, in lines
 * @throws OperatorError with nothing left behind
 */
export async function backupCommand(to: string, onProgress: TakeOptions['onProgress']): Promise<string> {
  if (!to) throw new OperatorError('--to names no folder');
  const places = readPlaces();
  const { folder, manifest } = await withOperatorErrors(takeBackup(places, to, { onProgress }));
  const rows = Object.values(manifest.database.rows).reduce((sum, count) => sum + count, 0);
  return `Backed up ${rows} rows of ${describeDatabase(places.database)} and ${manifest.uploads} uploads to\n${folder}`;
}

/**
 * `npm run restore` to the places in the environment's variables.
 * @returns the report, in lines
 * @throws OperatorError
 */
export async function restoreCommand({ from, as, force }: RestoreCommandOptions): Promise<string> {
  if (!from) throw new OperatorError('--from names no folder');
  const places = readPlaces();
  const { manifest, aside } = await withOperatorErrors(restoreBackup(places, from, { as, isForced: force === true }));
  return [
    `Restored ${describeDatabase(places.database)} and ${manifest.uploads} uploads to what they were at ${manifest.takenAt}.`,
    ...aside.map((place) => `What was there before is in ${place}`),
    JOBS_ARE_OFF,
    `Now: npm run stock:audit, npm run reconcile -- --since ${manifest.takenAt}, and docs/operations.md on deleted accounts.`,
  ].join('\n');
}

async function withOperatorErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw toOperatorError(error);
  }
}

function readPlaces(): ShopPlaces {
  try {
    const { url, kind } = databaseConfig();
    return { database: { url, kind }, uploadDir: uploadConfig().dir, pgBin: backupConfig().pgBin };
  } catch (error) {
    throw error instanceof ConfigError ? new OperatorError(error.message) : error;
  }
}
