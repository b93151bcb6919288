import { Injectable } from '@nestjs/common';
import { Prisma } from '../prisma/client.js';
import { PrismaService } from '../prisma/prisma.service.js';

/** A variant as the checkout needs it. */
export interface SellableVariant {
  id: string;
  productId: string;
  productName: string;
  variantName: string;
  language: string | null;
  edition: string | null;
  sku: string | null;
  priceCents: number;
  /** Units in stock. */
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

  /** @returns all that still exist, also those no longer for sale, for orders agreed earlier */
  async listByIds(tx: Prisma.TransactionClient, ids: string[]): Promise<SellableVariant[]> {
    const variants = await find(tx, ids);
    return variants.map(({ isActive: _, ...variant }) => variant);
  }
}

/** The columns of a `SellableVariant`, of a row of "Variant"; also for RETURNING. */
export const SELLABLE = Prisma.sql`
  "id", "productId", "name" AS "variantName", "language", "edition", "sku", "priceCents", "stock",
  (SELECT p."name" FROM "Product" p WHERE p."id" = "Variant"."productId") AS "productName",
  (SELECT i."url" FROM "ProductImage" i WHERE i."productId" = "Variant"."productId" ORDER BY i."position" LIMIT 1)
    AS "imageUrl"`;

/** One statement, because each purchase runs it; Prisma's `include` makes one per table. */
function find(
  tx: Prisma.TransactionClient,
  ids: string[],
): Promise<(SellableVariant & { isActive: boolean | 0 | 1 })[]> {
  return tx.$queryRaw`SELECT ${SELLABLE}, "isActive" FROM "Variant" WHERE "id" IN (${Prisma.join(ids)})`;
}
