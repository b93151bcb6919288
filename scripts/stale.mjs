import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = [
  'src',
  'prisma',
  'scripts/build.mjs',
  'scripts/generate.mjs',
  'scripts/query-compiler.mjs',
  'package-lock.json',
  'tsconfig.json',
  '.swcrc',
];
const MADE = ['src/generated', 'src/swagger-metadata.ts'];

/** @returns {boolean} whether the build is missing or older than what it is made from; an image has it without its sources */
export function isStale() {
  if (modified('src') === undefined) return false;
  const built = modified('dist/.built');
  return built === undefined || SOURCES.some((source) => newest(source) > built);
}

function newest(path) {
  if (MADE.includes(path)) return 0;
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  // A folder's own time tells that a file in it is gone.
  return Math.max(stats.mtimeMs, ...readdirSync(join(root, path)).map((name) => newest(`${path}/${name}`)));
}

function modified(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs;
}
