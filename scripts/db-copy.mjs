// npm run db:copy -- --from file:… --to postgresql://…: copies a shop into an empty database. Exit code 0: all of it is
// there and was compared; 1: nothing was copied.
import { ensureBuilt } from './ensure-built.mjs';
import { bar, progressLine } from './progress-line.mjs';

ensureBuilt();
const { copyCommand } = await import('../dist/shop-data/copy/copy-command.js');
const { ShopDataError } = await import('../dist/shop-data/shop-data.errors.js');

try {
  const text = await copyCommand(process.argv.slice(2), ({ table, done, all }) =>
    progressLine.show(`${bar(done, all)}  ${table}`),
  );
  progressLine.clear();
  console.log(text);
} catch (error) {
  progressLine.clear();
  console.error(error instanceof ShopDataError ? `Not copied: ${error.message}` : error);
  process.exitCode = 1;
}
