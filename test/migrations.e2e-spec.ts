import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import Database from 'better-sqlite3';
import { migrateSqlite } from '../src/prisma/migrate-sqlite.js';
import { MigrationError, readMigrations, type Migration } from '../src/prisma/migrations.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const migration = (name: string, sql: string): Migration => ({
  name,
  sql,
  checksum: createHash('sha256').update(sql).digest('hex'),
});
const FIRST = migration('1_first', 'CREATE TABLE "A" ("id" INTEGER PRIMARY KEY); INSERT INTO "A" VALUES (1);');
const SECOND = migration('2_second', 'ALTER TABLE "A" ADD COLUMN "b" TEXT; INSERT INTO "A" VALUES (2, \'x\');');

describe('migrations on SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-test-'));
  let files = 0;
  const newUrl = () => `file:${join(folder, `${(files += 1)}.db`)}`;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What a database holds: applied migrations, tables, rows of "A". */
  function look(url: string) {
    const db = new Database(url.replace('file:', ''), { readonly: true });
    try {
      const names = (sql: string) => db.prepare(sql).pluck().all();
      const tables = names(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`) as string[];
      return {
        tables,
        applied: tables.includes('_prisma_migrations')
          ? names('SELECT migration_name FROM "_prisma_migrations" ORDER BY migration_name')
          : [],
        rows: tables.includes('A') ? names('SELECT "id" FROM "A"') : [],
      };
    } finally {
      db.close();
    }
  }

  it('applies each once, in order, later ones on what is there', () => {
    const url = newUrl();
    migrateSqlite(url, [FIRST]);
    migrateSqlite(url, [FIRST, SECOND]);
    const after = look(url);
    migrateSqlite(url, [FIRST, SECOND]);
    expect(look(url)).toEqual(after);
    expect(after).toMatchObject({ applied: ['1_first', '2_second'], rows: [1, 2] });
  });

  it('stops when one that is applied was edited since', () => {
    const url = newUrl();
    migrateSqlite(url, [FIRST]);
    const edited = migration(FIRST.name, `${FIRST.sql} -- edited`);
    expect(() => migrateSqlite(url, [edited, SECOND])).toThrow(MigrationError);
    expect(() => migrateSqlite(url, [edited, SECOND])).toThrow(/1_first was edited/);
    expect(look(url).applied).toEqual(['1_first']);
  });

  it('leaves nothing of one that fails half-way, nor of those before it in the same run', () => {
    const url = newUrl();
    migrateSqlite(url, [FIRST]);
    const broken = migration('3_broken', 'CREATE TABLE "C" ("id" INTEGER); INSERT INTO "nowhere" VALUES (1);');
    expect(() => migrateSqlite(url, [FIRST, SECOND, broken])).toThrow(/nowhere/);
    expect(look(url)).toEqual({ tables: ['A', '_prisma_migrations'], applied: ['1_first'], rows: [1] });
    migrateSqlite(url, [FIRST, SECOND]);
    expect(look(url).rows).toEqual([1, 2]);
  });

  it('stops when rows would refer to rows that do not exist', () => {
    const url = newUrl();
    const dangling = migration(
      '2_dangling',
      'CREATE TABLE "B" ("a" INTEGER REFERENCES "A"("id")); INSERT INTO "B" VALUES (99);',
    );
    expect(() => migrateSqlite(url, [FIRST, dangling])).toThrow(MigrationError);
    expect(look(url).tables).toEqual([]);
  });

  it('does not touch a database where a migration of Prisma itself stopped half-way', () => {
    const url = newUrl();
    migrateSqlite(url, [FIRST]);
    const db = new Database(url.replace('file:', ''));
    db.exec('UPDATE "_prisma_migrations" SET "finished_at" = NULL');
    db.close();
    expect(() => migrateSqlite(url, [FIRST, SECOND])).toThrow(/half-way/);
  });

  it('finds the products of a shop that had no index of them yet', async () => {
    const [url, written] = [newUrl(), await readMigrations('sqlite')];
    const isSearch = ({ name }: Migration) => name.endsWith('_product_search');
    migrateSqlite(url, written.slice(0, written.findIndex(isSearch)));
    const db = new Database(url.replace('file:', ''));
    const insert = db.prepare(`INSERT INTO "Product" ("id", "slug", "name", "category", "searchText", "updatedAt")
      VALUES (@id, @id, @id, 'x', @text, 0)`);
    for (const text of ['evoli', 'mentali', 'noctali']) insert.run({ id: `p-${text}`, text });
    migrateSqlite(url, written);
    const found = db.prepare(`SELECT "productId" FROM "ProductSearch"
      JOIN "ProductSearchRow" ON "number" = "ProductSearch"."rowid" WHERE "ProductSearch" MATCH '"tali"'`);
    expect(found.pluck().all()).toEqual(['p-mentali', 'p-noctali']);
    db.close();
  });

  it('works for processes that start at once on one new file: each comes through, nothing is applied twice', async () => {
    const written = await readMigrations('sqlite');
    const script = compiledRunner(folder, written);
    for (let round = 0; round < 3; round++) {
      const url = newUrl();
      const ends = await Promise.all(Array.from({ length: 3 }, () => run(script, url)));
      expect(ends).toEqual(['', '', '']);
      expect(look(url).applied).toEqual(written.map(({ name }) => name));
    }
  });
});

/** The migration runner as other processes can run it: TypeScript compiled into a folder that finds our packages. */
function compiledRunner(folder: string, written: Migration[]): string {
  const target = join(folder, 'runner');
  mkdirSync(target);
  symlinkSync(join(ROOT, 'node_modules'), join(target, 'node_modules'));
  writeFileSync(join(target, 'package.json'), '{"type":"module"}');
  writeFileSync(join(target, 'written.json'), JSON.stringify(written));
  for (const folder of ['prisma', 'config']) mkdirSync(join(target, folder));
  for (const name of ['prisma/migrate-sqlite', 'prisma/migrations', 'config/private-files']) {
    const source = readFileSync(join(ROOT, 'src', `${name}.ts`), 'utf8');
    const { code } = transformSync(source, {
      filename: `${name}.ts`,
      swcrc: false,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    });
    writeFileSync(join(target, `${name}.js`), code);
  }
  const script = join(target, 'run.js');
  writeFileSync(
    script,
    `import { readFileSync } from 'node:fs';
     import { migrateSqlite } from './prisma/migrate-sqlite.js';
     migrateSqlite(process.argv[2], JSON.parse(readFileSync(new URL('./written.json', import.meta.url), 'utf8')));`,
  );
  return script;
}

/** @returns what a process says that fails; nothing for one that doesn't */
function run(script: string, url: string): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, url], { env: {}, stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('close', (code) => resolve(code === 0 ? '' : `exit ${code}: ${text}`));
  });
}
