import Database from 'better-sqlite3';
import pg from 'pg';
import { migrate } from '../../src/prisma/migrate.js';

export interface StuckCopy {
  /** @returns once a copy has written some tables and stands still */
  untilWriting(): Promise<void>;
  /** Lets the next one through. @returns once nothing of this one is left at the database */
  release(): Promise<void>;
}

const LOCK = 4711;

/** Prepares an empty database in which a copy of a shop stands still at the history of its orders. */
export async function stuckCopy(url: string): Promise<StuckCopy> {
  return url.startsWith('file:') ? stuckInSqlite(url) : stuckInPostgresql(url);
}

/** There the insert waits for a lock of ours. */
async function stuckInPostgresql(url: string): Promise<StuckCopy> {
  await migrate({ url, kind: 'postgresql' });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  await client.query(`
    CREATE FUNCTION stand_still() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_advisory_xact_lock(${LOCK}); RETURN NEW; END $$;
    CREATE TRIGGER stand_still BEFORE INSERT ON "OrderEvent" FOR EACH ROW EXECUTE FUNCTION stand_still()`);
  const others = async (condition: string) => {
    const sql = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND ${condition}`;
    return (await client.query(sql)).rowCount!;
  };
  return {
    untilWriting: () => until(async () => (await others(`wait_event = 'advisory'`)) > 0),
    release: async () => {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
      await until(async () => (await others('true')) === 0);
      await client.query('DROP FUNCTION stand_still CASCADE');
      await client.end();
    },
  };
}

/** There the insert counts for longer than anybody waits. */
async function stuckInSqlite(url: string): Promise<StuckCopy> {
  await migrate({ url, kind: 'sqlite' });
  const db = new Database(url.slice('file:'.length), { timeout: 0 });
  db.exec(`
    CREATE TRIGGER "stand_still" BEFORE INSERT ON "OrderEvent" BEGIN
      SELECT COUNT(*) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1e12) SELECT i FROM n);
    END`);
  const isLocked = () => {
    try {
      db.exec('BEGIN IMMEDIATE; ROLLBACK');
      return false;
    } catch {
      return true;
    }
  };
  return {
    untilWriting: () => until(() => Promise.resolve(isLocked())),
    release: async () => {
      await until(() => Promise.resolve(!isLocked()));
      db.exec('DROP TRIGGER "stand_still"');
      db.close();
    },
  };
}

async function until(isThere: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await isThere())) {
    if (Date.now() > end) throw new Error('The copy never came to where it was waited for');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
