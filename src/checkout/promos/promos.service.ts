import { Injectable } from '@nestjs/common';
import { typedCode } from '../../common/text/typed-code.js';
import type { Prisma, Promo } from '../../prisma/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { discountOf, refusalOf, type PromoTerms } from './promo-rules.js';
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
  /** Null when only its code is known, as in a database restored from a backup. */
  promoId: string | null;
  code: string;
  /** Whether the paid session still had a reservation, which this use replaces. */
  wasReserved: boolean;
}

/**
 * Uses of promo codes. A session reserves one while it may be paid; then the use is released, or counted when the order
 * is created. Each method runs in the caller's transaction.
 */
@Injectable()
export class PromosService {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * The current discount of a code for a cart. Reserves nothing.
   * @param totalCents the goods, without shipping
   * @param userId the reader, whose own open session does not use up the limit
   * @throws PromoNotFoundError or another PromoRefusedError
   */
  async quote(typed: string, totalCents: number, now: Date, userId?: string): Promise<PromoQuoteResponse> {
    const promo = await this.findUsable(typed, totalCents, now, userId);
    if (!promo) throw new PromoNotFoundError();
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
   * Checks without reserving; `reserve` decides.
   * @param userId whose open session is to be replaced
   * @throws as `reserve`
   */
  async check(typed: string, goodsCents: number, now: Date, userId: string): Promise<void> {
    if (!(await this.findUsable(typed, goodsCents, now, userId))) throw new UnknownPromoError();
  }

  /**
   * Reserves one use. One statement decides, so that concurrent requests never exceed the limit.
   * @param goodsCents the goods, without shipping
   * @throws UnknownPromoError or another PromoRefusedError, with nothing written
   */
  async reserve(tx: Prisma.TransactionClient, typed: string, goodsCents: number, now: Date): Promise<ReservedPromo> {
    const code = typedCode(typed);
    // Raw, because Prisma cannot compare a sum of columns. `refusalOf` has the same conditions in TypeScript.
    const [taken] = await tx.$queryRaw<({ id: string } & PromoTerms)[]>`
      UPDATE "Promo" SET "reservedCount" = "reservedCount" + 1
      WHERE "code" = ${code} AND "isActive" = TRUE AND "validFrom" <= ${now} AND "validUntil" >= ${now}
        AND ("minPurchase" IS NULL OR "minPurchase" <= ${goodsCents})
        AND ("usageLimit" IS NULL OR "usedCount" + "reservedCount" < "usageLimit")
      RETURNING "id", "type", "value", "maxDiscount"`;
    if (taken) return { promoId: taken.id, code, discountCents: discountOf(taken, goodsCents) };

    const promo = await tx.promo.findUnique({ where: { code } });
    if (!promo) throw new UnknownPromoError();
    // Usable now: another session released a use after the statement ran.
    throw refusalOf(promo, goodsCents, now) ?? new PromoLimitReachedError();
  }

  /**
   * Releases one use and reserves another, when a session replaces the last one. Always the promo with the smaller id
   * first, so that two accounts which swap their codes never deadlock.
   * @param given whose use is released; null: none
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
    const wanted = await tx.promo.findUnique({ where: { code: typedCode(typed) }, select: { id: true } });
    const isGivenFirst = !wanted || given <= wanted.id;
    if (isGivenFirst) await this.release(tx, given);
    const reserved = await this.reserve(tx, typed, goodsCents, now);
    if (!isGivenFirst) await this.release(tx, given);
    return reserved;
  }

  /** Releases the use of a session that can no longer be paid. Does nothing when the promo was deleted. */
  async release(tx: Prisma.TransactionClient, promoId: string): Promise<void> {
    await tx.$executeRaw`
      UPDATE "Promo" SET "reservedCount" = "reservedCount" - 1 WHERE "id" = ${promoId} AND "reservedCount" > 0`;
  }

  /**
   * Counts the use of a paid session. A paid discount is kept even above the limit. Does nothing when the promo was
   * deleted.
   */
  async countUse(tx: Prisma.TransactionClient, { promoId, code, wasReserved }: PromoUse): Promise<void> {
    const where = promoId === null ? { code: typedCode(code) } : { id: promoId };
    const use = { usedCount: { increment: 1 } };
    if (wasReserved) {
      const reserved = { ...where, reservedCount: { gt: 0 } };
      const data = { ...use, reservedCount: { decrement: 1 } };
      if ((await tx.promo.updateMany({ where: reserved, data })).count) return;
    }
    await tx.promo.updateMany({ where, data: use });
  }

  /** @returns null for an unknown code @throws PromoRefusedError */
  private async findUsable(typed: string, goodsCents: number, now: Date, userId?: string): Promise<Promo | null> {
    const promo = await this.prisma.promo.findUnique({ where: { code: typedCode(typed) } });
    const refusal = promo && refusalOf(promo, goodsCents, now, await this.usesByOthers(promo, userId));
    if (refusal) throw refusal;
    return promo;
  }

  private async usesByOthers({ id, usedCount, reservedCount }: Promo, userId?: string): Promise<number> {
    const own = userId ? await this.prisma.checkoutSession.count({ where: { activeUserId: userId, promoId: id } }) : 0;
    return usedCount + Math.max(0, reservedCount - own);
  }
}
