// Writes what is made from the sources: one Prisma client a database, and what Swagger learns from types and comments.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { unpackQueryCompiler } from './query-compiler.mjs';
import { writeSwaggerMetadata } from './swagger-metadata.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);
const prismaCli = fileURLToPath(new URL('../node_modules/prisma/build/index.js', import.meta.url));

await Promise.all(
  ['sqlite', 'postgresql'].map(async (database) => {
    await run(process.execPath, [prismaCli, 'generate', '--schema', `prisma/${database}`], { cwd: root });
    unpackQueryCompiler(`${root}src/generated/${database}`);
  }),
);

process.chdir(root);
writeSwaggerMetadata(root, `${root}src/swagger-metadata.ts`);
