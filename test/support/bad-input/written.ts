import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { RunningApp } from '../start-app.js';

export interface Written {
  /** Whether anything was written since it was last asked; on PostgreSQL also what was undone again. */
  anything(): Promise<boolean>;
  close(): void;
}

/** Watches a shop's database, to look for what was left behind only where something may have been. */
export async function watchWrites(shop: RunningApp): Promise<Written> {
  const path = join(shop.dataDir, 'boulevard.db');
  const { read, close } = existsSync(path) ? versionOf(path) : await countWrites(shop);
  let seen: unknown;
  return {
    anything: async () => {
      const before = seen;
      seen = await read();
      return seen !== before;
    },
    close,
  };
}

/** A connection of its own, which SQLite tells when others have written. */
function versionOf(path: string) {
  const file = new Database(path, { readonly: true });
  return { read: () => file.pragma('data_version', { simple: true }), close: () => file.close() };
}

/** A sequence that each statement raises which writes. */
async function countWrites({ prisma }: RunningApp) {
  await prisma.$executeRawUnsafe('CREATE SEQUENCE "writes"');
  await prisma.$executeRawUnsafe(`CREATE FUNCTION "noteWrite"() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM nextval('"writes"'); RETURN NULL; END $$`);
  await prisma.$executeRawUnsafe(`DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
      EXECUTE format('CREATE TRIGGER "noteWrite" AFTER INSERT OR UPDATE OR DELETE ON %I
        FOR EACH STATEMENT EXECUTE FUNCTION "noteWrite"()', name);
    END LOOP; END $$`);
  const read = async () => {
    const [row] = await prisma.$queryRaw<{ at: bigint; used: boolean }[]>`
      SELECT "last_value" AS "at", "is_called" AS "used" FROM "writes"`;
    return `${row!.at} ${row!.used}`;
  };
  return { read, close: () => undefined };
}
