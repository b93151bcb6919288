import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Prisma, type CheckoutSession, type CheckoutStatus } from '../../generated/sqlite/client.js';
import { insertRows } from '../../prisma/insert-rows.js';
import { isForeignKeyViolation } from '../../prisma/is-foreign-key-violation.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { AccountGoneError } from '../../users/users.errors.js';
import { AddressLimits } from '../holds/address-limits.js';
import { HoldsService } from '../holds/holds.service.js';
import { PromosService } from '../promos/promos.service.js';
import { checkFree, checkPayable, unitsOf, type CartLine, type SellableLine } from './cart-rules.js';
import type { IdempotencyHashes } from './idempotency.js';
import { orderTotalCents, subtotalCents } from './order-total.js';
import type { AgreedDelivery } from './session-metadata.js';
import { LIVE, PAYABLE } from './session-states.js';

export interface NewSession {
  userId: string | null;
  addressHash: string;
  /** At the prices agreed. */
  lines: readonly SellableLine[];
  /** Null when the buyer chooses on Stripe's page. */
  delivery: AgreedDelivery | null;
  promoCode: string | undefined;
  expiresAt: Date;
  hashes: IdempotencyHashes | null;
  /** The account's session until now, which is closed at Stripe already. */
  replaces: CheckoutSession | null;
}

/** With Stripe's id, null included, it is only changed as long as it still has that one. */
export interface SeenSession {
  id: string;
  stripeSessionId?: string | null;
}

/**
 * Our rows for Stripe's sessions, with the units and the promo use that they keep. Each change names the state that it
 * expects, so that of two at once one wins. Inside a transaction locks are taken in this order: address, variants in id
 * order, session, promo. What every purchase runs is raw, which costs half of what Prisma's own operations do.
 */
@Injectable()
export class CheckoutSessionsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly holds: HoldsService,
    private readonly limits: AddressLimits,
    private readonly promos: PromosService,
  ) {}

  async findByIdempotencyKey(idempotencyKey: string): Promise<CheckoutSession | null> {
    const [row] = await this.prisma.$queryRaw<CheckoutSession[]>`
      SELECT * FROM "CheckoutSession" WHERE "idempotencyKey" = ${idempotencyKey}`;
    return row ?? null;
  }

  /** The one session that an account may still pay. */
  async findActive(userId: string): Promise<CheckoutSession | null> {
    const [row] = await this.prisma.$queryRaw<CheckoutSession[]>`
      SELECT * FROM "CheckoutSession" WHERE "activeUserId" = ${userId}`;
    return row ?? null;
  }

  /**
   * Looks ahead, without a lock, at what `create` will decide.
   * @param lines with the stock that was just read
   * @param userId the buyer, whose own page does not count
   * @throws ShortStockError
   */
  async checkFree(lines: readonly SellableLine[], userId: string | null): Promise<void> {
    if (!this.holds.enabled) return;
    const shelf = new Map(lines.map(({ id, stock }) => [id, stock]));
    checkFree(lines, await this.holds.free(this.prisma, shelf, userId));
  }

  /**
   * Writes a session that holds its units and reserves its promo use, or nothing at all.
   * @returns null when another request was faster: it has the idempotency key, or the account's one session
   * @throws ShortStockError when others hold what the cart wants
   * @throws RateLimitExceededError when the address holds too much
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
    const shelf = this.holds.enabled && (await this.lock(tx, session));
    // Only as it was seen: one that has been opened at Stripe since is payable, and the unique key sends us back for it.
    const seen = replaces && { id: replaces.id, stripeSessionId: replaces.stripeSessionId };
    const freed = seen && (await this.end(tx, seen, PAYABLE));
    if (shelf) {
      // The account's own page may be another one by now: the unique key then sends us back for that one.
      checkFree(lines, await this.holds.free(tx, shelf, userId));
      await this.limits.check(tx, addressHash, unitsOf(lines));
    }
    const goods = subtotalCents(lines.map(({ quantity, priceCents }) => ({ quantity, unitPriceCents: priceCents })));
    const promo = await this.promos.exchange(tx, freed?.promoId ?? null, session.promoCode, goods, new Date());
    const discountCents = promo?.discountCents ?? 0;
    const totalCents = orderTotalCents(goods, discountCents, delivery?.priceCents ?? 0);
    // What Stripe's page adds for the delivery makes any discount payable.
    checkPayable(delivery ? totalCents : goods);

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
    await insertRows(tx, 'CheckoutSession', [row]);
    if (shelf) await this.holds.hold(tx, id, toCart(lines));
    return row;
  }

  private async lock(tx: Prisma.TransactionClient, { addressHash, lines }: NewSession): Promise<Map<string, number>> {
    await this.limits.lock(tx, addressHash);
    return this.holds.lock(tx, toCart(lines));
  }

  /**
   * Stripe has made it.
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

  /** The buyer is done, the money is still under way: the units stay, and the account may open another session. */
  async markProcessing(tx: Prisma.TransactionClient, id: string, stripeSessionId: string): Promise<void> {
    await tx.checkoutSession.updateMany({
      where: { id, status: { in: PAYABLE } },
      data: { status: 'PROCESSING', stripeSessionId, activeUserId: null },
    });
  }

  /**
   * It can't be paid any more: its units, its promo use and its idempotency key are free for others.
   * @param from the states to close from
   * @returns whether this call closed one
   */
  async close(tx: Prisma.TransactionClient, seen: SeenSession, from = LIVE): Promise<boolean> {
    const closed = await this.end(tx, seen, from);
    if (closed?.promoId) await this.promos.release(tx, closed.promoId);
    return closed !== null;
  }

  /** As `close`, but for the promo use, which is left to the caller. */
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
      SET "status" = 'CLOSED', "idempotencyKey" = NULL, "activeUserId" = NULL, "updatedAt" = ${new Date()}
      WHERE "id" = ${id} AND "status" IN (${Prisma.join(from)}) ${asSeen} RETURNING "promoId"`;
    if (closed) await this.holds.release(tx, id);
    return closed ?? null;
  }

  /**
   * It was paid, in time or not: it keeps nothing any more.
   * @param used the promo code whose use counts now; null: none, or the money goes back
   */
  async markPaid(
    tx: Prisma.TransactionClient,
    { id, stripeSessionId }: { id: string; stripeSessionId: string },
    used: string | null,
  ): Promise<void> {
    const markedFrom = (from: CheckoutStatus[]) => tx.$queryRaw<{ promoId: string | null }[]>`
      UPDATE "CheckoutSession"
      SET "status" = 'PAID', "stripeSessionId" = ${stripeSessionId}, "activeUserId" = NULL, "updatedAt" = ${new Date()}
      WHERE "id" = ${id} AND "status" IN (${Prisma.join(from)}) RETURNING "promoId"`;
    const [live] = await markedFrom(LIVE);
    if (live) await this.holds.release(tx, id);
    else await markedFrom(['CLOSED']);

    if (used)
      await this.promos.countUse(tx, { promoId: live?.promoId ?? null, code: used, wasReserved: !!live?.promoId });
    else if (live?.promoId) await this.promos.release(tx, live.promoId);
  }

  /** Frees a key that was kept long enough: the same cart is a new purchase now. */
  async freeIdempotencyKey({ id }: CheckoutSession): Promise<void> {
    await this.prisma.checkoutSession.updateMany({ where: { id }, data: { idempotencyKey: null } });
  }
}

function toCart(lines: readonly SellableLine[]): CartLine[] {
  return lines.map(({ id: variantId, quantity }) => ({ variantId, quantity }));
}
