import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isStale } from './stale.mjs';

/** Builds when the sources are newer than the build. Leaves the process in the project's folder. */
export function ensureBuilt() {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  if (!isStale()) return;
  console.log('Building …');
  try {
    execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  } catch (error) {
    process.exit(error.status ?? 1);
  }
}
