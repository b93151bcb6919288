import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../generated/sqlite/client.js';
import { writeLedger, type StockCause, type StockChange } from './stock-ledger.js';
import { InsufficientStockError, StaleStockError, VariantNotFoundError } from './stock.errors.js';

export interface StockLine {
  variantId: string;
  /** Units, at least 1. */
  quantity: number;
}

export interface TakenLine extends StockLine {
  /** The variant as it is after the sale; null when it no longer exists, and then nothing was taken. */
  variant: { productId: string; priceCents: number; stock: number } | null;
}

/**
 * All changes of stock. Each runs inside the caller's transaction and writes the ledger in it; call
 * `CatalogCache.invalidate()` once that is committed.
 */
@Injectable()
export class StockService {
  /**
   * Takes every line out of stock, or none: it throws, and the caller's transaction is to be undone. A variant that was
   * taken out of sale since is sold all the same; one that was deleted has no stock to take.
   * @param lines distinct variants
   * @param cause `reference`: the Stripe session
   * @returns the lines in the order given
   * @throws InsufficientStockError for the first variant (in id order) with less left than asked
   */
  async take(
    tx: Prisma.TransactionClient,
    lines: StockLine[],
    cause: Pick<StockCause, 'reference'>,
  ): Promise<TakenLine[]> {
    const variants = new Map<string, TakenLine['variant']>();
    const changes: StockChange[] = [];
    // Always in id order, so that two buyers of the same two variants can't wait for one another for ever.
    for (const { variantId, quantity } of lines.toSorted(byVariant)) {
      const changed = await this.shift(tx, variantId, -quantity);
      if (!changed && (await tx.variant.count({ where: { id: variantId } })))
        throw new InsufficientStockError(variantId, quantity);
      variants.set(variantId, changed);
      if (changed) changes.push({ variantId, delta: -quantity, stockAfter: changed.stock });
    }
    await writeLedger(tx, changes, { reason: 'SALE', ...cause });
    return lines.map((line) => ({ ...line, variant: variants.get(line.variantId) ?? null }));
  }

  /**
   * Adds (delta above zero) or removes units, relative to the stock of now.
   * @returns the stock after it
   * @throws VariantNotFoundError
   * @throws StaleStockError when fewer than `-delta` units are left
   */
  async change(tx: Prisma.TransactionClient, variantId: string, delta: number, cause: StockCause): Promise<number> {
    const changed = await this.shift(tx, variantId, delta);
    if (!changed) {
      const exists = await tx.variant.count({ where: { id: variantId } });
      throw exists ? new StaleStockError(variantId) : new VariantNotFoundError(variantId);
    }
    await writeLedger(tx, [{ variantId, delta, stockAfter: changed.stock }], cause);
    return changed.stock;
  }

  /**
   * Sets the stock to what was counted; the difference to the stock of now goes to the ledger.
   * @param expected refuse when the stock of now is another
   * @throws VariantNotFoundError
   * @throws StaleStockError
   */
  async count(
    tx: Prisma.TransactionClient,
    variantId: string,
    counted: number,
    cause: StockCause,
    expected?: number,
  ): Promise<void> {
    const stock = await this.lock(tx, variantId);
    if (expected !== undefined && stock !== expected) throw new StaleStockError(variantId);
    if (stock !== counted) await this.change(tx, variantId, counted - stock, cause);
  }

  /**
   * Reads the stock and keeps others from changing it until the transaction ends: a write that changes nothing takes
   * the row's lock on PostgreSQL, where a read would not.
   * @throws VariantNotFoundError
   */
  async lock(tx: Prisma.TransactionClient, variantId: string): Promise<number> {
    const locked = await this.shift(tx, variantId, 0);
    if (!locked) throw new VariantNotFoundError(variantId);
    return locked.stock;
  }

  /** The one statement that touches stock: it never goes below zero, whoever else writes at the same time. */
  private async shift(tx: Prisma.TransactionClient, variantId: string, delta: number): Promise<TakenLine['variant']> {
    const [variant] = await tx.variant.updateManyAndReturn({
      where: { id: variantId, ...(delta < 0 && { stock: { gte: -delta } }) },
      data: { stock: { increment: delta } },
      select: { productId: true, priceCents: true, stock: true },
    });
    return variant ?? null;
  }
}

function byVariant(a: StockLine, b: StockLine): number {
  return a.variantId < b.variantId ? -1 : 1;
}
