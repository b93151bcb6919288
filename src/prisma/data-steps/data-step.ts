import type { DatabaseKind } from '../../config/database.config.js';
import type { Prisma } from '../client.js';

/** Rows that a step works off in one transaction. */
export const BATCH = 200;

/**
 * What an upgrade changes in rows that SQL can't change. It goes through a table by its ids, a batch a transaction, and may
 * go through it again: what it has changed already it leaves.
 */
export interface DataStep {
  /** Also the key of its row in `DataStep`. */
  name: string;
  /**
   * Works off the next rows.
   * @param after the last id that was worked off, empty at the beginning
   * @returns the last id of these, null when there are none
   */
  next(tx: Prisma.TransactionClient, after: string, kind: DatabaseKind): Promise<string | null>;
}

/** The next rows of a table. */
export function pageAfter(after: string) {
  return { where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: BATCH } as const;
}

/** @returns the last id of such a page */
export function lastId(rows: readonly { id: string }[]): string | null {
  return rows.at(-1)?.id ?? null;
}
