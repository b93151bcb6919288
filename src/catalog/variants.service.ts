import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/sqlite/client.js';
import { PrismaService } from '../prisma/prisma.service.js';

/** What a checkout has to know of a variant. */
export interface SellableVariant {
  id: string;
  productId: string;
  productName: string;
  productSlug: string;
  variantName: string;
  language: string | null;
  edition: string | null;
  priceCents: number;
  /** Units on the shelf. */
  stock: number;
  /** The product's first picture, as stored: `/img/…`, `/uploads/…` or http(s). */
  imageUrl: string | null;
}

@Injectable()
export class VariantsService {
  constructor(private readonly prisma: PrismaService) {}

  /** @returns the active ones among `ids`, in no particular order */
  async listForSale(ids: string[]): Promise<SellableVariant[]> {
    const variants = await find(this.prisma, ids);
    return variants.flatMap(({ isActive, ...variant }) => (isActive ? variant : []));
  }

  /** @returns all that still exist, in or out of sale: for an order of what was agreed when they were for sale */
  async listByIds(tx: Prisma.TransactionClient, ids: string[]): Promise<SellableVariant[]> {
    const variants = await find(tx, ids);
    return variants.map(({ isActive: _, ...variant }) => variant);
  }
}

/** One statement, as each purchase makes it twice; Prisma's `include` would be one a table. */
function find(
  tx: Prisma.TransactionClient,
  ids: string[],
): Promise<(SellableVariant & { isActive: boolean | 0 | 1 })[]> {
  return tx.$queryRaw`
    SELECT v."id", v."productId", p."name" AS "productName", p."slug" AS "productSlug", v."name" AS "variantName",
      v."language", v."edition", v."priceCents", v."stock", v."isActive",
      (SELECT i."url" FROM "ProductImage" i WHERE i."productId" = p."id" ORDER BY i."position" LIMIT 1) AS "imageUrl"
    FROM "Variant" v JOIN "Product" p ON p."id" = v."productId" WHERE v."id" IN (${Prisma.join(ids)})`;
}
