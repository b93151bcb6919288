import { randomUUID } from 'node:crypto';
import type { Prisma, StockReason } from '../../generated/sqlite/client.js';
import { insertRows } from '../../prisma/insert-rows.js';

/** What a change of stock is put down to. */
export interface StockCause {
  reason: StockReason;
  /** What brought it about: a Stripe session for a sale, an order for a refund. */
  reference?: string;
  note?: string | null;
  /** The account that did it; absent for the shop itself. */
  createdBy?: string;
}

export interface StockChange {
  variantId: string;
  /** Units added (above zero) or taken (below). */
  delta: number;
  stockAfter: number;
}

/** Writes changes that were just made into the ledger; inside the same transaction, or the two would disagree. */
export async function writeLedger(
  tx: Prisma.TransactionClient,
  changes: StockChange[],
  cause: StockCause,
): Promise<void> {
  const createdAt = new Date();
  const rows = changes
    .filter(({ delta }) => delta !== 0)
    .map((change) => ({ id: randomUUID(), ...change, ...cause, createdAt }));
  if (rows.length) await insertRows(tx, 'StockMovement', rows);
}
