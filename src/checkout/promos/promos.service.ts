import { Injectable } from '@nestjs/common';
import type { Prisma, Promo } from '../../generated/sqlite/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { discountOf, promoCode, refusalOf, type PromoTerms } from './promo-rules.js';
import { PromoLimitReachedError, PromoNotFoundError, UnknownPromoError } from './promos.errors.js';
import type { PromoQuoteResponse } from './dto/promo.response.js';

export interface ReservedPromo {
  promoId: string;
  /** In upper case, as it is kept. */
  code: string;
  /** Euro cents off the goods, at most all of them. */
  discountCents: number;
}

export interface PromoUse {
  /** Null when all that is known of it is its code, as on a database restored from a backup. */
  promoId: string | null;
  code: string;
  /** Whether the session that was paid still held a reservation, which this use takes the place of. */
  wasReserved: boolean;
}

/**
 * The uses of promo codes. A session reserves one for as long as it may be paid; then it is released, or counted when it
 * became an order. Each runs in the transaction that opens, closes or fulfils the session.
 */
@Injectable()
export class PromosService {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * What a code takes off a cart now. Nothing is reserved.
   * @param totalCents the goods, without shipping
   * @param userId the reader: the use that their own open session has reserved is theirs to take
   * @throws PromoNotFoundError or another PromoRefusedError
   */
  async quote(typed: string, totalCents: number, now: Date, userId?: string): Promise<PromoQuoteResponse> {
    const promo = await this.prisma.promo.findUnique({ where: { code: promoCode(typed) } });
    if (!promo) throw new PromoNotFoundError();
    const refusal = refusalOf(promo, totalCents, now, await this.usesByOthers(promo, userId));
    if (refusal) throw refusal;
    const discountCents = discountOf(promo, totalCents);
    return {
      valid: true,
      code: promo.code,
      type: promo.type,
      discountCents,
      finalAmountCents: totalCents - discountCents,
    };
  }

  /**
   * Reserves one use, or none: one statement decides, so that a limit holds however many ask at once.
   * @param goodsCents the goods, without shipping
   * @throws UnknownPromoError or another PromoRefusedError, with nothing written
   */
  async reserve(tx: Prisma.TransactionClient, typed: string, goodsCents: number, now: Date): Promise<ReservedPromo> {
    const code = promoCode(typed);
    // Raw, because Prisma can't compare a sum of columns. `refusalOf` says the same conditions in words.
    const [taken] = await tx.$queryRaw<({ id: string } & PromoTerms)[]>`
      UPDATE "Promo" SET "reservedCount" = "reservedCount" + 1
      WHERE "code" = ${code} AND "isActive" = TRUE AND "validFrom" <= ${now} AND "validUntil" >= ${now}
        AND ("minPurchase" IS NULL OR "minPurchase" <= ${goodsCents})
        AND ("usageLimit" IS NULL OR "usedCount" + "reservedCount" < "usageLimit")
      RETURNING "id", "type", "value", "maxDiscount"`;
    if (taken) return { promoId: taken.id, code, discountCents: discountOf(taken, goodsCents) };

    const promo = await tx.promo.findUnique({ where: { code } });
    if (!promo) throw new UnknownPromoError();
    // Usable by now: somebody gave a use back after the statement looked.
    throw refusalOf(promo, goodsCents, now) ?? new PromoLimitReachedError();
  }

  /**
   * Gives back one use and reserves another, as a session replaces the last one. Of two promos always the one with the
   * smaller id first: two accounts that exchange their codes would wait for one another for ever.
   * @param given whose use is given back; null: none
   * @param typed the code to be used; undefined: none
   * @throws as `reserve`
   */
  async exchange(
    tx: Prisma.TransactionClient,
    given: string | null,
    typed: string | undefined,
    goodsCents: number,
    now: Date,
  ): Promise<ReservedPromo | null> {
    if (!typed) {
      if (given) await this.release(tx, given);
      return null;
    }
    if (!given) return this.reserve(tx, typed, goodsCents, now);
    const wanted = await tx.promo.findUnique({ where: { code: promoCode(typed) }, select: { id: true } });
    const isGivenFirst = !wanted || given <= wanted.id;
    if (isGivenFirst) await this.release(tx, given);
    const reserved = await this.reserve(tx, typed, goodsCents, now);
    if (!isGivenFirst) await this.release(tx, given);
    return reserved;
  }

  /** Gives back the use of a session that can't be paid any more. A promo that is gone has none to give back. */
  async release(tx: Prisma.TransactionClient, promoId: string): Promise<void> {
    await tx.$executeRaw`
      UPDATE "Promo" SET "reservedCount" = "reservedCount" - 1 WHERE "id" = ${promoId} AND "reservedCount" > 0`;
  }

  /**
   * Counts the use of a session that was paid. A discount that has been paid for is honoured even over the limit; of a
   * promo that is gone nothing is left to count.
   */
  async countUse(tx: Prisma.TransactionClient, { promoId, code, wasReserved }: PromoUse): Promise<void> {
    const where = promoId === null ? { code: promoCode(code) } : { id: promoId };
    const use = { usedCount: { increment: 1 } };
    if (wasReserved) {
      const reserved = { ...where, reservedCount: { gt: 0 } };
      const data = { ...use, reservedCount: { decrement: 1 } };
      if ((await tx.promo.updateMany({ where: reserved, data })).count) return;
    }
    await tx.promo.updateMany({ where, data: use });
  }

  private async usesByOthers({ id, usedCount, reservedCount }: Promo, userId?: string): Promise<number> {
    const own = userId ? await this.prisma.checkoutSession.count({ where: { activeUserId: userId, promoId: id } }) : 0;
    return usedCount + Math.max(0, reservedCount - own);
  }
}
