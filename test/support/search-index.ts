import type { PrismaService } from '../../src/prisma/prisma.service.js';

/** SQLite's index of the search is sound in itself, and has the text of each product. */
export async function expectWholeIndex(prisma: PrismaService): Promise<void> {
  await prisma.$executeRaw`INSERT INTO "ProductSearch" ("ProductSearch") VALUES ('integrity-check')`;
  const rows = await prisma.$queryRaw`
    SELECT "productId" AS "id", "text" FROM "ProductSearch"
    JOIN "ProductSearchRow" ON "number" = "ProductSearch"."rowid" ORDER BY "id"`;
  const products = await prisma.product.findMany({ select: { id: true, searchText: true }, orderBy: { id: 'asc' } });
  expect(rows).toEqual(products.map(({ id, searchText }) => ({ id, text: searchText })));
  const [count] = await prisma.$queryRaw<{ rows: bigint }[]>`SELECT COUNT(*) AS "rows" FROM "ProductSearch"`;
  expect(Number(count!.rows)).toBe(products.length);
}
