import { statSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { PostgresqlStore } from '../db-copy/postgresql-store.js';
import { markCopy } from '../db-copy/copy-as.js';
import { describeDatabase, type DatabaseAddress } from '../db-copy/database-address.js';
import { migrate } from '../prisma/migrate.js';
import { modelTables } from '../db-copy/model-tables.js';
import { OperatorError } from '../common/errors/operator-error.js';
import type { DatabaseBackup, RestoreOptions, TakeOptions } from './database-backup.js';
import { refuseOtherRows, type DatabaseFacts } from './manifest.js';
import { PgPrograms } from './pg-programs.js';
import { moveSchemaAside, putSchemaBack } from './schema-aside.js';

const FILE = 'database.dump';
const PROGRESS_MS = 500;
const ASIDE = 'before_restore';

export class PostgresqlBackup implements DatabaseBackup {
  private readonly programs: PgPrograms;
  private readonly name: string;

  constructor(
    private readonly address: DatabaseAddress,
    pgBin: string | undefined,
  ) {
    this.programs = new PgPrograms(address.url, pgBin);
    this.name = describeDatabase(address);
  }

  async take(folder: string, { onProgress }: TakeOptions): Promise<DatabaseFacts> {
    const program = await this.programs.versionOf('pg_dump');
    const store = await PostgresqlStore.open(this.address);
    try {
      const server = await store.majorVersion();
      if (program < server) throw tooOld('pg_dump', program, server);
      await store.beginReading();
      const facts = await factsOf(store);
      await this.dump(join(folder, FILE), await store.exportSnapshot(), onProgress);
      await this.refuseUnreadable(join(folder, FILE), Object.keys(facts.rows));
      return { kind: 'postgresql', file: FILE, ...facts, server, program };
    } finally {
      await store.close();
    }
  }

  async refuseRestore({ isForced }: RestoreOptions, facts: DatabaseFacts): Promise<void> {
    const program = await this.programs.versionOf('pg_restore');
    if (program < facts.program!) throw tooOld('pg_restore', program, facts.program!);
    const store = await PostgresqlStore.open(this.address);
    try {
      const server = await store.majorVersion();
      if (server < facts.server!)
        throw new OperatorError(
          `${this.name} is PostgreSQL ${server}, the backup is of ${facts.server!}: too old for it`,
        );
      const [table] = await store.tableNames();
      if (table !== undefined && !isForced)
        throw new OperatorError(`${this.name} is not empty: it has a table ${table}. --force moves them all aside`);
      const disturbance = await store.disturbance();
      if (disturbance) throw new OperatorError(`${this.name} is in use, ${disturbance}: stop the shop first`);
    } finally {
      await store.close();
    }
  }

  async restore(folder: string, facts: DatabaseFacts, { as, aside }: RestoreOptions): Promise<string[]> {
    const store = await PostgresqlStore.open(this.address);
    try {
      const [schema] = (await store.column('SELECT current_schema()')) as [string];
      const isEmpty = (await store.tableNames()).length === 0;
      const name = `${ASIDE}_${aside.replace(/\D/g, '')}`;
      if (!isEmpty) await moveSchemaAside(store, schema, name);
      try {
        await this.load(join(folder, FILE), store);
      } catch (error) {
        if (!isEmpty) await putSchemaBack(store, schema, name);
        throw error;
      }
      await store.beginReading();
      refuseOtherRows((await factsOf(store)).rows, facts);
      await store.execute('COMMIT');
      // An older version has no row for it.
      await migrate(this.address);
      await store.execute(markCopy(as));
      return isEmpty ? [] : [`the schema ${name} of ${this.name}`];
    } finally {
      await store.close();
    }
  }

  private async load(file: string, store: PostgresqlStore): Promise<void> {
    const [database] = (await store.column('SELECT current_database()')) as [string];
    const name = `--dbname=dbname='${database.replace(/['\\]/g, '\\$&')}'`;
    const options = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges', '--no-password'];
    await this.programs.run('pg_restore', [...options, name, file]);
  }

  private async dump(file: string, snapshot: string, onProgress: TakeOptions['onProgress']): Promise<void> {
    const timer = setInterval(() => onProgress(statSync(file, { throwIfNoEntry: false })?.size ?? 0, 0), PROGRESS_MS);
    try {
      const options = ['--format=custom', '--no-owner', '--no-privileges', '--no-comments', '--no-password'];
      const aside = `--exclude-schema=${ASIDE}_*`;
      await this.programs.run('pg_dump', [...options, aside, `--snapshot=${snapshot}`, `--file=${file}`]);
    } finally {
      clearInterval(timer);
    }
    await chmod(file, 0o600);
  }

  private async refuseUnreadable(file: string, tables: string[]): Promise<void> {
    const list = await this.programs.run('pg_restore', ['--list', file]);
    const missing = tables.find((table) => !new RegExp(` TABLE DATA \\S+ ${table} `).test(list));
    if (missing !== undefined) throw new OperatorError(`The dump has no ${missing}`);
  }
}

function tooOld(program: string, is: number, must: number): OperatorError {
  return new OperatorError(
    `${program} is of PostgreSQL ${is}, it must be ${must} at least: set PG_BIN to the folder of a newer one`,
  );
}

async function factsOf(store: PostgresqlStore): Promise<Pick<DatabaseFacts, 'rows' | 'migrations'>> {
  const there = new Set(await store.tableNames());
  if (!there.has('_prisma_migrations')) throw new OperatorError(`${store.name} is not a shop’s database`);
  const rows: Record<string, number> = {};
  for (const { name } of modelTables()) if (there.has(name)) rows[name] = await store.count(name);
  const migrations = await store.appliedMigrations();
  return { rows, migrations: migrations.map(({ migration_name, checksum }) => ({ migration_name, checksum })) };
}
