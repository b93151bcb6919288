import type { Prisma, Product, Variant } from '../../src/prisma/client.js';
import type { PrismaService } from '../../src/prisma/prisma.service.js';
import { searchTextOf } from '../../src/common/text/fold-text.js';

let made = 0;

/** A product with one picture and no variant. */
export async function createProduct(
  prisma: PrismaService,
  overrides: Partial<Prisma.ProductUncheckedCreateInput> = {},
): Promise<Product> {
  made += 1;
  const name = overrides.name ?? `Produit ${made}`;
  const description = overrides.description === undefined ? `Description ${made}` : overrides.description;
  return prisma.product.create({
    data: {
      slug: `produit-${made}-${Date.now().toString(36)}`,
      name,
      description,
      category: 'Pokémon',
      searchText: searchTextOf(name, description),
      images: { create: [{ url: `/img/produit-${made}.webp`, altText: name, position: 0 }] },
      ...overrides,
    },
  });
}

/** A variant with its first ledger row, of a new product unless `productId` is given. */
export async function createVariant(
  prisma: PrismaService,
  overrides: Partial<Prisma.VariantUncheckedCreateInput> = {},
): Promise<Variant> {
  made += 1;
  const productId = overrides.productId ?? (await createProduct(prisma)).id;
  // In one transaction: a backup that is taken meanwhile has both or neither.
  return prisma.$transaction(async (tx) => {
    const variant = await tx.variant.create({
      data: {
        name: 'Standard',
        language: 'Français',
        edition: '1re édition',
        priceCents: 4990,
        stock: 10,
        sku: `SKU-${made}`,
        ...overrides,
        productId,
      },
    });
    await tx.stockMovement.create({
      data: { variantId: variant.id, delta: variant.stock, stockAfter: variant.stock, reason: 'INITIAL' },
    });
    return variant;
  });
}
