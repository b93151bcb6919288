import { Injectable } from '@nestjs/common';
import { recordInAuditLog } from '../../audit/audit-log.js';
import { changedFields } from '../../audit/changed-fields.js';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import type { Prisma, Promo } from '../../prisma/client.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import type { CreatePromoDto } from './dto/create-promo.dto.js';
import { toPromoResponse, type PromoListResponse, type PromoResponse } from './dto/promo.response.js';
import type { PromosQuery } from './dto/promos.query.js';
import type { UpdatePromoDto } from './dto/update-promo.dto.js';
import { changedPromo, newPromo } from './promo-fields.js';
import { PromoNotFoundError, PromoTakenError } from './promos.errors.js';

@Injectable()
export class AdminPromosService {
  constructor(private readonly prisma: PrismaService) {}

  async list(query: PromosQuery): Promise<PromoListResponse> {
    const where = query.active ? { isActive: query.active === 'true' } : {};
    const [promos, total] = await Promise.all([
      this.prisma.promo.findMany({ where, orderBy: NEWEST_FIRST, ...pageWindow(query) }),
      this.prisma.promo.count({ where }),
    ]);
    return { promos: promos.map(toPromoResponse), pagination: toPagination(query, total) };
  }

  /**
   * @throws InvalidFieldsError when the fields don't fit one another
   * @throws PromoTakenError
   */
  async create(adminId: string, given: CreatePromoDto): Promise<PromoResponse> {
    const data = newPromo(given);
    try {
      return await this.prisma.$transaction(async (tx) => {
        const promo = await tx.promo.create({ data });
        await recordInAuditLog(tx, adminId, 'promo.create', promo.id, { after: auditedPromo(promo) });
        return toPromoResponse(promo);
      });
    } catch (error) {
      // The code is the only unique thing of a promo.
      if (isUniqueViolation(error)) throw new PromoTakenError();
      throw error;
    }
  }

  /**
   * Changes what is given. Sessions that are open keep the discount that they were opened with.
   * @throws PromoNotFoundError
   * @throws InvalidFieldsError when the promo as a whole would not be valid; nothing has changed then
   */
  update(adminId: string, id: string, given: UpdatePromoDto): Promise<PromoResponse> {
    return this.prisma.$transaction(async (tx) => {
      const before = await lockPromo(tx, id);
      const promo = await tx.promo.update({ where: { id }, data: changedPromo(before, given) });
      const change = changedFields(auditedPromo(before), auditedPromo(promo));
      await recordInAuditLog(tx, adminId, 'promo.update', id, change);
      return toPromoResponse(promo);
    });
  }

  /**
   * Deletes a code. Sessions that are open keep their discount, and orders the code that they were paid with.
   * @throws PromoNotFoundError
   */
  async delete(adminId: string, id: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const before = await lockPromo(tx, id);
      await tx.promo.delete({ where: { id } });
      await recordInAuditLog(tx, adminId, 'promo.delete', id, { before: auditedPromo(before) });
    });
  }
}

/** Writes to the row first: of two changes that are valid alone and not together, the second then sees the first. */
async function lockPromo(tx: Prisma.TransactionClient, id: string): Promise<Promo> {
  if (!isOpaqueId(id)) throw new PromoNotFoundError();
  const { count } = await tx.promo.updateMany({ where: { id }, data: { updatedAt: new Date() } });
  if (count === 0) throw new PromoNotFoundError();
  return tx.promo.findUniqueOrThrow({ where: { id } });
}

function auditedPromo(promo: Promo) {
  const { code, type, value, minPurchase, maxDiscount, usageLimit, validFrom, validUntil, isActive } = promo;
  return { code, type, value, minPurchase, maxDiscount, usageLimit, validFrom, validUntil, isActive };
}
