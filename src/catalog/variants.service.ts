import { Injectable } from '@nestjs/common';
import type { Prisma } from '../generated/sqlite/client.js';
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
  listForSale(ids: string[]): Promise<SellableVariant[]> {
    return find(this.prisma, { id: { in: ids }, isActive: true });
  }

  /** @returns all that still exist, in or out of sale: for an order of what was agreed when they were for sale */
  listByIds(tx: Prisma.TransactionClient, ids: string[]): Promise<SellableVariant[]> {
    return find(tx, { id: { in: ids } });
  }
}

async function find(tx: Prisma.TransactionClient, where: Prisma.VariantWhereInput): Promise<SellableVariant[]> {
  const variants = await tx.variant.findMany({
    where,
    include: {
      product: { select: { name: true, slug: true, images: { orderBy: { position: 'asc' }, take: 1 } } },
    },
  });
  return variants.map(({ id, productId, product, name, language, edition, priceCents, stock }) => ({
    id,
    productId,
    productName: product.name,
    productSlug: product.slug,
    variantName: name,
    language,
    edition,
    priceCents,
    stock,
    imageUrl: product.images[0]?.url ?? null,
  }));
}
