// npm run restore -- --from FOLDER/boulevard-… [--force]: puts database and uploads where DATABASE_URL and UPLOAD_DIR say.
// Exit code 0: the shop is what it was then; 1: it is not, and the message says why.
import { existsSync } from 'node:fs';
import { ensureBuilt } from './ensure-built.mjs';

ensureBuilt();
if (existsSync('.env')) process.loadEnvFile('.env');

const { restoreCommand } = await import('../dist/shop-data/backup/backup-commands.js');
const { ShopDataError } = await import('../dist/shop-data/shop-data.errors.js');

try {
  console.log(await restoreCommand(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof ShopDataError ? `Not restored: ${error.message}` : error);
  process.exitCode = 1;
}
