import { defineConfig } from 'prisma/config';

// `prisma generate` never runs the schema engine, but the command line downloads it at start unless told where one is.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

const url = process.env.DATABASE_URL ?? 'file:./data/boulevard.db';
const database = /^postgres(ql)?:/.test(url) ? 'postgresql' : 'sqlite';

export default defineConfig({
  schema: `prisma/${database}`,
  migrations: { path: `prisma/${database}/migrations` },
  datasource: { url },
});
