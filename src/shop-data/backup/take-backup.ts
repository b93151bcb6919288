import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DatabaseAddress } from '../database-address.js';
import { ShopDataError } from '../shop-data.errors.js';
import { flush, writeChecksums } from './checksums.js';
import { backupOf, type TakeOptions } from './database-backup.js';
import { writeManifest, type Manifest } from './manifest.js';
import { copyNewUploads, uploadsIn } from './uploads.js';

/** Where a shop's data are. */
export interface ShopPlaces {
  database: DatabaseAddress;
  uploadDir: string;
  /** The folder of PostgreSQL's programs; on PATH without one. */
  pgBin: string | undefined;
}

export const UPLOADS = 'uploads';

/**
 * Writes a whole shop into a new folder, while it goes on. The folder gets its name once everything in it is on the disk
 * and was looked at: what has a name is whole.
 * @param to the folder that holds the backups; made where it is not there
 * @returns the new folder in it, and what it holds
 * @throws ShopDataError with nothing left behind
 */
export async function takeBackup(
  { database, uploadDir, pgBin }: ShopPlaces,
  to: string,
  options: TakeOptions,
): Promise<{ folder: string; manifest: Omit<Manifest, 'format'> }> {
  const takenAt = new Date();
  const folder = join(resolve(to), nameOf(takenAt));
  const part = `${folder}.partial`;
  await mkdir(part, { recursive: true, mode: 0o700 });
  try {
    // Before and after: whatever the database's state refers to was there then, or came while it was read.
    await copyNewUploads(uploadDir, join(part, UPLOADS));
    const facts = await (await backupOf(database, pgBin)).take(part, options);
    await copyNewUploads(uploadDir, join(part, UPLOADS));

    const uploads = (await uploadsIn(join(part, UPLOADS))).length;
    const manifest = { takenAt: takenAt.toISOString(), database: facts, uploads };
    await writeManifest(part, manifest);
    await writeChecksums(part);
    if (existsSync(folder)) throw new ShopDataError(`${folder} is there already`);
    await rename(part, folder);
    await flush(resolve(to));
    return { folder, manifest };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

/** `boulevard-2026-11-23T09-15-00-000Z`: in the order of time, and a name on any disk. */
function nameOf(moment: Date): string {
  return `boulevard-${moment.toISOString().replace(/[:.]/g, '-')}`;
}
