import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrate } from '../src/prisma/migrate.js';
import { readMigrations } from '../src/prisma/migrations.js';
import { createDatabase } from './support/postgres.js';
import { createPostgresServer, type PostgresServer } from '../scripts/postgres-server.mjs';

const COMMAND = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

describe('migrations on PostgreSQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-migrate-'));
  let server: PostgresServer;
  let url: string;
  beforeAll(async () => {
    server = await createPostgresServer({ settings: ['fsync=off'] });
    await server.start();
    url = await createDatabase(server.url);
  });
  afterAll(async () => {
    await server.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const inDatabase = async <T extends pg.QueryResultRow>(sql: string, on = url): Promise<T[]> => {
    const client = new pg.Client({ connectionString: on });
    await client.connect();
    const { rows } = await client.query<T>(sql);
    await client.end();
    return rows;
  };

  /** `npm run db:migrate` of a built shop. */
  const command = (address: string) =>
    new Promise<{ code: unknown; output: string; errors: string }>((resolve) => {
      const env = { PATH: process.env.PATH, NODE_ENV: 'production', DATABASE_URL: address };
      execFile(process.execPath, [COMMAND, 'db:migrate'], { cwd: folder, env }, (error, output, errors) =>
        resolve({ code: error ? error.code : 0, output, errors }),
      );
    });

  it('are applied once by four processes that start together: one does it, the others find it done', async () => {
    const written = await readMigrations('postgresql');
    const names = written.map(({ name }) => name);
    const ends = await Promise.all([1, 2, 3, 4].map(() => command(url)));
    expect(ends.map(({ code, errors }) => ({ code, errors }))).toEqual(ends.map(() => ({ code: 0, errors: '' })));
    const outputs = ends.map(({ output }) => output).sort();
    expect(outputs).toEqual([
      `Applied ${names.join(', ')}\n`,
      ...Array<string>(3).fill('Nothing to apply: the database is up to date\n'),
    ]);
    const rows = await inDatabase<{ migration_name: string }>('SELECT "migration_name" FROM "_prisma_migrations"');
    expect(rows.map(({ migration_name }) => migration_name).sort()).toEqual(names);
  });

  it('go on where the extension of the search is refused, and find it in whatever schema it is', async () => {
    const refuse = `
      CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not on our list'; END $$;
      CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('CREATE EXTENSION') EXECUTE FUNCTION refuse()`;
    const elsewhere = 'CREATE SCHEMA "Extensions"; CREATE EXTENSION pg_trgm SCHEMA "Extensions"';
    const indexAfter = async (preparation: string) => {
      const database = await createDatabase(server.url);
      await inDatabase(preparation, database);
      await migrate({ url: database, kind: 'postgresql' });
      const rows = await inDatabase<{ indexdef: string }>(
        `SELECT "indexdef" FROM pg_indexes WHERE "indexname" = 'Product_searchText_idx'`,
        database,
      );
      return rows.map(({ indexdef }) => indexdef.replace(/.* USING /, ''));
    };
    expect(await indexAfter('')).toEqual(['gin ("searchText" gin_trgm_ops)']);
    expect(await indexAfter(elsewhere)).toEqual(['gin ("searchText" "Extensions".gin_trgm_ops)']);
    expect(await indexAfter(refuse)).toEqual([]);
    expect(await indexAfter(`${elsewhere}; ${refuse}`)).toEqual(['gin ("searchText" "Extensions".gin_trgm_ops)']);
  });

  it('are refused, in one line without a secret, where the database does not let us in or is not ours', async () => {
    const address = (change: Partial<URL>) => Object.assign(new URL(url), change).href;
    const { code, output, errors } = await command(address({ password: 'hunter2' }));
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toBe('Not migrated: the database refuses the account or the password in DATABASE_URL (28P01)\n');

    const on = (database: string) => migrate({ url: database, kind: 'postgresql' });
    await expect(on(address({ pathname: '/nowhere' }))).rejects.toThrow(/no database by the name.*\(3D000\)$/);

    const others = await createDatabase(server.url);
    await inDatabase('CREATE TABLE "recipe" ("id" INTEGER)', others);
    await expect(on(others)).rejects.toThrow(/tables of something else/);
    await expect(inDatabase(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`, others)).resolves.toEqual([
      { tablename: 'recipe' },
    ]);

    await inDatabase('ALTER DATABASE postgres SET default_transaction_read_only = on', server.url);
    await expect(on(server.url)).rejects.toThrow(/read-only.*\(25006\)$/);
  });

  it('of a newer version stop an older one at its start, and disturb none that runs', async () => {
    await inDatabase(`INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name")
      VALUES ('later', 'x', now(), '29990101000000_later')`);
    await expect(migrate({ url, kind: 'postgresql' })).rejects.toThrow(/newer than this version.*29990101000000_later/);
    await expect(migrate({ url, kind: 'postgresql', mayBeNewer: true })).resolves.toEqual([]);
  });
});
