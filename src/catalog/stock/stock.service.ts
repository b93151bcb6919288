import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../prisma/client.js';
import { VariantNotFoundError } from '../catalog.errors.js';
import { SELLABLE, type SellableVariant } from '../variants.service.js';
import { BackInStock } from '../alerts/back-in-stock.service.js';
import { writeLedger, type StockCause, type StockChange } from './stock-ledger.js';
import { InsufficientStockError, StaleStockError, VariantGoneError } from './stock.errors.js';

export interface StockLine {
  variantId: string;
  /** Units, at least 1. */
  quantity: number;
}

/**
 * All changes of stock. Each runs inside the caller's transaction and writes the ledger in it. Call
 * `CacheVersion.invalidate()` after the commit.
 */
@Injectable()
export class StockService {
  constructor(private readonly backInStock: BackInStock) {}

  /**
   * Decrements the stock of every line. When one line fails it throws, and the caller must roll back. A variant that is
   * no longer for sale is decremented too: its session was created before.
   * @param lines distinct variants
   * @param cause `reference`: the Stripe session
   * @returns the variants as they are now, in the order given
   * @throws InsufficientStockError for the first variant (in id order) with too little stock
   * @throws VariantGoneError for the first variant (in id order) that was deleted
   */
  async decrementStock(
    tx: Prisma.TransactionClient,
    lines: StockLine[],
    cause: Pick<StockCause, 'reference'>,
  ): Promise<SellableVariant[]> {
    const sold = new Map<string, SellableVariant>();
    const changes: StockChange[] = [];
    // Always in id order, so that two buyers of the same two variants never deadlock.
    for (const { variantId, quantity } of lines.toSorted(byVariant)) {
      const changed = await this.updateStock(tx, variantId, -quantity);
      if (!changed) {
        const exists = await tx.variant.count({ where: { id: variantId } });
        throw exists ? new InsufficientStockError(variantId, quantity) : new VariantGoneError(variantId);
      }
      sold.set(variantId, changed);
      changes.push({ variantId, delta: -quantity, stockAfter: changed.stock });
    }
    await writeLedger(tx, changes, { reason: 'SALE', ...cause });
    return lines.map(({ variantId }) => sold.get(variantId)!);
  }

  /**
   * Adds (delta above zero) or removes units, relative to the current stock. The first unit triggers the
   * restock mails.
   * @returns the new stock
   * @throws VariantNotFoundError
   * @throws StaleStockError when fewer than `-delta` units are left
   */
  async adjustStock(
    tx: Prisma.TransactionClient,
    variantId: string,
    delta: number,
    cause: StockCause,
  ): Promise<number> {
    const changed = await this.updateStock(tx, variantId, delta);
    if (!changed) {
      const exists = await tx.variant.count({ where: { id: variantId } });
      throw exists ? new StaleStockError(variantId) : new VariantNotFoundError(variantId);
    }
    await writeLedger(tx, [{ variantId, delta, stockAfter: changed.stock }], cause);
    if (delta > 0 && changed.stock === delta) await this.backInStock.tell(tx, variantId);
    return changed.stock;
  }

  /**
   * Sets the stock to the counted number of units and writes the difference to the ledger.
   * @param expected refuse unless the current stock equals this
   * @throws VariantNotFoundError
   * @throws StaleStockError
   */
  async setStock(
    tx: Prisma.TransactionClient,
    variantId: string,
    counted: number,
    cause: StockCause,
    expected?: number,
  ): Promise<void> {
    const stock = await this.lockStock(tx, variantId);
    if (expected !== undefined && stock !== expected) throw new StaleStockError(variantId);
    if (stock !== counted) await this.adjustStock(tx, variantId, counted - stock, cause);
  }

  /**
   * Reads the stock and locks its row until the transaction ends. On PostgreSQL only a write takes the lock, so this
   * writes the row without a change.
   * @throws VariantNotFoundError
   */
  async lockStock(tx: Prisma.TransactionClient, variantId: string): Promise<number> {
    const locked = await this.updateStock(tx, variantId, 0);
    if (!locked) throw new VariantNotFoundError(variantId);
    return locked.stock;
  }

  /** The one statement that writes stock. Its condition keeps the stock from going negative under concurrent writes. */
  private async updateStock(
    tx: Prisma.TransactionClient,
    variantId: string,
    delta: number,
  ): Promise<SellableVariant | null> {
    const [variant] = await tx.$queryRaw<SellableVariant[]>`
      UPDATE "Variant" SET "stock" = "stock" + ${delta}, "updatedAt" = ${new Date()}
      WHERE "id" = ${variantId} AND "stock" >= ${-delta} RETURNING ${SELLABLE}`;
    return variant ?? null;
  }
}

function byVariant(a: StockLine, b: StockLine): number {
  return a.variantId < b.variantId ? -1 : 1;
}
