import type { DatabaseAddress } from './database-address.js';
import { modelTables } from './model-tables.js';
import { markCopy, type CopyAs } from './copy-as.js';
import { refuseOtherVersion } from './schema-version.js';
import { OperatorError } from '../common/errors/operator-error.js';
import { toOperatorError } from './to-operator-error.js';
import { TableCopy, type CopiedTable } from './copy-tables.js';
import { openStore } from './open-store.js';
import { isShop, prepareTarget, refuseRows } from './prepare-target.js';
import type { Store } from './store.js';
import { inReferenceOrder } from './table-order.js';

export interface CopyOptions {
  as: CopyAs;
  /** Copies the state at the start although the shop runs on. */
  isLive: boolean;
  replacesText: boolean;
  /** @param done of `all`; each row counts twice, when written and when compared */
  onProgress: (progress: { table: string; done: number; all: number }) => void;
}

/**
 * Copies a shop from one database into an empty one, completely or not at all: one transaction, committed after all rows
 * were read again and compared.
 * @throws OperatorError with nothing written
 */
export async function copyShop(
  from: DatabaseAddress,
  to: DatabaseAddress,
  options: CopyOptions,
): Promise<CopiedTable[]> {
  const source = await openStore(from, { readonly: true });
  try {
    if (!(await isShop(source))) throw new OperatorError(`${source.name} is not a shop’s database`);
    await refuseOtherVersion(source.name, from.kind, await source.appliedMigrations());
    if (!options.isLive) await refuseDisturbance(source);
    await prepareTarget(to, modelTables());
    const target = await openStore(to, { readonly: false });
    try {
      const copied = await copyAll(source, target, options);
      if (!options.isLive) await refuseDisturbance(source);
      await target.execute(markCopy(options.as));
      await target.commit();
      return copied;
    } finally {
      await target.close();
    }
  } catch (error) {
    throw toOperatorError(error);
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
  const copy = new TableCopy(source, target, options.replacesText, (table, rows) =>
    options.onProgress({ table, done: (done += rows), all }),
  );
  const copied: CopiedTable[] = [];
  for (const table of inReferenceOrder(targets)) copied.push(await copy.copy(sources.get(table.name)!, table));
  return copied;
}

async function refuseDisturbance(source: Store): Promise<void> {
  const disturbance = await source.disturbance();
  if (!disturbance) return;
  throw new OperatorError(
    `Stop the shop on ${source.name} first: ${disturbance}, and what it sells while it is copied would be missing ` +
      'there. --live copies what it had at the beginning all the same',
  );
}
