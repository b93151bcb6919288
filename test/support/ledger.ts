import type { PrismaService } from '../../src/prisma/prisma.service.js';

/** For each variant the sum of its movements is its stock; of one that was deleted it is 0. */
export async function expectLedgerToBalance(prisma: PrismaService): Promise<void> {
  const variants = await prisma.variant.findMany({ select: { id: true, stock: true } });
  const sums = await prisma.stockMovement.groupBy({ by: ['variantId'], _sum: { delta: true } });
  const stockOf = new Map(variants.map(({ id, stock }) => [id, stock]));
  const wrong = sums.filter(({ variantId, _sum }) => _sum.delta !== (stockOf.get(variantId) ?? 0));
  const unwritten = variants.filter(({ id, stock }) => stock !== 0 && !sums.some(({ variantId }) => variantId === id));
  expect({ wrong, unwritten }).toEqual({ wrong: [], unwritten: [] });
}
