import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { checkoutConfig, type CheckoutConfig } from '../../config/checkout.config.js';
import { Prisma, type CheckoutSession, type CheckoutStatus } from '../../prisma/client.js';
import { insertRows } from '../../prisma/insert-rows.js';
import { isForeignKeyViolation } from '../../prisma/is-foreign-key-violation.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { AccountGoneError } from '../../users/users.errors.js';
import { StockReservations } from '../reservations/stock-reservations.service.js';
import { PromosService } from '../promos/promos.service.js';
import { checkPayable, goodsCents, orderTotalCents, type SellableLine } from '../rules/cart.js';
import type { IdempotencyHashes } from './idempotency.js';
import type { PaidSession } from './paid-session.js';
import { typedAddress } from '../rules/addresses.js';
import { offeredMethods } from '../rules/payment-methods.js';
import type { AgreedDelivery } from '../rules/session-metadata.js';
import { LIVE, PAYABLE } from '../rules/session-states.js';

interface MarkedPaid {
  promoId: string | null;
  /** A number on SQLite. */
  eventsWait: boolean | number;
}

export interface NewSession {
  userId: string | null;
  addressHash: string;
  /** At the agreed prices. */
  lines: readonly SellableLine[];
  /** Null when the buyer chooses on Stripe's page. */
  delivery: AgreedDelivery | null;
  promoCode: string | undefined;
  expiresAt: Date;
  hashes: IdempotencyHashes | null;
  /** The account's last session, which is already closed at Stripe. */
  replaces: CheckoutSession | null;
}

export type KnownSession = Pick<CheckoutSession, 'status' | 'delivery'>;

/** With Stripe's id (null included), the row is changed only while it still has that id. */
export interface SeenSession {
  id: string;
  stripeSessionId?: string | null;
}

/**
 * Our rows for Stripe's sessions, with the reserved units and promo use. Each change states the status it expects, so
 * that one of two concurrent changes wins. Inside a transaction locks are taken in this order: client IP, variants by
 * id, session, promo. The statements of every purchase are raw, at half the cost of Prisma's operations.
 */
@Injectable()
export class CheckoutSessionsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly reservations: StockReservations,
    private readonly promos: PromosService,
    @Inject(checkoutConfig.KEY) private readonly config: CheckoutConfig,
  ) {}

  async findByIdempotencyKey(idempotencyKey: string): Promise<CheckoutSession | null> {
    const [row] = await this.prisma.$queryRaw<CheckoutSession[]>`
      SELECT * FROM "CheckoutSession" WHERE "idempotencyKey" = ${idempotencyKey}`;
    return row ?? null;
  }

  /** @returns our row; null when the database was restored from before the session, or another one has it */
  async find(id: string): Promise<KnownSession | null> {
    const [row] = await this.prisma.$queryRaw<KnownSession[]>`
      SELECT "status", "delivery" FROM "CheckoutSession" WHERE "id" = ${id}`;
    return row ?? null;
  }

  /** The session that an account may still pay. */
  async findActive(userId: string): Promise<CheckoutSession | null> {
    const [row] = await this.prisma.$queryRaw<CheckoutSession[]>`
      SELECT * FROM "CheckoutSession" WHERE "activeUserId" = ${userId}`;
    return row ?? null;
  }

  /**
   * Inserts a session, reserves its units and its promo use, or does nothing.
   * @returns null when another request was faster: it has the idempotency key, or the account's open session
   * @throws ShortStockError when others have reserved the units
   * @throws RateLimitExceededError when the client IP or the account reserves too much
   * @throws one of promos.errors.ts
   * @throws AmountTooSmallError, AmountTooLargeError
   * @throws AccountGoneError when the account was deleted meanwhile
   */
  async create(session: NewSession): Promise<CheckoutSession | null> {
    try {
      return await this.prisma.$transaction((tx) => this.write(tx, session));
    } catch (error) {
      if (isUniqueViolation(error)) return null;
      if (session.userId !== null && isForeignKeyViolation(error)) await this.refuseGone(session.userId);
      throw error;
    }
  }

  private async refuseGone(userId: string): Promise<void> {
    if ((await this.prisma.user.count({ where: { id: userId } })) === 0) throw new AccountGoneError();
  }

  private async write(tx: Prisma.TransactionClient, session: NewSession): Promise<CheckoutSession> {
    const { userId, addressHash, lines, delivery, replaces, hashes, expiresAt } = session;
    await this.reservations.lock(tx, addressHash, lines);
    // Only while unchanged: one that was created at Stripe since is payable, and the unique key makes the caller read
    // it again.
    const seen = replaces && { id: replaces.id, stripeSessionId: replaces.stripeSessionId };
    const freed = seen && (await this.end(tx, seen, PAYABLE));
    const goods = goodsCents(lines);
    const promo = await this.promos.exchange(tx, freed?.promoId ?? null, session.promoCode, goods, new Date());
    const discountCents = promo?.discountCents ?? 0;
    const totalCents = orderTotalCents(goods, discountCents, delivery?.priceCents ?? 0);
    // The delivery that is chosen on Stripe's page makes any discount payable.
    checkPayable(delivery ? totalCents : goods);

    const unitsLeft = await this.reservations.checkFree(tx, lines, userId);
    const id = randomUUID();
    const now = new Date();
    const row: CheckoutSession = {
      id,
      stripeSessionId: null,
      userId,
      activeUserId: userId,
      addressHash,
      status: 'OPENING',
      url: null,
      totalCents: delivery && totalCents,
      discountCents,
      delivery: delivery && (typedAddress(delivery) as unknown as Prisma.JsonObject),
      paymentMethods: offeredMethods(this.config.paymentMethods, unitsLeft).join(','),
      promoId: promo?.promoId ?? null,
      couponId: discountCents > 0 ? id : null,
      expiresAt,
      sweepAfter: null,
      idempotencyKey: hashes?.key ?? null,
      requestHash: hashes?.request ?? null,
      contactHash: hashes?.contact ?? null,
      createdAt: now,
      updatedAt: now,
    };
    await insertRows(tx, 'CheckoutSession', [{ ...row, delivery: row.delivery ?? undefined }]);
    await this.reservations.reserve(tx, { sessionId: id, userId, addressHash, lines });
    return row;
  }

  /**
   * Stores Stripe's session.
   * @returns whether it may be paid (or has been, if the webhook was faster); false when it was replaced meanwhile
   */
  async markOpen(id: string, stripeSessionId: string, url: string): Promise<boolean> {
    const opened = await this.prisma.$executeRaw`
      UPDATE "CheckoutSession"
      SET "status" = 'OPEN', "stripeSessionId" = ${stripeSessionId}, "url" = ${url}, "updatedAt" = ${new Date()}
      WHERE "id" = ${id} AND "status" = 'OPENING'`;
    if (opened) return true;
    return (await this.prisma.checkoutSession.count({ where: { id, status: { not: 'CLOSED' } } })) > 0;
  }

  /** The buyer is done, the payment is pending: the units stay reserved, and the account may open another session. */
  async markProcessing(tx: Prisma.TransactionClient, id: string, stripeSessionId: string): Promise<void> {
    await tx.checkoutSession.updateMany({
      where: { id, status: { in: PAYABLE } },
      data: { status: 'PROCESSING', stripeSessionId, activeUserId: null, addressHash: null },
    });
  }

  /**
   * Closes a session that can no longer be paid: releases its units, promo use and idempotency key.
   * @param from the states to close from
   * @returns whether this call closed it
   */
  async close(tx: Prisma.TransactionClient, seen: SeenSession, from = LIVE): Promise<boolean> {
    const closed = await this.end(tx, seen, from);
    if (closed?.promoId) await this.promos.release(tx, closed.promoId);
    return closed !== null;
  }

  /** As `close`, without releasing the promo use. */
  private async end(
    tx: Prisma.TransactionClient,
    { id, stripeSessionId }: SeenSession,
    from: CheckoutStatus[],
  ): Promise<{ promoId: string | null } | null> {
    const asSeen =
      stripeSessionId === undefined
        ? Prisma.empty
        : Prisma.sql`AND "stripeSessionId" IS NOT DISTINCT FROM ${stripeSessionId}`;
    const [closed] = await tx.$queryRaw<{ promoId: string | null }[]>`
      UPDATE "CheckoutSession"
      SET "status" = 'CLOSED', "idempotencyKey" = NULL, "activeUserId" = NULL, "delivery" = NULL,
        "addressHash" = NULL, "updatedAt" = ${new Date()}
      WHERE "id" = ${id} AND "status" IN (${Prisma.join(from)}) ${asSeen} RETURNING "promoId"`;
    if (closed) await this.reservations.release(tx, id);
    return closed ?? null;
  }

  /**
   * Marks a session as paid, also after it was closed, and releases its units.
   * @param used the promo code whose use counts now; null: none, or the payment is refunded
   * @returns whether events of the payment wait for the order of this transaction. On PostgreSQL one may arrive at this
   *   very moment and not be seen: the job applies it
   */
  async markPaid(
    tx: Prisma.TransactionClient,
    { checkoutId: id, stripeSessionId, paymentIntentId }: PaidSession,
    used: string | null,
  ): Promise<{ eventsWait: boolean }> {
    // In the same statement, because every purchase needs it and the answer is nearly always no.
    const markedFrom = (from: CheckoutStatus[]) => tx.$queryRaw<MarkedPaid[]>`
      UPDATE "CheckoutSession"
      SET "status" = 'PAID', "stripeSessionId" = ${stripeSessionId}, "activeUserId" = NULL, "delivery" = NULL,
        "addressHash" = NULL, "updatedAt" = ${new Date()}
      WHERE "id" = ${id} AND "status" IN (${Prisma.join(from)})
      RETURNING "promoId", EXISTS (
        SELECT 1 FROM "StripeEvent" WHERE "paymentIntentId" = ${paymentIntentId} AND "status" IN ('WAITING', 'REVIEW')
      ) AS "eventsWait"`;
    const [live] = await markedFrom(LIVE);
    if (live) await this.reservations.release(tx, id);
    const [marked] = live ? [live] : await markedFrom(['CLOSED']);

    if (used)
      await this.promos.countUse(tx, { promoId: live?.promoId ?? null, code: used, wasReserved: !!live?.promoId });
    else if (live?.promoId) await this.promos.release(tx, live.promoId);
    // A session without a row, after a restore, may have them.
    return { eventsWait: marked ? Boolean(marked.eventsWait) : true };
  }

  /** Frees an expired key: the same cart is a new purchase now. */
  async freeIdempotencyKey({ id }: CheckoutSession): Promise<void> {
    await this.prisma.checkoutSession.updateMany({ where: { id }, data: { idempotencyKey: null } });
  }
}
