// npm start: builds when the sources are newer than the build, then runs it in this very process, so that signals reach it.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isStale } from './stale.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
if (isStale()) {
  console.log('Building …');
  try {
    execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  } catch (error) {
    process.exit(error.status ?? 1);
  }
}
await import('../dist/main.js');
