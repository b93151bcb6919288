import { parseArgs, type ParseArgsConfig } from 'node:util';
import { backupConfig } from '../../config/backup.config.js';
import { databaseConfig } from '../../config/database.config.js';
import { ConfigError } from '../../config/read-env.js';
import { uploadConfig } from '../../config/upload.config.js';
import { describeDatabase } from '../database-address.js';
import { asShopDataError, ShopDataError } from '../shop-data.errors.js';
import type { TakeOptions } from './database-backup.js';
import { restoreBackup } from './restore-backup.js';
import { takeBackup, type ShopPlaces } from './take-backup.js';

const BACKUP_USAGE = `Usage: npm run backup -- --to FOLDER
  Writes database and uploads into a new folder in it, while the shop goes on.`;

const RESTORE_USAGE = `Usage: npm run restore -- --from FOLDER/boulevard-… [--force]
  Puts database and uploads where DATABASE_URL and UPLOAD_DIR say. Stop the shop first.
  --force  moves aside what is there, instead of stopping at it`;

/**
 * `npm run backup`, of the shop that the environment names.
 * @returns what was written, in lines
 * @throws ShopDataError with nothing left behind
 */
export async function backupCommand(argv: string[], onProgress: TakeOptions['onProgress']): Promise<string> {
  const { to } = readOptions(argv, { to: { type: 'string' } }, BACKUP_USAGE);
  if (typeof to !== 'string' || !to) throw new ShopDataError(BACKUP_USAGE);
  const places = readPlaces();
  const { folder, manifest } = await mendable(takeBackup(places, to, { onProgress }));
  const rows = Object.values(manifest.database.rows).reduce((sum, count) => sum + count, 0);
  return `Backed up ${rows} rows of ${describeDatabase(places.database)} and ${manifest.uploads} uploads to\n${folder}`;
}

/**
 * `npm run restore`, to where the environment says.
 * @returns what was done, in lines
 * @throws ShopDataError
 */
export async function restoreCommand(argv: string[]): Promise<string> {
  const options = { from: { type: 'string' }, force: { type: 'boolean' } } as const;
  const { from, force } = readOptions(argv, options, RESTORE_USAGE);
  if (typeof from !== 'string' || !from) throw new ShopDataError(RESTORE_USAGE);
  const places = readPlaces();
  const { manifest, aside } = await mendable(restoreBackup(places, from, force === true));
  return [
    `Restored ${describeDatabase(places.database)} and ${manifest.uploads} uploads to what they were at ${manifest.takenAt}.`,
    ...aside.map((place) => `What was there before is in ${place}`),
    `Now: npm run stock:audit, npm run reconcile -- --since ${manifest.takenAt}, and docs/operations.md on deleted accounts.`,
  ].join('\n');
}

async function mendable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asShopDataError(error);
  }
}

function readPlaces(): ShopPlaces {
  try {
    const { url, kind } = databaseConfig();
    return { database: { url, kind }, uploadDir: uploadConfig().dir, pgBin: backupConfig().pgBin };
  } catch (error) {
    throw error instanceof ConfigError ? new ShopDataError(error.message) : error;
  }
}

function readOptions(argv: string[], options: NonNullable<ParseArgsConfig['options']>, usage: string) {
  try {
    return parseArgs({ args: argv, options }).values;
  } catch (error) {
    throw new ShopDataError(`${(error as Error).message}\n${usage}`);
  }
}
