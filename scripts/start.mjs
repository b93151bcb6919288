// npm start: makes what is generated and builds when the sources are newer than the build, then runs it in this process,
// so that signals reach it.
import { execFileSync } from 'node:child_process';
import { isStale } from './stale.mjs';

if (isStale()) {
  console.log('Building …');
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
await import('../dist/main.js');
