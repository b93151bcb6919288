import type { CopyAs } from '../db-copy/copy-as.js';
import type { DatabaseAddress } from '../db-copy/database-address.js';
import type { DatabaseFacts } from './manifest.js';

export interface TakeOptions {
  /** @param all 0 when the total is unknown; `done` is bytes then */
  onProgress: (done: number, all: number) => void;
}

export interface RestoreOptions {
  as: CopyAs;
  /** Whether existing data may be moved aside. */
  isForced: boolean;
  /** The end of the moved data's name. */
  aside: string;
}

/** Backup and restore of one kind of database. */
export interface DatabaseBackup {
  /**
   * Writes one state of it into a folder while the shop runs, and checks that it can be read.
   * @throws OperatorError
   */
  take(folder: string, options: TakeOptions): Promise<DatabaseFacts>;
  /** @throws OperatorError, with nothing changed, when a restore would meet data or a running shop */
  refuseRestore(options: RestoreOptions, facts: DatabaseFacts): Promise<void>;
  /**
   * Restores it completely or not at all.
   * @returns where the previous data are now
   * @throws OperatorError with everything as it was
   */
  restore(folder: string, facts: DatabaseFacts, options: RestoreOptions): Promise<string[]>;
}

/** Loads only the needed driver. */
export async function backupOf(address: DatabaseAddress, pgBin: string | undefined): Promise<DatabaseBackup> {
  if (address.kind === 'sqlite') {
    const { SqliteBackup } = await import('./sqlite-backup.js');
    return new SqliteBackup(address);
  }
  const { PostgresqlBackup } = await import('./postgresql-backup.js');
  return new PostgresqlBackup(address, pgBin);
}
