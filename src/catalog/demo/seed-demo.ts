import { readFile } from 'node:fs/promises';
import type { Prisma } from '../../generated/sqlite/client.js';
import type { PrismaService } from '../../prisma/prisma.service.js';
import { searchTextOf } from '../products/search-text.js';
import { writeLedger } from '../stock/stock-ledger.js';

const FILE = new URL('../../../prisma/seed/demo-catalog.json', import.meta.url);
const MINUTE_MS = 60_000;

interface DemoProduct {
  id: string;
  slug: string;
  name: string;
  category: string;
  description: string;
  images: { id: string; url: string; altText: string }[];
  variants: {
    id: string;
    name: string;
    language: string | null;
    edition: string | null;
    priceCents: number;
    stock: number;
    sku: string;
  }[];
}

/**
 * Fills an empty catalogue with the demo products; one that has any product is left as it is.
 * @returns how many products were written
 */
export async function seedDemo(prisma: PrismaService): Promise<number> {
  const products = JSON.parse(await readFile(FILE, 'utf8')) as DemoProduct[];
  try {
    return await prisma.$transaction((tx) => fill(tx, products));
  } catch (error) {
    // Another instance, started at the same time, wrote the same ids first.
    if ((error as { code?: unknown }).code === 'P2002') return 0;
    throw error;
  }
}

async function fill(tx: Prisma.TransactionClient, products: DemoProduct[]): Promise<number> {
  if (await tx.product.findFirst({ select: { id: true } })) return 0;
  const now = Date.now();
  // The first of the file is the newest, so that the lists show them in the file's order.
  const createdAt = (index: number): Date => new Date(now - index * MINUTE_MS);

  await tx.product.createMany({
    data: products.map(({ id, slug, name, category, description }, index) => ({
      id,
      slug,
      name,
      category,
      description,
      searchText: searchTextOf({ name, description }),
      createdAt: createdAt(index),
    })),
  });
  await tx.productImage.createMany({
    data: products.flatMap(({ id, images }) =>
      images.map((image, position) => ({ ...image, productId: id, position })),
    ),
  });
  const variants = products.flatMap(({ id, variants: own }) => own.map((variant) => ({ ...variant, productId: id })));
  await tx.variant.createMany({ data: variants });
  const first = variants.map(({ id, stock }) => ({ variantId: id, delta: stock, stockAfter: stock }));
  await writeLedger(tx, first, { reason: 'INITIAL', note: 'Catalogue de démonstration' });
  return products.length;
}
