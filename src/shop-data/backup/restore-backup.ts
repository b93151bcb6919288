import { join, resolve } from 'node:path';
import type { AppliedMigration } from '../../prisma/migrations.js';
import { refuseNewer } from '../schema-version.js';
import { ShopDataError } from '../shop-data.errors.js';
import { verifyChecksums } from './checksums.js';
import { backupOf } from './database-backup.js';
import { readManifest, type Manifest } from './manifest.js';
import { UPLOADS, type ShopPlaces } from './take-backup.js';
import { otherUploads, restoreUploads } from './uploads.js';

/**
 * Puts a whole shop back, the database last. Looks at everything before anything is changed.
 * @param from what `takeBackup` made
 * @param isForced moves aside what is in the way; nothing is ever deleted
 * @returns what the backup says of itself, and where what was in the way is now
 * @throws ShopDataError
 */
export async function restoreBackup(
  { database, uploadDir, pgBin }: ShopPlaces,
  from: string,
  isForced: boolean,
): Promise<{ manifest: Manifest; aside: string[] }> {
  const folder = resolve(from);
  const manifest = await readManifest(folder);
  const { kind } = manifest.database;
  if (kind !== database.kind) {
    throw new ShopDataError(
      `The backup is of ${kind}, DATABASE_URL names ${database.kind}: restore it to ${kind}, then npm run db:copy moves it`,
    );
  }
  await verifyChecksums(folder);
  await refuseNewer('The backup', kind, manifest.database.migrations.map(applied));

  const options = { isForced, aside: `before-restore-${new Date().toISOString().replace(/[:.]/g, '-')}` };
  const backup = await backupOf(database, pgBin);
  await backup.refuseRestore(options, manifest.database);
  const uploads = join(folder, UPLOADS);
  const others = await otherUploads(uploads, uploadDir);
  if (others.length && !isForced) {
    throw new ShopDataError(
      `${join(uploadDir, others[0]!)} is not what the backup has under that name: --force moves it aside`,
    );
  }

  await restoreUploads(uploads, uploadDir, `.${options.aside}`);
  const aside = await backup.restore(folder, manifest.database, options);
  return { manifest, aside: [...aside, ...(others.length ? [join(uploadDir, `.${options.aside}`)] : [])] };
}

function applied(migration: { migration_name: string; checksum: string }): AppliedMigration {
  return { ...migration, finished_at: true, rolled_back_at: null };
}
