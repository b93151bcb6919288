// npm run generate, and part of npm ci: one Prisma client for each database. Does nothing without Prisma's command line,
// a development package.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const prisma = `${root}node_modules/prisma/build/index.js`;

if (existsSync(prisma)) {
  const options = { cwd: root, env: { ...process.env, CHECKPOINT_DISABLE: '1' } };
  const generate = (database) =>
    promisify(execFile)(process.execPath, [prisma, 'generate', '--schema', `prisma/${database}`], options);
  await Promise.all([generate('sqlite'), generate('postgresql')]);
}

// The build writes it again. An old one that names files which have moved would fail the build's type check.
if (process.env.npm_lifecycle_event === 'prebuild') await rm(`${root}src/metadata.ts`, { force: true });
