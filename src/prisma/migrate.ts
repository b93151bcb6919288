import { readMigrations } from './migrations.js';
import type { DatabaseAddress } from './prisma.service.js';

/** Brings the database up to this version of the code. Safe to run again, and by several processes at once. */
export async function migrate({ url, kind }: DatabaseAddress): Promise<void> {
  const written = await readMigrations(kind);
  if (kind === 'sqlite') {
    const { migrateSqlite } = await import('./migrate-sqlite.js');
    migrateSqlite(url, written);
  } else {
    const { migratePostgresql } = await import('./migrate-postgresql.js');
    await migratePostgresql(url, written);
  }
}
