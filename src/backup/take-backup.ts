import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DatabaseAddress } from '../db-copy/database-address.js';
import { OperatorError } from '../common/errors/operator-error.js';
import { flush, writeChecksums } from './checksums.js';
import { backupOf, type TakeOptions } from './database-backup.js';
import { writeManifest, type Manifest } from './manifest.js';
import { copyNewUploads, uploadsIn } from './uploads.js';

/** The places of a shop's data. */
export interface ShopPlaces {
  database: DatabaseAddress;
  uploadDir: string;
  /** The folder of PostgreSQL's programs; without one they are on PATH. */
  pgBin: string | undefined;
}

export const UPLOADS = 'uploads';

/**
 * Writes a whole shop into a new folder while it runs. The folder gets its final name once everything in it is on disk
 * and checked, so a folder with that name is complete.
 * @param to the folder of the backups; created when missing
 * @returns the new folder and its manifest
 * @throws OperatorError with nothing left behind
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
    // Before and after the database: every file that its state refers to existed before, or came while it was read.
    await copyNewUploads(uploadDir, join(part, UPLOADS));
    const facts = await (await backupOf(database, pgBin)).take(part, options);
    await copyNewUploads(uploadDir, join(part, UPLOADS));

    const uploads = (await uploadsIn(join(part, UPLOADS))).length;
    const manifest = { takenAt: takenAt.toISOString(), database: facts, uploads };
    await writeManifest(part, manifest);
    await writeChecksums(part);
    if (existsSync(folder)) throw new OperatorError(`${folder} is there already`);
    await rename(part, folder);
    await flush(resolve(to));
    return { folder, manifest };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

/** `boulevard-2026-11-23T09-15-00-000Z`: sorts by time, and is a valid name on any file system. */
function nameOf(moment: Date): string {
  return `boulevard-${moment.toISOString().replace(/[:.]/g, '-')}`;
}
