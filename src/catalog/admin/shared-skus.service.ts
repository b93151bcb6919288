import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Variant } from '../../prisma/client.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { skuKeyOf } from './sku-keys.js';

/** As many as a person may look through; those beyond are looked at once these are gone. */
const LOOKED_AT = 200;

type Unkeyed = Pick<Variant, 'id' | 'productId' | 'sku'>;

/**
 * Names the variants that share a SKU since before SKUs were unique. At start it also gives a key to those whose SKU is
 * free by now, as an instance of the version before may have written them.
 */
@Injectable()
export class SharedSkus implements OnApplicationBootstrap {
  private readonly logger = new Logger(SharedSkus.name);

  constructor(private readonly prisma: PrismaService) {}

  async onApplicationBootstrap(): Promise<void> {
    // Both writes run in transactions, which are repeated after a deadlock with a purchase or another instance.
    await this.prisma.$transaction(
      (tx) => tx.$executeRaw`
        UPDATE "Variant" SET "skuKey" = NULL WHERE "skuKey" IS NOT NULL AND ("sku" IS NULL OR "skuKey" <> UPPER("sku"))`,
    );
    const unkeyed = await this.prisma.variant.findMany({
      where: { skuKey: null, AND: [{ sku: { not: null } }, { sku: { not: '' } }] },
      select: { id: true, productId: true, sku: true },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: LOOKED_AT,
    });
    const shared: Unkeyed[] = [];
    for (const variant of unkeyed) if (!(await this.claim(variant))) shared.push(variant);
    if (shared.length) this.logger.warn({ variants: shared }, 'Variants have a SKU that another one has as well');
  }

  /** @returns false when another variant has the key */
  private async claim({ id, sku }: Unkeyed): Promise<boolean> {
    try {
      // Not by `updateMany`: `updatedAt` is for what an administrator changes.
      await this.prisma.$transaction(
        (tx) => tx.$executeRaw`
          UPDATE "Variant" SET "skuKey" = ${skuKeyOf(sku)} WHERE "id" = ${id} AND "sku" = ${sku} AND "skuKey" IS NULL`,
      );
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }
}
