// npm run admin:create -- --email … --username … --password …: makes an administrator in the configured database.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
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
if (existsSync('.env')) process.loadEnvFile('.env');

const { AdminNotCreatedError, createAdmin } = await import('../dist/create-admin.js');
try {
  console.log(await createAdmin(process.argv.slice(2)));
} catch (error) {
  // A line for what the operator can mend; a stack for what only we can.
  console.error(error instanceof AdminNotCreatedError ? `Not created: ${error.message}` : error);
  process.exitCode = 1;
}
