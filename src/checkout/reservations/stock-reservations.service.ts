import { Inject, Injectable } from '@nestjs/common';
import { checkoutConfig, type CheckoutConfig } from '../../config/checkout.config.js';
import { databaseConfig, type DatabaseConfig } from '../../config/database.config.js';
import { rateLimitConfig, type RateLimitConfig } from '../../config/rate-limit.config.js';
import { Prisma } from '../../prisma/client.js';
import { insertRows } from '../../prisma/insert-rows.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { RateLimitExceededError } from '../../security/rate-limit/rate-limit.errors.js';
import { refuseShort, unitsOf, type SellableLine } from '../rules/cart.js';
import { HeldUnitsExceededError } from '../rules/checkout.errors.js';
import { PAYABLE } from '../rules/session-states.js';

export interface NewReservation {
  sessionId: string;
  userId: string | null;
  /** Hash of the client IP. */
  addressHash: string;
  lines: readonly SellableLine[];
}

interface Reserved {
  sessions: bigint | number;
  /** Of guests and unverified accounts. */
  units: bigint | number;
  isVerified: boolean | number | null;
}

/** A minute later an open session may have ended or been paid. */
const RETRY_SECONDS = 60;

/**
 * Units reserved for open checkout sessions: one row per line while the session may be paid. The one place that decides
 * what is free: the stock minus the reserved units. `STOCK_HOLD_MINUTES=0` turns reservations off.
 *
 * Without its limits a script could reserve the whole stock without paying. Accounts with a verified e-mail address are
 * limited per account, with one payable session each, and do not count for the limit of their client IP.
 */
@Injectable()
export class StockReservations {
  private readonly enabled: boolean;

  constructor(
    private readonly prisma: PrismaService,
    @Inject(checkoutConfig.KEY) { stockHoldMinutes }: CheckoutConfig,
    @Inject(databaseConfig.KEY) private readonly database: DatabaseConfig,
    @Inject(rateLimitConfig.KEY) private readonly limits: RateLimitConfig,
  ) {
    this.enabled = stockHoldMinutes > 0;
  }

  /**
   * Checks without a lock, before Stripe is asked. `reserve` decides.
   * @param lines with the stock that was just read
   * @param replacing the account whose open session will be replaced: then the reservations of others count too
   * @throws ShortStockError
   */
  async check(lines: readonly SellableLine[], replacing: string | null): Promise<void> {
    const stock = stockOf(lines);
    const isShort = lines.some(({ id, quantity }) => stock.get(id)! < quantity);
    // A refusal names how many are free, which is less than the stock while others pay.
    if (this.enabled && (isShort || replacing !== null))
      refuseShort(lines, await this.free(this.prisma, lines, replacing));
    refuseShort(lines, stock);
  }

  /**
   * Locks the client IP, so that concurrent requests cannot all pass its limit, and the variants in id order, until the
   * transaction ends. Call it first: order placement locks variants before sessions too. On SQLite a transaction locks
   * the whole database.
   */
  async lock(tx: Prisma.TransactionClient, addressHash: string, lines: readonly SellableLine[]): Promise<void> {
    if (!this.enabled || this.database.kind === 'sqlite') return;
    if (this.limits.enabled) {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${addressHash}, 0))`;
    }
    // The "C" collation sorts ids as JavaScript does.
    await tx.$executeRaw`
      SELECT 1 FROM "Variant" WHERE "id" IN (${idsOf(lines)}) ORDER BY "id" COLLATE "C" FOR NO KEY UPDATE`;
  }

  /**
   * Call `lock` before: of two buyers one gets the last unit.
   * @param userId an account whose own open session does not count; null for a guest
   * @returns the fewest free units of a variant once these are reserved
   * @throws ShortStockError when others have reserved the units
   */
  async checkFree(
    tx: Prisma.TransactionClient,
    lines: readonly SellableLine[],
    userId: string | null,
  ): Promise<number> {
    const free = this.enabled ? await this.free(tx, lines, userId) : stockOf(lines);
    refuseShort(lines, free);
    return Math.min(...lines.map(({ id, quantity }) => (free.get(id) ?? 0) - quantity));
  }

  /**
   * Reserves the units of a session that was just inserted. Call `lock` and `checkFree` before.
   * @throws RateLimitExceededError when the client IP has its maximum of payable sessions
   * @throws HeldUnitsExceededError when the client IP, or a verified account, would reserve too many units
   */
  async reserve(tx: Prisma.TransactionClient, reservation: NewReservation): Promise<void> {
    if (!this.enabled) return;
    const { sessionId, lines } = reservation;
    if (this.limits.enabled) await this.checkLimits(tx, reservation);
    const rows = lines.map(({ id: variantId, quantity }) => ({ sessionId, variantId, quantity }));
    await insertRows(tx, 'StockReservation', rows);
  }

  async release(tx: Prisma.TransactionClient, sessionId: string): Promise<void> {
    await tx.$executeRaw`DELETE FROM "StockHold" WHERE "sessionId" = ${sessionId}`;
  }

  /**
   * @param userId an account whose own open session does not count; null for a guest
   * @returns the free units of each variant
   */
  private async free(
    tx: Prisma.TransactionClient,
    lines: readonly SellableLine[],
    userId: string | null,
  ): Promise<Map<string, number>> {
    const byOthers =
      userId === null
        ? Prisma.empty
        : Prisma.sql`AND h."sessionId" NOT IN (SELECT "id" FROM "CheckoutSession" WHERE "activeUserId" = ${userId})`;
    const rows = await tx.$queryRaw<{ id: string; free: bigint | number }[]>`
      SELECT v."id", v."stock" - COALESCE(
        (SELECT SUM(h."quantity") FROM "StockHold" h WHERE h."variantId" = v."id" ${byOthers}), 0) AS "free"
      FROM "Variant" v WHERE v."id" IN (${idsOf(lines)})`;
    return new Map(rows.map(({ id, free }) => [id, Number(free)]));
  }

  private async checkLimits(
    tx: Prisma.TransactionClient,
    { sessionId, userId, addressHash, lines }: NewReservation,
  ): Promise<void> {
    const { openSessions, heldUnits, heldUnitsAccount } = this.limits;
    const [row] = await tx.$queryRaw<Reserved[]>`
      SELECT COUNT(DISTINCT s."id") AS "sessions",
        COALESCE(SUM(CASE WHEN u."isVerified" THEN 0 ELSE h."quantity" END), 0) AS "units",
        (SELECT b."isVerified" FROM "User" b WHERE b."id" = ${userId}) AS "isVerified"
      FROM "CheckoutSession" s
      LEFT JOIN "StockHold" h ON h."sessionId" = s."id"
      LEFT JOIN "User" u ON u."id" = s."userId"
      WHERE s."addressHash" = ${addressHash} AND s."status" IN (${Prisma.join(PAYABLE)}) AND s."id" <> ${sessionId}`;
    if (Number(row!.sessions) >= openSessions) throw new RateLimitExceededError('open-sessions', RETRY_SECONDS);
    // A unique key ensures that a verified account has no other payable session.
    const [held, most] = row!.isVerified ? [0, heldUnitsAccount] : [Number(row!.units), heldUnits];
    if (held + unitsOf(lines) > most) throw new HeldUnitsExceededError(Boolean(row!.isVerified), RETRY_SECONDS);
  }
}

/** As it was read with the lines. */
function stockOf(lines: readonly SellableLine[]): Map<string, number> {
  return new Map(lines.map(({ id, stock }) => [id, stock]));
}

function idsOf(lines: readonly SellableLine[]): Prisma.Sql {
  return Prisma.join(lines.map(({ id }) => id));
}
