// npm run backup -- --to FOLDER: writes database and uploads into a new folder there, while the shop goes on. Exit code
// 0: it is whole and can be read; 1: nothing was left there.
import { existsSync } from 'node:fs';
import { ensureBuilt } from './ensure-built.mjs';
import { bar, progressLine } from './progress-line.mjs';

const MB = 1024 * 1024;

ensureBuilt();
if (existsSync('.env')) process.loadEnvFile('.env');

const { backupCommand } = await import('../dist/shop-data/backup/backup-commands.js');
const { ShopDataError } = await import('../dist/shop-data/shop-data.errors.js');

try {
  const text = await backupCommand(process.argv.slice(2), (done, all) =>
    progressLine.show(all ? bar(done, all) : `${(done / MB).toFixed(1)} MB`),
  );
  progressLine.clear();
  console.log(text);
} catch (error) {
  progressLine.clear();
  console.error(error instanceof ShopDataError ? `Not backed up: ${error.message}` : error);
  process.exitCode = 1;
}
