import type { DatabaseAddress } from '../database-address.js';
import type { DatabaseFacts } from './manifest.js';

export interface TakeOptions {
  /** @param all 0 where nobody knows how much there will be; `done` then is bytes */
  onProgress: (done: number, all: number) => void;
}

export interface RestoreOptions {
  /** What is there may be moved aside. */
  isForced: boolean;
  /** What the name of that ends with. */
  aside: string;
}

/** How the database of one kind gets into a backup and out again. */
export interface DatabaseBackup {
  /**
   * Writes one state of it into a folder while the shop goes on, and looks whether that can be read.
   * @throws ShopDataError
   */
  take(folder: string, options: TakeOptions): Promise<DatabaseFacts>;
  /** @throws ShopDataError, with nothing changed, when a restore would meet data or a running shop */
  refuseRestore(options: RestoreOptions, facts: DatabaseFacts): Promise<void>;
  /**
   * Puts it in place, all of it or nothing.
   * @returns where what was there before is now
   * @throws ShopDataError with everything as it was
   */
  restore(folder: string, facts: DatabaseFacts, options: RestoreOptions): Promise<string[]>;
}

/** Only the driver that is needed is loaded. */
export async function backupOf(address: DatabaseAddress, pgBin: string | undefined): Promise<DatabaseBackup> {
  if (address.kind === 'sqlite') {
    const { SqliteBackup } = await import('./sqlite-backup.js');
    return new SqliteBackup(address);
  }
  const { PostgresqlBackup } = await import('./postgresql-backup.js');
  return new PostgresqlBackup(address, pgBin);
}
