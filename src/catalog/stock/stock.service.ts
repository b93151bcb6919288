import { Inject, Injectable } from '@nestjs/common';
import { databaseConfig, type DatabaseConfig } from '../../config/database.config.js';
import { Prisma } from '../../generated/sqlite/client.js';
import { BackInStock } from '../alerts/back-in-stock.service.js';
import { writeLedger, type StockCause, type StockChange } from './stock-ledger.js';
import { InsufficientStockError, StaleStockError, VariantGoneError, VariantNotFoundError } from './stock.errors.js';

export interface StockLine {
  variantId: string;
  /** Units, at least 1. */
  quantity: number;
}

export interface TakenLine extends StockLine {
  /** In euro cents, as it is now. */
  priceCents: number;
}

interface ShiftedVariant {
  priceCents: number;
  stock: number;
}

/**
 * All changes of stock. Each runs inside the caller's transaction and writes the ledger in it; call
 * `CatalogCache.invalidate()` once that is committed.
 */
@Injectable()
export class StockService {
  /**
   * On SQLite a transaction has the database to itself; PostgreSQL has to be told which rows, and in the order of
   * characters that JavaScript has, too.
   */
  private readonly forUpdate: Prisma.Sql;

  constructor(
    @Inject(databaseConfig.KEY) { kind }: DatabaseConfig,
    private readonly backInStock: BackInStock,
  ) {
    this.forUpdate = kind === 'postgresql' ? Prisma.sql`COLLATE "C" FOR NO KEY UPDATE` : Prisma.empty;
  }

  /**
   * Takes every line out of stock, or none: it throws, and the caller's transaction is to be undone. A variant that was
   * taken out of sale since is sold all the same.
   * @param lines distinct variants
   * @param cause `reference`: the Stripe session
   * @returns the lines in the order given
   * @throws InsufficientStockError for the first variant (in id order) with less left than asked
   * @throws VariantGoneError for the first one (in id order) that was deleted
   */
  async take(
    tx: Prisma.TransactionClient,
    lines: StockLine[],
    cause: Pick<StockCause, 'reference'>,
  ): Promise<TakenLine[]> {
    const prices = new Map<string, number>();
    const changes: StockChange[] = [];
    // Always in id order, so that two buyers of the same two variants can't wait for one another for ever.
    for (const { variantId, quantity } of lines.toSorted(byVariant)) {
      const changed = await this.shift(tx, variantId, -quantity);
      if (!changed) {
        const exists = await tx.variant.count({ where: { id: variantId } });
        throw exists ? new InsufficientStockError(variantId, quantity) : new VariantGoneError(variantId);
      }
      prices.set(variantId, changed.priceCents);
      changes.push({ variantId, delta: -quantity, stockAfter: changed.stock });
    }
    await writeLedger(tx, changes, { reason: 'SALE', ...cause });
    return lines.map((line) => ({ ...line, priceCents: prices.get(line.variantId)! }));
  }

  /**
   * Adds (delta above zero) or removes units, relative to the stock of now. Whoever waits for the first unit is told.
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
    if (delta > 0 && changed.stock === delta) await this.backInStock.tell(tx, variantId);
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

  /**
   * The same for several variants in one statement.
   * @returns the stock of each that exists
   */
  async lockAll(tx: Prisma.TransactionClient, variantIds: string[]): Promise<Map<string, number>> {
    const rows = await tx.$queryRaw<{ id: string; stock: number }[]>`
      SELECT "id", "stock" FROM "Variant" WHERE "id" IN (${Prisma.join(variantIds)}) ORDER BY "id" ${this.forUpdate}`;
    return new Map(rows.map(({ id, stock }) => [id, stock]));
  }

  /** The one statement that touches stock: it never goes below zero, whoever else writes at the same time. */
  private async shift(tx: Prisma.TransactionClient, variantId: string, delta: number): Promise<ShiftedVariant | null> {
    const [variant] = await tx.$queryRaw<ShiftedVariant[]>`
      UPDATE "Variant" SET "stock" = "stock" + ${delta}, "updatedAt" = ${new Date()}
      WHERE "id" = ${variantId} AND "stock" >= ${-delta} RETURNING "priceCents", "stock"`;
    return variant ?? null;
  }
}

function byVariant(a: StockLine, b: StockLine): number {
  return a.variantId < b.variantId ? -1 : 1;
}
