import { parseArgs } from 'node:util';
import { describeDatabase, toDatabase } from '../database-address.js';
import { ShopDataError } from '../shop-data.errors.js';
import { copyShop, type CopyOptions } from './copy-shop.js';

const USAGE = `Usage: npm run db:copy -- --from file:./data/boulevard.db --to postgresql://user@host:5432/name
  Copies all of a shop's data into an empty database, either way round. Stop the shop first.
  --live       the shop goes on: what it had at the beginning is copied, what it does meanwhile is not
  --mend-text  puts U+FFFD in the place of characters that PostgreSQL can't keep, instead of stopping at one
  A password may come from PGPASSWORD instead.`;

/**
 * `npm run db:copy`.
 * @returns what was copied, in lines
 * @throws ShopDataError with nothing written
 */
export async function copyCommand(argv: string[], onProgress: CopyOptions['onProgress']): Promise<string> {
  const { from, to, live, mendText } = readOptions(argv);
  const [source, target] = [toDatabase('--from', from), toDatabase('--to', to)];
  const started = Date.now();
  const tables = await copyShop(source, target, { isLive: live, mendsText: mendText, onProgress });

  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const mended = tables.filter((table) => table.mended > 0);
  return [
    ...tables.map((table) => `${String(table.rows).padStart(9)}  ${table.checksum}  ${table.name}`),
    ...mended.map((table) => `${table.mended} values of ${table.name} were mended.`),
    `Copied ${rows} rows of ${tables.length} tables from ${describeDatabase(source)} to ${describeDatabase(target)} ` +
      `in ${((Date.now() - started) / 1000).toFixed(1)} s; counts and checksums agree.`,
    'Uploaded pictures are files, and stay in UPLOAD_DIR.',
  ].join('\n');
}

function readOptions(argv: string[]) {
  const [text, flag] = [{ type: 'string' }, { type: 'boolean', default: false }] as const;
  try {
    const { values } = parseArgs({
      args: argv,
      options: { from: text, to: text, live: flag, 'mend-text': flag },
    });
    const { from, to, live, 'mend-text': mendText } = values;
    if (from === undefined || to === undefined) throw new Error('--from and --to are both needed');
    return { from, to, live, mendText };
  } catch (error) {
    throw new ShopDataError(`${(error as Error).message}\n${USAGE}`);
  }
}
