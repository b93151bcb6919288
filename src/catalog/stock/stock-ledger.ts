import { randomUUID } from 'node:crypto';
import type { Prisma, StockReason } from '../../prisma/client.js';
import { insertRows } from '../../prisma/insert-rows.js';

/** Why the stock changed. */
export interface StockCause {
  reason: StockReason;
  /** What caused it: a Stripe session for a sale, an order for a refund. */
  reference?: string;
  note?: string | null;
  /** The account that made the change; absent for the shop. */
  createdBy?: string;
}

export interface StockChange {
  variantId: string;
  /** Units added (above zero) or taken (below). */
  delta: number;
  stockAfter: number;
}

/**
 * Writes changes of stock to the ledger, in the transaction that made them: otherwise stock and ledger could disagree.
 */
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
