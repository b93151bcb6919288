import { Prisma, type Product, type ProductImage, type Variant } from '../../generated/sqlite/client.js';
import type { PrismaService } from '../../prisma/prisma.service.js';
import { rowsByKey } from '../../prisma/rows-by-key.js';
import type { AdminProductRow } from './admin-product.response.js';

/**
 * Products with all that forms show of them, in the order of the ids. By SQL: a page has a thousand of them, for which
 * Prisma's client takes several times as long, and counts the reviews of all other products as well.
 */
export async function readProducts(prisma: PrismaService, ids: readonly string[]): Promise<AdminProductRow[]> {
  if (ids.length === 0) return [];
  const page = Prisma.sql`(${Prisma.join(ids)})`;
  const [products, images, variants, counts] = await Promise.all([
    prisma.$queryRaw<Product[]>`SELECT * FROM "Product" WHERE "id" IN ${page}`,
    prisma.$queryRaw<ProductImage[]>`SELECT * FROM "ProductImage" WHERE "productId" IN ${page}`,
    prisma.$queryRaw<Variant[]>`SELECT * FROM "Variant" WHERE "productId" IN ${page}`,
    prisma.$queryRaw<{ productId: string; reviews: bigint }[]>`
      SELECT "productId", COUNT(*) AS "reviews" FROM "Review" WHERE "productId" IN ${page} GROUP BY "productId"`,
  ]);
  const productOf = new Map(products.map((product) => [product.id, product]));
  const [imagesOf, variantsOf] = [rowsByKey(images, 'productId'), rowsByKey(variants, 'productId')];
  const reviewsOf = new Map(counts.map(({ productId, reviews }) => [productId, Number(reviews)]));
  return ids.flatMap((id) => {
    const product = productOf.get(id);
    if (!product) return [];
    return Object.assign(product, {
      images: (imagesOf.get(id) ?? []).sort((a, b) => a.position - b.position),
      variants: (variantsOf.get(id) ?? []).sort(oldestFirst),
      _count: { reviews: reviewsOf.get(id) ?? 0 },
    });
  });
}

function oldestFirst(a: Variant, b: Variant): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1);
}
