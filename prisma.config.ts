import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'prisma/config';

// The database of the shop, from the same variables.
if (existsSync('.env')) process.loadEnvFile('.env');

// Keeps Prisma's command line from checking for updates.
process.env.CHECKPOINT_DISABLE ??= '1';

// `prisma generate` does not run the schema engine, but the command line downloads it unless this names a file.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

const given = process.env.DATABASE_URL || `file:${process.env.DATA_DIR || './data'}/boulevard.db`;
const database = /^postgres(ql)?:/.test(given) ? 'postgresql' : 'sqlite';
// Prisma Studio 7.10 knows a file only as file:///…
const isFileInStudio = database === 'sqlite' && process.argv.includes('studio');
const url = isFileInStudio ? `file://${resolve(given.replace(/^file:/, ''))}` : given;

export default defineConfig({
  schema: `prisma/${database}`,
  migrations: { path: `prisma/${database}/migrations` },
  datasource: { url },
});
