import { existsSync } from 'node:fs';
import { migrate } from '../prisma/migrate.js';
import { describeDatabase, fileOf, type DatabaseAddress } from './database-address.js';
import type { ModelTable } from './model-tables.js';
import { refuseNewer } from './schema-version.js';
import { OperatorError } from '../common/errors/operator-error.js';
import { openStore } from './open-store.js';
import type { Store } from './store.js';

const MIGRATIONS = '_prisma_migrations';

/**
 * Creates all tables in an empty database, or in a new one.
 * @throws OperatorError with nothing changed, when it is not empty
 */
export async function prepareTarget(address: DatabaseAddress, tables: ModelTable[]): Promise<void> {
  if (address.kind === 'postgresql' || existsSync(fileOf(address))) {
    const target = await openStore(address, { readonly: false });
    try {
      await refuseForeign(target);
      await refuseRows(target, tables);
      if (await isShop(target)) await refuseNewer(target.name, address.kind, await target.appliedMigrations());
    } finally {
      await target.close();
    }
  }
  try {
    await migrate(address);
  } catch (error) {
    // It takes the address for the shop's own.
    const why = (error as Error).message.replace('DATABASE_URL', '--to');
    throw new OperatorError(`${describeDatabase(address)} can't be prepared: ${why}`, {
      cause: error,
    });
  }
}

/** @throws OperatorError when any table of the shop has a row */
export async function refuseRows(target: Store, tables: ModelTable[]): Promise<void> {
  const there = new Set(await target.tableNames());
  for (const { name } of tables) {
    if (!there.has(name)) continue;
    const rows = await target.count(name);
    if (rows) throw new OperatorError(`${target.name} is not empty: ${name} has ${rows} rows. Nothing was changed`);
  }
}

export async function isShop(store: Store): Promise<boolean> {
  return (await store.tableNames()).includes(MIGRATIONS);
}

async function refuseForeign(target: Store): Promise<void> {
  const [other] = await target.tableNames();
  if (other === undefined || (await isShop(target))) return;
  throw new OperatorError(`${target.name} is not empty: it has a table ${other} of somebody else's`);
}
