import type { DatabaseAddress } from '../database-address.js';
import { modelTables } from '../model-tables.js';
import { refuseOtherVersion } from '../schema-version.js';
import { asShopDataError, ShopDataError } from '../shop-data.errors.js';
import { TableCopy, type CopiedTable } from './copy-tables.js';
import { openStore } from './open-store.js';
import { isShop, prepareTarget, refuseRows } from './prepare-target.js';
import type { Store } from './store.js';
import { inReferenceOrder } from './table-order.js';

export interface CopyOptions {
  /** Takes the state of the beginning, though the shop goes on. */
  isLive: boolean;
  mendsText: boolean;
  /** @param done of `all`; each row counts twice, written and looked at */
  onProgress: (progress: { table: string; done: number; all: number }) => void;
}

/**
 * Copies a shop from one database into an empty one, all of it or nothing: it is one transaction there, made last after
 * everything was read again and compared.
 * @throws ShopDataError with nothing written
 */
export async function copyShop(
  from: DatabaseAddress,
  to: DatabaseAddress,
  options: CopyOptions,
): Promise<CopiedTable[]> {
  const source = await openStore(from, { readonly: true });
  try {
    if (!(await isShop(source))) throw new ShopDataError(`${source.name} is not a shop’s database`);
    await refuseOtherVersion(source.name, from.kind, await source.appliedMigrations());
    if (!options.isLive) await refuseDisturbance(source);
    await prepareTarget(to, modelTables());
    const target = await openStore(to, { readonly: false });
    try {
      const copied = await copyAll(source, target, options);
      if (!options.isLive) await refuseDisturbance(source);
      await target.commit();
      return copied;
    } finally {
      await target.close();
    }
  } catch (error) {
    throw asShopDataError(error);
  } finally {
    await source.close();
  }
}

async function copyAll(source: Store, target: Store, options: CopyOptions): Promise<CopiedTable[]> {
  const tables = modelTables();
  await source.beginReading();
  await target.beginWriting(tables);
  await refuseRows(target, tables);

  const targets = await target.describe(tables);
  const sources = new Map((await source.describe(tables)).map((table) => [table.name, table]));
  let all = 0;
  for (const { name } of tables) all += 2 * (await source.count(name));
  let done = 0;
  const copy = new TableCopy(source, target, options.mendsText, (table, rows) =>
    options.onProgress({ table, done: (done += rows), all }),
  );
  const copied: CopiedTable[] = [];
  for (const table of inReferenceOrder(targets)) copied.push(await copy.copy(sources.get(table.name)!, table));
  return copied;
}

async function refuseDisturbance(source: Store): Promise<void> {
  const disturbance = await source.disturbance();
  if (!disturbance) return;
  throw new ShopDataError(
    `Stop the shop on ${source.name} first: ${disturbance}, and what it sells while it is copied would be missing ` +
      'there. --live copies what it had at the beginning all the same',
  );
}
