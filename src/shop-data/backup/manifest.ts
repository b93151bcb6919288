import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseKind } from '../../config/database.config.js';
import { ShopDataError } from '../shop-data.errors.js';

export const MANIFEST = 'shop.json';

const FORMAT = 1;

/** What a backup says of its database. */
export interface DatabaseFacts {
  kind: DatabaseKind;
  /** The file beside this one. */
  file: string;
  /** Rows of each table. */
  rows: Record<string, number>;
  migrations: { migration_name: string; checksum: string }[];
  /** Major versions, of PostgreSQL alone. */
  server?: number;
  program?: number;
}

/** What a backup says of itself, in `shop.json`. */
export interface Manifest {
  format: number;
  /** The moment whose state the database is. */
  takenAt: string;
  database: DatabaseFacts;
  uploads: number;
}

export async function writeManifest(folder: string, manifest: Omit<Manifest, 'format'>): Promise<void> {
  const text = JSON.stringify({ format: FORMAT, ...manifest }, null, 2);
  await writeFile(join(folder, MANIFEST), `${text}\n`, { mode: 0o600 });
}

/** @throws ShopDataError when the folder is no backup, or one that a later version made in another way */
export async function readManifest(folder: string): Promise<Manifest> {
  let manifest: Manifest;
  try {
    manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Manifest;
  } catch (error) {
    throw new ShopDataError(`There is no backup at ${folder}: it has no ${MANIFEST} that can be read`, {
      cause: error,
    });
  }
  if (manifest.format === FORMAT) return manifest;
  throw new ShopDataError(`${folder} was made by a newer version of this code: use that version`);
}

/** @throws ShopDataError when what was restored has not as many rows as the backup says */
export function refuseOtherRows(restored: Record<string, number>, { rows }: DatabaseFacts): void {
  for (const [table, count] of Object.entries(restored)) {
    if (rows[table] === count) continue;
    throw new ShopDataError(`${table} has ${count} rows, the backup says ${String(rows[table])}`);
  }
}
