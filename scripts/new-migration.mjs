// npm run migration:new -- NAME: compares the models with what the newest migration left and writes the difference as SQL,
// for both databases. Works offline: Prisma's schema engine as WebAssembly instead of the one its command line downloads.
// "What the newest migration left" is kept in prisma/migrated.prisma: the WebAssembly build can't read PostgreSQL's
// catalogue (its "char" columns), so it can't replay the migrations there.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as schemaEngine from '@prisma/schema-engine-wasm/schema_engine_bg';
import { startThrowawayPostgres } from './throwaway-postgres.mjs';

const SNAPSHOT = join('prisma', 'migrated.prisma');

const name = process.argv[2];
if (!name || !/^[a-z0-9_]{1,100}$/.test(name)) {
  console.error('Usage: npm run migration:new -- NAME   (lower case letters, digits and _)');
  process.exit(2);
}

await loadEngine();
const models = readModels();
const folder = `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`;
const scripts = { sqlite: await sqliteDiff(), postgresql: await postgresqlDiff() };

for (const [database, sql] of Object.entries(scripts)) {
  if (isEmpty(sql)) {
    console.log(`${database}: nothing to do`);
    continue;
  }
  const target = join('prisma', database, 'migrations', folder);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'migration.sql'), sql);
  console.log(`${database}: ${join(target, 'migration.sql')}`);
}
writeFileSync(SNAPSHOT, models);

async function loadEngine() {
  const require = createRequire(import.meta.url);
  const wasmFile = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(readFileSync(wasmFile), { './schema_engine_bg.js': schemaEngine });
  schemaEngine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

function sqliteDiff() {
  return diff('sqlite', new PrismaBetterSqlite3({ url: ':memory:' }));
}

/** The engine reads the server's version before it writes SQL. */
async function postgresqlDiff() {
  const server = await startThrowawayPostgres();
  try {
    return await diff('postgresql', new PrismaPg(server.url));
  } finally {
    await server.stop();
  }
}

async function diff(database, adapter) {
  const engine = await schemaEngine.SchemaEngine.new(
    { datamodels: Object.entries(schema(database, models)) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  const { stdout } = await engine.diff({
    from: existsSync(SNAPSHOT) ? datamodel(database, readFileSync(SNAPSHOT, 'utf8')) : { tag: 'empty' },
    to: datamodel(database, models),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}

function datamodel(database, models) {
  const files = Object.entries(schema(database, models)).map(([path, content]) => ({ path, content }));
  return { tag: 'schemaDatamodel', files };
}

function schema(database, models) {
  return { 'schema.prisma': readFileSync(join('prisma', database, 'schema.prisma'), 'utf8'), 'models.prisma': models };
}

function readModels() {
  const folder = join('prisma', 'models');
  const files = readdirSync(folder).sort();
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}

function isEmpty(sql) {
  return sql.split('\n').every((line) => !line.trim() || line.startsWith('--'));
}
