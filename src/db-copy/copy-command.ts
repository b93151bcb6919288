import { describeDatabase, toDatabase } from './database-address.js';
import { JOBS_ARE_OFF, type CopyAs } from './copy-as.js';
import { copyShop, type CopyOptions } from './copy-shop.js';

export interface CopyCommandOptions {
  from: string;
  to: string;
  as: CopyAs;
  live?: boolean;
  mendText?: boolean;
}

/**
 * `npm run db:copy`.
 * @returns the report, in lines
 * @throws OperatorError with nothing written
 */
export async function copyCommand(
  { from, to, as, live = false, mendText = false }: CopyCommandOptions,
  onProgress: CopyOptions['onProgress'],
): Promise<string> {
  const [source, target] = [toDatabase('--from', from), toDatabase('--to', to)];
  const started = Date.now();
  const tables = await copyShop(source, target, { as, isLive: live, replacesText: mendText, onProgress });

  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const replaced = tables.filter((table) => table.replaced > 0);
  return [
    ...tables.map((table) => `${String(table.rows).padStart(9)}  ${table.checksum}  ${table.name}`),
    ...replaced.map((table) => `${table.replaced} values of ${table.name} had characters replaced.`),
    `Copied ${rows} rows of ${tables.length} tables from ${describeDatabase(source)} to ${describeDatabase(target)} ` +
      `in ${((Date.now() - started) / 1000).toFixed(1)} s; counts and checksums agree.`,
    'Uploaded pictures are files, and stay in UPLOAD_DIR.',
    JOBS_ARE_OFF,
  ].join('\n');
}
