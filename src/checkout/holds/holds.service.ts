import { Inject, Injectable } from '@nestjs/common';
import { StockService } from '../../catalog/stock/stock.service.js';
import { checkoutConfig, type CheckoutConfig } from '../../config/checkout.config.js';
import { Prisma } from '../../generated/sqlite/client.js';
import { insertRows } from '../../prisma/insert-rows.js';
import type { CartLine } from '../session/cart-rules.js';

/**
 * Units that payable sessions keep from other buyers: a row as long as a session may be paid. Free is what is on the
 * shelf less what is held; both are read under the variants' locks, so that of two buyers of the last unit one is told.
 */
@Injectable()
export class HoldsService {
  /** `STOCK_HOLD_MINUTES=0` turns holds off. */
  readonly enabled: boolean;

  constructor(
    private readonly stock: StockService,
    @Inject(checkoutConfig.KEY) { stockHoldMinutes }: CheckoutConfig,
  ) {
    this.enabled = stockHoldMinutes > 0;
  }

  /**
   * Locks the variants until the transaction ends. Before any session's row is locked: fulfilment has that order, too.
   * @returns the units on the shelf of each that exists
   */
  lock(tx: Prisma.TransactionClient, lines: readonly CartLine[]): Promise<Map<string, number>> {
    return this.stock.lockAll(
      tx,
      lines.map(({ variantId }) => variantId),
    );
  }

  /**
   * Subtracts what others hold from `shelf`. In a statement of its own after `lock`: PostgreSQL would answer a sum in the
   * locking one as it was before the lock was granted.
   * @param userId an account whose own page does not count, whichever that is now; null for a guest
   */
  async free(
    tx: Prisma.TransactionClient,
    shelf: ReadonlyMap<string, number>,
    userId: string | null,
  ): Promise<Map<string, number>> {
    if (!shelf.size) return new Map();
    const byOthers =
      userId === null
        ? Prisma.empty
        : Prisma.sql`AND "sessionId" NOT IN (SELECT "id" FROM "CheckoutSession" WHERE "activeUserId" = ${userId})`;
    const held = await tx.$queryRaw<{ variantId: string; units: bigint | number }[]>`
      SELECT "variantId", SUM("quantity") AS "units" FROM "StockHold"
      WHERE "variantId" IN (${Prisma.join([...shelf.keys()])}) ${byOthers} GROUP BY "variantId"`;
    const heldOf = new Map(held.map(({ variantId, units }) => [variantId, Number(units)]));
    return new Map([...shelf].map(([id, stock]) => [id, stock - (heldOf.get(id) ?? 0)]));
  }

  async hold(tx: Prisma.TransactionClient, sessionId: string, lines: readonly CartLine[]): Promise<void> {
    const data = lines.map(({ variantId, quantity }) => ({ sessionId, variantId, quantity }));
    await insertRows(tx, 'StockHold', data);
  }

  async release(tx: Prisma.TransactionClient, sessionId: string): Promise<void> {
    await tx.$executeRaw`DELETE FROM "StockHold" WHERE "sessionId" = ${sessionId}`;
  }
}
