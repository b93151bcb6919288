import { Prisma, type Product, type ProductImage, type Variant } from '../../generated/sqlite/client.js';
import type { PrismaService } from '../../prisma/prisma.service.js';
import { rowsByKey } from '../../prisma/rows-by-key.js';
import type { InventoryRow } from './inventory.response.js';

/**
 * Variants for sale with their products and first pictures, least stock first. By SQL: a page has a thousand of them, for
 * which Prisma's client takes several times as long.
 * @param maxStock no more units than that
 */
export async function readInventory(
  prisma: PrismaService,
  { skip, take, maxStock }: { skip: number; take: number; maxStock?: number },
): Promise<InventoryRow[]> {
  const few = maxStock === undefined ? Prisma.empty : Prisma.sql`AND "stock" >= 0 AND "stock" <= ${maxStock}`;
  const variants = await prisma.$queryRaw<Variant[]>`
    SELECT * FROM "Variant" WHERE "isActive" = ${true} ${few} ORDER BY "stock", "id" LIMIT ${take} OFFSET ${skip}`;
  if (variants.length === 0) return [];

  const page = Prisma.sql`(${Prisma.join([...new Set(variants.map(({ productId }) => productId))])})`;
  const [products, images] = await Promise.all([
    prisma.$queryRaw<Pick<Product, 'id' | 'name' | 'slug'>[]>`
      SELECT "id", "name", "slug" FROM "Product" WHERE "id" IN ${page}`,
    prisma.$queryRaw<ProductImage[]>`
      SELECT i.* FROM "ProductImage" i WHERE i."productId" IN ${page} AND i."position" =
        (SELECT MIN(f."position") FROM "ProductImage" f WHERE f."productId" = i."productId")`,
  ]);
  const imagesOf = rowsByKey(images, 'productId');
  const productOf = new Map(
    products.map((product) => [
      product.id,
      Object.assign(product, { images: imagesOf.get(product.id)?.slice(0, 1) ?? [] }),
    ]),
  );
  return variants.flatMap((variant) => {
    const product = productOf.get(variant.productId);
    return product ? Object.assign(variant, { product }) : [];
  });
}
