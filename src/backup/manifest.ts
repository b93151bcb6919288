import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { OperatorError } from '../common/errors/operator-error.js';

export const MANIFEST = 'shop.json';

const FORMAT = 1;

const databaseFacts = v.object({
  kind: v.picklist(['sqlite', 'postgresql']),
  /** The name of the file in the backup's folder. */
  file: v.string(),
  /** Rows of each table. */
  rows: v.record(v.string(), v.number()),
  migrations: v.array(v.object({ migration_name: v.string(), checksum: v.string() })),
  /** Major versions; only for PostgreSQL. */
  server: v.optional(v.number()),
  program: v.optional(v.number()),
});
/** The manifest's part about the database. */
export type DatabaseFacts = v.InferOutput<typeof databaseFacts>;

const manifestText = v.pipe(
  v.string(),
  v.parseJson(),
  v.variant('format', [
    v.object({
      format: v.literal(FORMAT),
      /** The time of the database's state. */
      takenAt: v.string(),
      database: databaseFacts,
      uploads: v.number(),
    }),
    v.object({ format: v.pipe(v.number(), v.gtValue(FORMAT)) }),
  ]),
);
/** The manifest of a backup, `shop.json`. */
export type Manifest = Extract<v.InferOutput<typeof manifestText>, { takenAt: string }>;

export async function writeManifest(folder: string, manifest: Omit<Manifest, 'format'>): Promise<void> {
  const text = JSON.stringify({ format: FORMAT, ...manifest }, null, 2);
  await writeFile(join(folder, MANIFEST), `${text}\n`, { mode: 0o600 });
}

/** @throws OperatorError when the folder is no backup, or one in a later version's format */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined);
  const manifest = v.safeParse(manifestText, text);
  if (!manifest.success) {
    throw new OperatorError(`There is no backup at ${folder}: it has no ${MANIFEST} that can be read`);
  }
  if ('takenAt' in manifest.output) return manifest.output;
  throw new OperatorError(`${folder} was made by a newer version of this code: use that version`);
}

/** @throws OperatorError when the restored row counts differ from the manifest */
export function refuseOtherRows(restored: Record<string, number>, { rows }: DatabaseFacts): void {
  for (const [table, count] of Object.entries(restored)) {
    if (rows[table] === count) continue;
    throw new OperatorError(`${table} has ${count} rows, the backup says ${String(rows[table])}`);
  }
}
