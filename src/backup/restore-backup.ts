import { join, resolve } from 'node:path';
import type { AppliedMigration } from '../prisma/migrations.js';
import type { CopyAs } from '../db-copy/copy-as.js';
import { refuseNewer } from '../db-copy/schema-version.js';
import { OperatorError } from '../common/errors/operator-error.js';
import { verifyChecksums } from './checksums.js';
import { backupOf } from './database-backup.js';
import { readManifest, type Manifest } from './manifest.js';
import { UPLOADS, type ShopPlaces } from './take-backup.js';
import { otherUploads, restoreUploads } from './uploads.js';

/**
 * Restores a shop, the database last. Checks everything before it changes anything.
 * @param from a folder made by `takeBackup`
 * @param as what the restored database is
 * @param isForced moves existing data aside; nothing is ever deleted
 * @returns the manifest, and where the existing data are now
 * @throws OperatorError
 */
export async function restoreBackup(
  { database, uploadDir, pgBin }: ShopPlaces,
  from: string,
  { as, isForced }: { as: CopyAs; isForced: boolean },
): Promise<{ manifest: Manifest; aside: string[] }> {
  const folder = resolve(from);
  const manifest = await readManifest(folder);
  const { kind } = manifest.database;
  if (kind !== database.kind) {
    throw new OperatorError(
      `The backup is of ${kind}, DATABASE_URL names ${database.kind}: restore it to ${kind}, then npm run db:copy moves it`,
    );
  }
  await verifyChecksums(folder);
  await refuseNewer('The backup', kind, manifest.database.migrations.map(applied));

  const options = { as, isForced, aside: `before-restore-${new Date().toISOString().replace(/[:.]/g, '-')}` };
  const backup = await backupOf(database, pgBin);
  await backup.refuseRestore(options, manifest.database);
  const uploads = join(folder, UPLOADS);
  const others = await otherUploads(uploads, uploadDir);
  if (others.length && !isForced) {
    throw new OperatorError(
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
