// npm run admin:create -- --email … --username … --password …: makes an administrator in the configured database.
import { existsSync } from 'node:fs';
import { ensureBuilt } from './ensure-built.mjs';

ensureBuilt();
if (existsSync('.env')) process.loadEnvFile('.env');

const { AdminNotCreatedError, createAdmin } = await import('../dist/create-admin.js');
try {
  console.log(await createAdmin(process.argv.slice(2)));
} catch (error) {
  // A line for what the operator can mend; a stack for what only we can.
  console.error(error instanceof AdminNotCreatedError ? `Not created: ${error.message}` : error);
  process.exitCode = 1;
}
